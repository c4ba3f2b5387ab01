/** A change that holds from a day on. */
export type Lasting<T> = T & {
  /** First day. */
  readonly from: string;
  /** First day on which it no longer holds; null: it lasts. */
  readonly until: string | null;
};

/**
 * Joins what is different on each of several days: a difference that stays the same over the days is
 * one change, from the first of them on.
 * @param days in order, the first one being the day of the comparison.
 */
export function lastingChanges<T extends object>(
  days: readonly string[],
  changesOn: (day: string) => readonly T[],
): readonly Lasting<T>[] {
  const ended: Lasting<T>[] = [];
  let lasting = new Map<string, Lasting<T>>();
  for (const day of days) {
    const present = new Map<string, Lasting<T>>();
    for (const change of changesOn(day)) {
      const key = JSON.stringify(change);
      present.set(key, lasting.get(key) ?? { ...change, from: day, until: null });
    }
    for (const [key, change] of lasting) {
      if (!present.has(key)) ended.push({ ...change, until: day });
    }
    lasting = present;
  }
  return [...ended, ...lasting.values()].sort((a, b) => compare(a.from, b.from));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
