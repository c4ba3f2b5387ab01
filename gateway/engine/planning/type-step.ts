import type { TypeSystem } from './type-system.js';

const prefix = '... on ';

/** Of a step in a path of the planner: the type of `... on T`; null: the step is a field. */
export function typeOfStep(step: string): string | null {
  return step.startsWith(prefix) ? step.slice(prefix.length) : null;
}

/** Without a type name there is only one type it can be. */
export function mayBe(
  types: TypeSystem,
  object: Readonly<Record<string, unknown>>,
  type: string,
): boolean {
  const typename = object['__typename'];
  return typeof typename !== 'string' || types.matches(typename, type);
}
