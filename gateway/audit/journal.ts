import { PasserelleError } from '../errors.js';
import { hashOfLine } from './chain.js';
import { JournalHealth } from './journal-health.js';

/** Where events go: each a JSON object with at least one member, on one line. */
export interface Journal {
  /**
   * Resolves once it is written, which is at once.
   * @throws PasserelleError `JOURNAL_UNAVAILABLE` when it could not be written in time.
   */
  record(event: string): Promise<void>;
  /** Nobody waits for it: it may wait a moment for company. What is lost, `health` tells. */
  note(event: string): void;
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

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Each line carries the hash of the one before, so that a line changed or taken away shows. Events
 * that wait together are written together: at once where data waits for one of them, else within a
 * few milliseconds, so that many answers share one write.
 */
export class ChainedJournal implements Journal {
  private waiting: string[] = [];
  /** Those who wait for some of these. */
  private waiters: Waiter[] = [];
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

  record(event: string): Promise<void> {
    if (this.hangs()) {
      this.health.lost(1);
      return Promise.reject(unavailable(this.health.cause));
    }
    return new Promise((resolve, reject) => {
      this.waiting.push(event);
      this.waiters.push({ resolve, reject });
      if (!this.writing) this.flush();
    });
  }

  note(event: string): void {
    if (this.hangs()) {
      this.health.lost(1);
      return;
    }
    this.waiting.push(event);
    if (!this.writing) this.flushSoon();
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

  private flushSoon(): void {
    this.timer ??= setTimeout(() => this.flush(), unawaitedDelay);
  }

  private hangs(): boolean {
    return this.hangsUntil > 0 && this.hangsUntil > this.now();
  }

  private async drain(): Promise<void> {
    // One turn of the loop: whatever arrives together is written together.
    await new Promise((resolve) => setImmediate(resolve));
    do await this.writeWaiting();
    while (this.waiters.length > 0);
    this.writing = null;
    if (this.waiting.length > 0) this.flushSoon();
  }

  private async writeWaiting(): Promise<void> {
    const { waiting, waiters } = this;
    this.waiting = [];
    this.waiters = [];
    let { previous } = this;
    const lines = waiting.map((event) => {
      const line = `${event.slice(0, -1)},"precedent":"${previous}"}`;
      previous = hashOfLine(line);
      return line;
    });
    const failure = await this.attempt(() => this.store.append(lines));
    if (failure === null) {
      this.previous = previous;
      for (const { resolve } of waiters) resolve();
      return;
    }
    // Who came while a write hung has waited too: none waits for a second one.
    const hung = this.hangsUntil > 0;
    this.health.lost(waiting.length + (hung ? this.waiting.splice(0).length : 0));
    const refused = hung ? [...waiters, ...this.waiters.splice(0)] : waiters;
    for (const { reject } of refused) reject(failure);
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
