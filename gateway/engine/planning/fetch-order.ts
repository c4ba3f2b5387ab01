import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { AskedKeys } from './asked-keys.js';
import { isFieldStep } from './path-steps.js';
import { precedence } from './precedence.js';
import type { PlannedFetch, PlannedStep } from './planned-step.js';

/** The fetches of a plan, and for each the indexes of those that must be over for it to begin. */
export interface FetchOrder {
  /** None stands before one that it waits for. */
  readonly fetches: readonly PlannedFetch[];
  readonly after: readonly (readonly number[])[];
}

/**
 * The planner writes a plan in stages. A fetch of entities needs no more of the stage before it than
 * what leads to its objects and what it sends of them, and waits for nobody else.
 * @param isStrict of which fetches everything is left as the plan has it.
 */
export function fetchOrder(
  root: PlannedStep | null,
  isStrict: (fetch: PlannedFetch) => boolean = () => false,
): FetchOrder {
  if (!root) return { fetches: [], after: [] };
  const planned = precedence<FetchNode>(root);
  const places = new Map([...planned.keys()].map((node, index) => [node, index]));
  const fetches = [...planned.keys()].map(({ fetch }) => fetch);
  const stages = [...planned.values()].map((before) =>
    before.map((node) => places.get(node) as number),
  );
  const asPlanned = fetches.some((fetch) => isStrict(fetch) || mayNeedAnything(fetch));
  if (asPlanned) return { fetches, after: stages };
  const earlier = closure(stages);
  const needed = fetches.map(({ path, requires }, index) => {
    if (requires === null) return stages[index] as readonly number[];
    const wanted = wantedAt(path.filter(isFieldStep), wantedOf(requires));
    return [...(earlier[index] as ReadonlySet<number>)].filter((other) =>
      mayBring(fetches[other] as PlannedFetch, wanted),
    );
  });
  return { fetches, after: nearest(needed) };
}

type FetchNode = Extract<PlannedStep, { kind: 'fetch' }>;

/** Its effect, or where its values come from and go to, cannot be read off its keys. */
function mayNeedAnything(fetch: PlannedFetch): boolean {
  const { mutation, contexts, inputRewrites, outputRewrites } = fetch;
  const isNested = fetch.requires === null && fetch.path.length > 0;
  return (
    mutation ||
    isNested ||
    contexts.length > 0 ||
    inputRewrites.length > 0 ||
    outputRewrites.length > 0
  );
}

/** For each, all that come before it. */
function closure(after: readonly (readonly number[])[]): readonly ReadonlySet<number>[] {
  const all: Set<number>[] = [];
  for (const before of after) {
    all.push(new Set(before.flatMap((index) => [...(all[index] ?? []), index])));
  }
  return all;
}

/** Without those that another of them waits for anyway. */
function nearest(after: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const all = closure(after);
  return after.map((before) =>
    before.filter((index) => !before.some((other) => all[other]?.has(index))),
  );
}

/** Response keys that a fetch looks at; null: the value itself. */
type Wanted = ReadonlyMap<string, Wanted | null>;

function wantedOf(selections: readonly QueryPlanSelectionNode[]): Wanted {
  const wanted = new Map<string, Wanted | null>();
  const add = (nodes: readonly QueryPlanSelectionNode[]): void => {
    for (const node of nodes) {
      if (node.kind !== 'Field') {
        add(node.selections);
        continue;
      }
      const key = node.alias ?? node.name;
      const below = node.selections ? wantedOf(node.selections) : null;
      const known = wanted.get(key);
      wanted.set(key, known && below ? new Map([...known, ...below]) : (below ?? known ?? null));
    }
  };
  add(selections);
  // Whose type decides what is sent, and whether an object counts at all.
  wanted.set('__typename', null);
  return wanted;
}

/** From the root of the data. */
function wantedAt([first, ...rest]: readonly string[], below: Wanted): Wanted {
  if (first === undefined) return below;
  return new Map<string, Wanted | null>([
    ['__typename', null],
    [first, wantedAt(rest, below)],
  ]);
}

/** Whether something of what is wanted may come with this fetch. */
function mayBring({ path, requires, asked }: PlannedFetch, wanted: Wanted): boolean {
  let at: Wanted = wanted;
  for (const step of path) {
    if (!isFieldStep(step)) continue;
    const next = at.get(step);
    if (next === undefined) return false;
    // The value as a whole is wanted: whatever stands in it.
    if (next === null) return true;
    at = next;
  }
  const top: AskedKeys | null | undefined = requires ? asked.get('_entities') : asked;
  return top ? [...top.keys()].some((key) => at.has(key)) : true;
}
