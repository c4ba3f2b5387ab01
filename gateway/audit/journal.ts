import { PasserelleError } from '../errors.js';
import { hashOfLine } from './chain.js';
import { JournalHealth } from './journal-health.js';

/** Where events go. A record is a promise: resolved once it is written. */
export interface Journal {
  /**
   * @param event a JSON object with at least one member, on one line.
   * @param awaited whether somebody waits for it; the others may wait a moment for company.
   * @throws PasserelleError `JOURNAL_UNAVAILABLE` when it could not be written in time.
   */
  record(event: string, awaited: boolean): Promise<void>;
  /** Whether it could be written when that was last tried. */
  readonly health: JournalHealth;
  /** Events that wait to be written. */
  readonly queued: number;
  /** Tries from now on, where nothing else was written, whether it could be. */
  watch(): void;
  close(): Promise<void>;
}

/** What keeps the journal's lines, in the order they are given. */
export interface LineStore {
  /** Hash of the last line of the chain that is gone on with; empty: a new chain. */
  readonly lastHash: string;
  /** All of the lines or, on an error, possibly none of them. @throws UncertainWrite */
  append(lines: readonly string[]): Promise<void>;
  /** Finds out whether lines could be written, and leaves none. */
  check?(): Promise<void>;
  /** After a write whose end is not known. @returns the hash that the next line goes on from. */
  restart?(): Promise<string>;
  close(): Promise<void>;
}

/** It is not known whether the lines were written. */
export class UncertainWrite extends Error {
  override readonly name = 'UncertainWrite';
}

/** Milliseconds. */
const unawaitedDelay = 5;
const defaultTimes = {
  /** How long a write may take before those who wait for it are told that there is none. */
  deadline: 3_000,
  /** After a write that did not end: the next try. Who comes before is told at once. */
  pause: 1_000,
  checkEvery: 2_000,
};

interface Waiting {
  readonly event: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Each line carries the hash of the one before, so that a line changed or taken away shows. Events
 * that wait together are written together: at once where data waits for one of them, else within a
 * few milliseconds.
 */
export class ChainedJournal implements Journal {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private checks: NodeJS.Timeout | null = null;
  private previous: string;
  private hangsUntil = 0;
  private triedAt = 0;

  constructor(
    private readonly store: LineStore,
    readonly health: JournalHealth = new JournalHealth(),
    private readonly times = defaultTimes,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.previous = store.lastHash;
  }

  get queued(): number {
    return this.waiting.length;
  }

  record(event: string, awaited: boolean): Promise<void> {
    if (this.hangsUntil > this.now()) {
      this.health.lost(1);
      return Promise.reject(unavailable(this.health.cause));
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ event, resolve, reject });
      if (this.writing) return;
      if (awaited) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), unawaitedDelay);
    });
  }

  watch(): void {
    this.checks ??= setInterval(() => {
      if (this.now() - this.triedAt < this.times.checkEvery) return;
      this.writing ??= this.check();
    }, this.times.checkEvery);
    this.checks.unref();
  }

  async close(): Promise<void> {
    if (this.checks) clearInterval(this.checks);
    while (this.writing || this.waiting.length > 0) {
      this.flush();
      await this.writing;
    }
    await this.store.close();
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing ??= this.drain();
  }

  private async drain(): Promise<void> {
    // One turn of the loop: whatever arrives together is written together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      let previous = this.previous;
      const lines = batch.map(({ event }) => {
        const line = `${event.slice(0, -1)},"precedent":"${previous}"}`;
        previous = hashOfLine(line);
        return line;
      });
      const failure = await this.attempt(() => this.store.append(lines));
      if (failure === null) {
        this.previous = previous;
        for (const { resolve } of batch) resolve();
        continue;
      }
      // Who came while a write hung has waited too: none waits for a second one.
      const refused = this.hangsUntil > 0 ? [...batch, ...this.waiting.splice(0)] : batch;
      this.health.lost(refused.length);
      for (const { reject } of refused) reject(failure);
    }
    this.writing = null;
  }

  private async check(): Promise<void> {
    await this.attempt(async () => this.store.check?.());
    this.writing = null;
    if (this.waiting.length > 0) this.flush();
  }

  /** @returns null: done. */
  private async attempt(write: () => Promise<void>): Promise<PasserelleError | null> {
    try {
      await this.withinDeadline(write());
      this.hangsUntil = 0;
      this.health.written();
      return null;
    } catch (cause) {
      this.health.failed(cause);
      if (cause instanceof UncertainWrite) await this.restart(cause);
      return unavailable(cause);
    } finally {
      this.triedAt = this.now();
    }
  }

  private async restart(cause: UncertainWrite): Promise<void> {
    try {
      const hash = await this.withinDeadline(this.store.restart?.() ?? Promise.resolve(null));
      if (hash !== null) this.previous = hash;
      this.hangsUntil = cause instanceof DeadlineExceeded ? this.now() + this.times.pause : 0;
    } catch {
      this.hangsUntil = this.now() + this.times.pause;
    }
  }

  private withinDeadline<T>(pending: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const { deadline } = this.times;
      const timer = setTimeout(() => {
        reject(new DeadlineExceeded(`not written within ${deadline} ms`));
      }, deadline);
      pending.then(resolve, reject).finally(() => {
        clearTimeout(timer);
      });
    });
  }
}

class DeadlineExceeded extends UncertainWrite {}

function unavailable(cause: unknown): PasserelleError {
  return new PasserelleError(
    'JOURNAL_UNAVAILABLE',
    "Le journal des accès n'est pas disponible : aucune donnée protégée n'est servie, et rien n'est fait, sans lui.",
    503,
    { cause },
  );
}
