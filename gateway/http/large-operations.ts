import { performance } from 'node:perf_hooks';

/** What costs less is soon over and holds little meanwhile: it never waits. */
export const largeCost = 50;
/** How many large ones are under way before others wait. */
export const mostLarge = 4;
/** How many begin at once where the loop was idle. */
export const begunWhenIdle = 2;
/** The loop was idle, in milliseconds since it was last looked at. */
const idleFor = 0.2;
/** Looks at a busy loop in which none ended: those under way may all hang. */
export const mostLooks = 50;

/** What is to be known of the process's loop, and of time. */
export interface Loop {
  /** For how long it has waited for something to do, in milliseconds. */
  readonly idle: () => number;
  /** In a millisecond. */
  readonly later: (look: () => void) => void;
}

const thisLoop: Loop = {
  idle: () => performance.eventLoopUtilization().idle,
  later: (look) => void setTimeout(look, 1),
};

/**
 * Begins large operations a few at a time, signatories in turn: what they hold, the collector carries
 * along. The next begins when one has ended, or the loop was idle: for partners nobody waits twice.
 * docs/decisions/large-operations-in-turn.md
 */
export class LargeOperations {
  private under = 0;
  /** By signatory; in the order of their turns. None is empty. */
  private readonly waiting = new Map<string, (() => void)[]>();
  private isLooking = false;
  /** Looks since one began or ended. */
  private looks = 0;

  constructor(private readonly loop: Loop = thisLoop) {}

  /**
   * To be followed by `end`, whatever becomes of it.
   * @returns null: at once.
   */
  begin(cost: number, signataire: string): Promise<void> | null {
    if (cost < largeCost) return null;
    if (this.under < mostLarge) {
      this.under += 1;
      return null;
    }
    return new Promise((resolve) => {
      const line = this.waiting.get(signataire) ?? [];
      line.push(resolve);
      this.waiting.set(signataire, line);
      this.look();
    });
  }

  end(cost: number): void {
    if (cost < largeCost) return;
    this.under -= 1;
    this.looks = 0;
    if (this.under < mostLarge) this.beginNext();
  }

  private beginNext(): void {
    const [next] = this.waiting;
    if (!next) return;
    const [signataire, line] = next;
    this.waiting.delete(signataire);
    const begin = line.shift();
    if (line.length > 0) this.waiting.set(signataire, line);
    this.under += 1;
    begin?.();
  }

  private look(): void {
    if (this.isLooking) return;
    this.isLooking = true;
    const before = this.loop.idle();
    this.loop.later(() => {
      this.isLooking = false;
      this.looks += 1;
      if (this.looks >= mostLooks || this.loop.idle() - before > idleFor) {
        this.looks = 0;
        for (let i = 0; i < begunWhenIdle; i += 1) this.beginNext();
      }
      if (this.waiting.size > 0) this.look();
    });
  }
}
