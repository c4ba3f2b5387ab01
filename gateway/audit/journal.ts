import { PasserelleError } from '../errors.js';
import { hashOfLine } from './chain.js';

/** Where events go. A record is a promise: resolved once it is written. */
export interface Journal {
  /**
   * @param event a JSON object with at least one member, on one line.
   * @param awaited whether somebody waits for it; the others may wait a moment for company.
   * @throws PasserelleError `JOURNAL_UNAVAILABLE` when it could not be written.
   */
  record(event: string, awaited: boolean): Promise<void>;
  close(): Promise<void>;
}

/** What keeps the journal's lines, in the order they are given. */
export interface LineStore {
  /** Hash of the last line of the chain that is gone on with; empty: a new chain. */
  readonly lastHash: string;
  /** All of the lines or, on an error, possibly none of them. */
  append(lines: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds. */
const unawaitedDelay = 5;

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
  private previous: string;

  constructor(private readonly store: LineStore) {
    this.previous = store.lastHash;
  }

  record(event: string, awaited: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ event, resolve, reject });
      if (this.writing) return;
      if (awaited) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), unawaitedDelay);
    });
  }

  async close(): Promise<void> {
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
      try {
        await this.store.append(lines);
        this.previous = previous;
        for (const { resolve } of batch) resolve();
      } catch (cause) {
        const failure = new PasserelleError(
          'JOURNAL_UNAVAILABLE',
          "Le journal des accès n'est pas disponible : aucune donnée protégée n'est servie, et rien n'est fait, sans lui.",
          503,
          { cause },
        );
        for (const { reject } of batch) reject(failure);
      }
    }
    this.writing = null;
  }
}
