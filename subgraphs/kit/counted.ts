import { GraphQLError } from 'graphql';

/** How many rows there are: exactly, or at least. */
export interface Counted {
  /** null: exactness would have cost too much. */
  readonly total: number | null;
  readonly minimum: number;
}

/** Up to here a count is always exact. */
export const countedExactly = 10_000;
/** What exactness beyond it may cost, in milliseconds. */
const patience = 60;

/**
 * Counts each list to its exact number, or to what can be counted soon: how long the first ten
 * thousand took says how many more may be looked at.
 * @param upTo counts these lists, each no further than `limit`, in their order.
 */
export async function countEach<List>(
  lists: readonly List[],
  upTo: (lists: readonly List[], limit: number) => Promise<readonly number[]>,
  now: () => number = () => performance.now(),
): Promise<readonly Counted[]> {
  const started = now();
  const first = await inTime(upTo(lists, countedExactly + 1));
  if (first === null) return lists.map(() => unknown);
  const took = now() - started;
  const long = lists.filter((_, index) => (first[index] ?? 0) > countedExactly);
  const exact = (total: number): Counted => ({ total, minimum: total });
  const further = countedExactly * Math.floor(patience / Math.max(1, took));
  const more =
    long.length === 0 || further <= countedExactly ? null : await inTime(upTo(long, further + 1));
  return lists.map((list, index) => {
    const found = first[index] ?? 0;
    if (found <= countedExactly) return exact(found);
    const known = more?.[long.indexOf(list)];
    if (known === undefined) return { total: null, minimum: countedExactly };
    return known <= further ? exact(known) : { total: null, minimum: further };
  });
}

export const unknown: Counted = { total: null, minimum: 0 };

const notToBeHad: ReadonlySet<unknown> = new Set(['DELAI_DEPASSE', 'OCCUPE']);

/** null where the deadline of a statement passed, or no place for it came free so long. */
export async function inTime<T>(counting: Promise<T>): Promise<T | null> {
  try {
    return await counting;
  } catch (error) {
    if (error instanceof GraphQLError && notToBeHad.has(error.extensions['code'])) return null;
    throw error;
  }
}
