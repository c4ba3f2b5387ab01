import type { FetchDataRewrite } from '@apollo/query-planner';
import { mayBe, typeOfStep } from '../planning/type-step.js';
import type { TypeSystem } from '../planning/type-system.js';

/** Applies the planner's rewrites to a value in place: what a subgraph is sent, or has answered. */
export function applyRewrites(
  types: TypeSystem,
  rewrites: readonly FetchDataRewrite[] | undefined,
  value: unknown,
): void {
  for (const rewrite of rewrites ?? []) {
    const last = rewrite.path.at(-1);
    if (last === undefined) continue;
    applyAt(types, rewrite.path, 0, value, (object) => {
      if (rewrite.kind === 'ValueSetter') {
        object[last] = rewrite.setValueTo;
      } else if (Object.hasOwn(object, last) && object[last] !== undefined) {
        object[rewrite.renameKeyTo] = object[last];
        object[last] = undefined;
      }
    });
  }
}

function applyAt(
  types: TypeSystem,
  path: readonly string[],
  index: number,
  value: unknown,
  apply: (object: Record<string, unknown>) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) applyAt(types, path, index, item, apply);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const object = value as Record<string, unknown>;
  if (index === path.length - 1) {
    apply(object);
    return;
  }
  const step = path[index] ?? '';
  const type = typeOfStep(step);
  if (type !== null) {
    if (mayBe(types, object, type)) applyAt(types, path, index + 1, object, apply);
  } else if (Object.hasOwn(object, step)) {
    applyAt(types, path, index + 1, object[step], apply);
  }
}
