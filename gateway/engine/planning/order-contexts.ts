import type { AskedKeys } from './asked-keys.js';
import { isFieldStep } from './path-steps.js';
import { precedence } from './precedence.js';
import { typeOfStep } from './type-step.js';
import type { ContextVariable, PlannedFetch, PlannedStep } from './planned-step.js';

/**
 * The planner lets a fetch that takes a value from above (`@fromContext`) start beside the fetch that
 * brings the value. Such a plan is put into stages: what stood before stays before, and whoever brings
 * a value comes before who takes it.
 */
export function orderContexts(root: PlannedStep): PlannedStep {
  const order: Order = new Map(
    [...precedence<Fetch>(root)].map(([step, before]) => [step, new Set(before)]),
  );
  let changed = false;
  for (const [taker, before] of order) {
    if (taker.fetch.contexts.length === 0) continue;
    for (const bringer of order.keys()) {
      if (bringer === taker || before.has(bringer) || comesAfter(bringer, taker, order)) continue;
      if (!brings(bringer.fetch, taker.fetch)) continue;
      before.add(bringer);
      changed = true;
    }
  }
  return changed ? inStages(order) : root;
}

type Fetch = Extract<PlannedStep, { kind: 'fetch' }>;

/** By fetch, those that must be over for it to begin. */
type Order = Map<Fetch, Set<Fetch>>;

function comesAfter(fetch: Fetch, other: Fetch, order: Order, seen = new Set<Fetch>()): boolean {
  for (const earlier of order.get(fetch) ?? []) {
    if (earlier === other) return true;
    if (seen.has(earlier)) continue;
    seen.add(earlier);
    if (comesAfter(earlier, other, order, seen)) return true;
  }
  return false;
}

/** Whether one of the values that `taker` needs may come with `bringer`. */
function brings(bringer: PlannedFetch, taker: PlannedFetch): boolean {
  const at = fieldsOf(bringer.path);
  return taker.contexts.some(({ sources }) =>
    sources.some((source) => {
      const wanted = placeOf(source, taker);
      if (at.some((field, i) => wanted[i] !== field)) return false;
      const top = bringer.requires ? bringer.asked.get('_entities') : bringer.asked;
      return asks(top ?? null, wanted.slice(at.length));
    }),
  );
}

/** From the root of the data, without the steps into lists. */
function placeOf(
  { levels, path }: ContextVariable['sources'][number],
  taker: PlannedFetch,
): readonly string[] {
  const above = fieldsOf(taker.path);
  const fields = path.filter((step) => typeOfStep(step) === null);
  return [...above.slice(0, Math.max(0, above.length - levels)), ...fields];
}

function fieldsOf(path: readonly string[]): readonly string[] {
  return path.filter(isFieldStep);
}

function asks(asked: AskedKeys | null, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return true;
  if (!asked?.has(first)) return false;
  return asks(asked.get(first) ?? null, rest);
}

/** Everything as early as its predecessors allow. */
function inStages(order: Order): PlannedStep {
  const stages: PlannedStep[] = [];
  const done = new Set<Fetch>();
  while (done.size < order.size) {
    const ready = [...order].filter(
      ([fetch, before]) => !done.has(fetch) && [...before].every((earlier) => done.has(earlier)),
    );
    // INVARIANT: no edge was added that closes a circle, so that something is always ready.
    if (ready.length === 0) throw new Error('a plan that waits for itself');
    stages.push({ kind: 'parallel', steps: ready.map(([fetch]) => fetch) });
    for (const [fetch] of ready) done.add(fetch);
  }
  return { kind: 'sequence', steps: stages };
}
