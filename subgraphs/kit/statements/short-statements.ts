import { statSync } from 'node:fs';
import { LRUCache } from 'lru-cache';

/** Milliseconds within which a statement counts as short. */
const short = 3;
/** So many are a time that others notice. */
const long = 10;
/** So many times in turn, before it is believed; four times as many after each time that it was not. */
const firstTimes = 3;
const mostTimes = 1_000;
/** For so many times as long as one took that held everybody up, none is believed. */
const restTimes = 100;
/** Of a file, in bytes: what one statement may have to go through. */
const largestFile = 64_000_000;
const mostKnown = 500;
/** Milliseconds between two looks at the file's size. */
const lookEvery = 5_000;

/** How far a statement is believed. */
interface Trust {
  /** How often in turn it has been short. */
  readonly streak: number;
  readonly needed: number;
}

/**
 * Which statements on a small file have always ended at once. These need no process of their own: to
 * cross to one costs more than they do.
 */
export class ShortStatements {
  private readonly known = new LRUCache<string, Trust>({ max: mostKnown });

  /** Until when none is believed. */
  private restUntil = -Infinity;
  private small = false;
  private lookedAt = -Infinity;

  /** @param now milliseconds, from wherever. */
  constructor(
    private readonly path: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  isShort(sql: string): boolean {
    const trust = this.known.get(sql);
    if (trust === undefined || trust.streak < trust.needed) return false;
    return this.now() >= this.restUntil && this.isSmall();
  }

  /**
   * @param took milliseconds.
   * @param heldUp whether it was believed, and everybody waited for it.
   */
  ran(sql: string, took: number, heldUp: boolean): void {
    // Whatever other text comes meanwhile: of all time a hundredth is lost so at most.
    if (heldUp && took > long) this.restUntil = this.now() + restTimes * took;
    const { streak, needed } = this.known.get(sql) ?? { streak: 0, needed: firstTimes };
    if (took <= short) {
      this.known.set(sql, { streak: Math.min(streak + 1, mostTimes), needed });
      return;
    }
    // One that was believed is not believed again so soon: it holds everybody up.
    const again = streak >= needed ? Math.min(needed * 4, mostTimes) : needed;
    this.known.set(sql, { streak: 0, needed: again });
  }

  private isSmall(): boolean {
    const now = this.now();
    if (now - this.lookedAt >= lookEvery) {
      this.lookedAt = now;
      const own = sizeOf(this.path) ?? Infinity;
      this.small = own + (sizeOf(`${this.path}-wal`) ?? 0) <= largestFile;
    }
    return this.small;
  }
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}
