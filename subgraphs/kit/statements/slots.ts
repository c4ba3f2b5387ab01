import { busy, callerGone } from './statement-errors.js';

interface Waiting {
  readonly give: () => void;
}

/** So many at once; the others wait in turn, for a bounded time and while their caller does. */
export class Slots {
  private taken = 0;
  private readonly queue: Waiting[] = [];

  constructor(
    private readonly size: number,
    private readonly patience: number,
  ) {}

  get inUse(): number {
    return this.taken;
  }

  get waiting(): number {
    return this.queue.length;
  }

  /** @returns what gives the slot back, once. @throws GraphQLError `OCCUPE` or `ABANDON`. */
  async acquire(signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) throw callerGone();
    if (this.taken < this.size) this.taken += 1;
    else await this.turn(signal);
    let given = true;
    return () => {
      if (!given) return;
      given = false;
      const next = this.queue.shift();
      if (next) next.give();
      else this.taken -= 1;
    };
  }

  /** The work, in a slot of its own. @throws as `acquire`. */
  async during<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const leave = await this.acquire(signal);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
      };
      const waiting: Waiting = {
        give: () => {
          settle();
          resolve();
        },
      };
      const giveUp = (error: Error): void => {
        settle();
        this.queue.splice(this.queue.indexOf(waiting), 1);
        reject(error);
      };
      const leave = (): void => giveUp(callerGone());
      const timer = setTimeout(() => giveUp(busy()), this.patience);
      signal.addEventListener('abort', leave, { once: true });
      this.queue.push(waiting);
    });
  }
}
