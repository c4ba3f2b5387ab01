import type { Counted } from './counted.js';
import type { Pace } from './pace.js';

export const defaultPageSize = 20;
export const maxPageSize = 100;

export interface PageRequest<F extends object> {
  readonly first?: number | undefined;
  readonly after?: string | null | undefined;
  readonly filtre?: F | null | undefined;
  /** A key of the listing's orders. */
  readonly tri?: string | null | undefined;
}

/** One page, read on demand: a caller who asks only how many there are costs no page. */
export interface Page<T> {
  readonly slice: () => Promise<PageSlice<T>>;
  readonly counted: () => Promise<Counted>;
  /** How its rows are handed on: one for all pages of a request. */
  readonly pace: Pace;
}

export interface PageSlice<T> {
  readonly rows: readonly T[];
  readonly cursors: readonly string[];
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Only the rows of one parent, such as the rappels of a commune. */
export interface ParentRow<T> {
  readonly property: keyof T & string;
  readonly value: string;
  /** Coordinates that the tie itself reveals: `['RappelOrdre.commune']`. */
  readonly reads?: readonly string[];
}
