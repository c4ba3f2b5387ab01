import type { ValueOf } from './call-arguments.js';
import type { SentText, Unit } from './merged-fetch.js';
import { operatorCursor } from './page-cursors.js';
import { sizeVariable } from './page-node.js';
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

/** The variables of pages: where each begins in this operator's list, and how long it is. */
export function placesIn(
  text: SentText,
  operator: string,
  { calls, sizeOf }: AskedPages,
): string[] {
  const given: string[] = [];
  for (const [unit, { place, size }] of text.pages) {
    const call = calls.get(unit);
    const position = call?.after?.get(operator);
    if (call && position) {
      given.push(`${JSON.stringify(place)}:${JSON.stringify(operatorCursor(call.sort, position))}`);
    }
    const rows = size === null ? undefined : sizeOf(unit, operator);
    if (size !== null && rows !== undefined) {
      given.push(`${JSON.stringify(size)}:${JSON.stringify(rows)}`);
    }
  }
  return given;
}

/** What variables hold, those of pages too: an answer is bounded by what was asked for. */
export function withSizes(
  valueOf: ValueOf,
  operator: string,
  { calls, sizeOf }: AskedPages,
): ValueOf {
  return (name) => {
    for (const [unit, call] of calls) {
      if (name !== sizeVariable(unit.index)) continue;
      const rows = sizeOf(unit, operator);
      return typeof rows === 'number' ? rows : call?.limit;
    }
    return valueOf(name);
  };
}
