/** A whole number from the least to the most. */
export type Draw = (least: number, most: number) => number;

/** Always the same numbers for the same id, whatever else is invented. */
export function drawnBy(id: string): Draw {
  let state = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    state = Math.imul(state ^ id.charCodeAt(index), 0x01000193);
  }
  return (least, most) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return least + ((state >>> 0) % (most - least + 1));
  };
}

/** @param days may be negative. */
export function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export const earliest = (...days: readonly string[]): string => days.toSorted()[0] ?? '';
export const latest = (...days: readonly string[]): string => days.toSorted().at(-1) ?? '';
