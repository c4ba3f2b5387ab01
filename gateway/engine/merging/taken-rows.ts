import { comparePositions, type Position, type Progress } from './page-cursors.js';

export type Data = Record<string, unknown>;

/** What one call of a page asks, as its caller may have it. */
export interface PageCall {
  /** What its cursors are for. */
  readonly list: string;
  readonly sort: string;
  readonly order: 'ASC' | 'DESC';
  readonly limit: number;
  /** The same as its caller wrote it; undefined: not at all. */
  readonly first: unknown;
  /** null: from the start. */
  readonly after: Progress | null;
}

/** What one operator answered. */
export interface PagePart {
  readonly operator: string;
  readonly data: Data;
  readonly positions: readonly Position[];
  readonly hasNextPage: boolean;
  readonly start: Position | null;
  readonly end: Position | null;
}

/** What a page lacks to be full: so many rows, and whose further rows may be among them. */
interface Lack {
  readonly rows: number;
  /** By operator: where it is to go on. */
  readonly ends: ReadonlyMap<string, Position>;
}

/** null: it is as long as it can be. */
export function lackOf(parts: readonly PagePart[], call: PageCall): Lack | null {
  const { order, limit } = call;
  const missing = limit - takenRows(parts, call).rows.length;
  if (missing <= 0) return null;
  const known = parts
    .flatMap(({ positions }) => positions)
    .sort((left, right) => comparePositions(left, right, order));
  const last = known[limit - 1];
  const ends = new Map(
    parts.flatMap(({ operator, hasNextPage, end }) => {
      if (!hasNextPage || !end) return [];
      return last && comparePositions(end, last, order) >= 0 ? [] : [[operator, end] as const];
    }),
  );
  return ends.size === 0 ? null : { rows: missing, ends };
}

/** Rows of a page, by the operator that had them. */
export function takenOf(parts: readonly PagePart[], call: PageCall): ReadonlyMap<string, number> {
  const taken = new Map(parts.map(({ operator }) => [operator, 0]));
  for (const { part } of takenRows(parts, call).rows) {
    taken.set(part.operator, (taken.get(part.operator) ?? 0) + 1);
  }
  return taken;
}

interface TakenRow {
  readonly part: PagePart;
  readonly index: number;
}

/** The rows of the page in the order of the list; `cut`: whose further rows did not come onto it. */
export function takenRows(
  parts: readonly PagePart[],
  { order, limit }: PageCall,
): {
  readonly rows: readonly TakenRow[];
  readonly more: boolean;
  readonly cut: ReadonlySet<PagePart>;
} {
  // Behind the end of a page that goes on its operator may have rows that come before others'.
  const caps = parts.flatMap(({ hasNextPage, end }) => (hasNextPage && end ? [end] : []));
  const [cap] = caps.sort((left, right) => comparePositions(left, right, order));
  const rows = parts
    .flatMap((part) => part.positions.map((position, index) => ({ part, index, position })))
    .sort((left, right) => comparePositions(left.position, right.position, order));
  const taken: TakenRow[] = [];
  const cut = new Set<PagePart>();
  for (const { part, index, position } of rows) {
    const within = cap === undefined || comparePositions(position, cap, order) <= 0;
    if (within && taken.length < limit) taken.push({ part, index });
    else cut.add(part);
  }
  // An end behind the last row taken says nothing of the rows between.
  for (const part of parts) {
    if (cap && part.end && comparePositions(part.end, cap, order) > 0) cut.add(part);
  }
  const more = cut.size > 0 || parts.some(({ hasNextPage }) => hasNextPage);
  return { rows: taken, more, cut };
}
