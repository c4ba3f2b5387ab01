import { setImmediate } from 'node:timers/promises';

/** An item that is there, or will be when its turn comes. */
export type Paced<T> = T | Promise<T>;

/** How many are completed at a stretch: some milliseconds of work. */
const stretch = 500;

/**
 * Hands the rows of a large answer on in stretches, counted over all its lists: between two of them
 * the process sees to its other callers. graphql-js completes a list of plain values in one piece.
 */
export class Pace {
  private handed = 0;
  private begun = 0;
  private turn: Promise<void> = Promise.resolve();

  /** What comes first is handed on at once. */
  of<T>(items: readonly T[]): readonly Paced<T>[] {
    return items.map((item) => {
      const place = Math.floor(this.handed / stretch);
      this.handed += 1;
      if (place === 0) return item;
      if (place > this.begun) {
        this.begun = place;
        this.turn = this.turn.then(() => setImmediate());
      }
      return this.turn.then(() => item);
    });
  }
}
