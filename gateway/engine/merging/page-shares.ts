import { LRUCache } from 'lru-cache';

/** Rows of the longest page that may be asked for: a longer one is refused by who has the list. */
const longestPage = 100;
const mostLists = 5_000;
/** How much the rows of earlier pages count beside those of the last one. */
const fading = 0.8;
/** Standard deviations: so seldom is an operator asked twice for one page. */
const margin = 2.5;

/**
 * How many rows of a page each operator is asked for: as many as it is likely to have of it, by what
 * it had of earlier pages of the same list for the same caller. Each would read a whole page
 * otherwise, of which most rows then go nowhere.
 * docs/decisions/shares-of-a-page.md
 */
export class PageShares {
  /** By list: operator → rows. */
  private readonly taken = new LRUCache<string, ReadonlyMap<string, number>>({ max: mostLists });

  /** @param list and whose it is. @returns `limit` where nothing is known, or nobody can tell. */
  sizeFor(list: string, operator: string, limit: number): number {
    const rows = this.taken.get(list);
    if (!rows || !Number.isInteger(limit) || limit < 1 || limit > longestPage) return limit;
    const part = (rows.get(operator) ?? 0) / sumOf(rows);
    const likely = limit * part;
    return Math.min(limit, Math.ceil(likely + margin * Math.sqrt(likely * (1 - part))) + 1);
  }

  /** @param rows of one page, by the operator that had them. */
  learn(list: string, rows: ReadonlyMap<string, number>): void {
    if (sumOf(rows) === 0) return;
    const before = this.taken.get(list) ?? new Map<string, number>();
    const operators = new Set([...before.keys(), ...rows.keys()]);
    this.taken.set(
      list,
      new Map(
        [...operators].map((operator) => [
          operator,
          fading * (before.get(operator) ?? 0) + (rows.get(operator) ?? 0),
        ]),
      ),
    );
  }
}

function sumOf(rows: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of rows.values()) sum += count;
  return sum;
}
