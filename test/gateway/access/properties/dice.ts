import fc, { type GeneratorValue } from 'fast-check';

/** Random choices, drawn one by one, so that a failing run can be replayed and shrunk. */
export class Dice {
  constructor(private readonly draw: (max: number) => number) {}

  static of(g: GeneratorValue): Dice {
    return new Dice((max) => g(fc.integer, { min: 0, max }));
  }

  /** Integer from 0 to `max`. */
  upTo(max: number): number {
    return this.draw(max);
  }

  oneIn(n: number): boolean {
    return this.draw(n - 1) === 1 % n;
  }

  pick<T>(from: readonly T[]): T {
    const chosen = from[this.draw(from.length - 1)];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  }

  some<T>(from: readonly T[], least = 0): T[] {
    const chosen = from.filter(() => this.oneIn(2));
    return chosen.length < least ? from.slice(0, least) : chosen;
  }
}
