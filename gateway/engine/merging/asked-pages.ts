import type { Unit } from './merged-fetch.js';
import type { PageCall } from './taken-rows.js';

/** Of each page; null: its cursor is none of this list's. */
export type PageCalls = ReadonlyMap<Unit, PageCall | null>;

/** What operators are asked of the pages of one fetch. */
export interface AskedPages {
  readonly calls: PageCalls;
  /** How many rows, as its caller wrote it or fewer; undefined: that is not said. */
  readonly sizeOf: (unit: Unit, operator: string) => unknown;
  /** What is said of whole lists is known already. */
  readonly rowsAlone: boolean;
}
