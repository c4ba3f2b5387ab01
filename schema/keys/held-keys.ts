import type { KeyObject } from 'node:crypto';
import type { Pems } from '../process/tls-files.js';
import type { KeySet, SignedWith } from './key-set.js';
import { keysAt, keysIn, UnreadableKeys, type ReadKeys } from './read-keys.js';

/** Times in milliseconds. */
interface KeyPatience {
  /** For how long a set is believed without another look: a key removed from it opens nothing after. */
  readonly fresh: number;
  /** For how long the last good set serves while no other can be read. */
  readonly kept: number;
  /** After a failure, before the next attempt. */
  readonly cooldown: number;
  /** At most one look in this time for keys that the set does not hold. */
  readonly unknownKeyPause: number;
}

/** What became of one reading. */
export interface KeyReading {
  readonly outcome: 'read' | UnreadableKeys['reason'];
  readonly detail: string;
  /** How many entries of the set cannot be used. */
  readonly faultyEntries: number;
  /** Something has changed, or goes on for another minute: worth a line in the log. */
  readonly notable: boolean;
}

/** No keys are to be had, so that nothing can be said of a token. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** An hour: as long as a token that was given before its issuer fell silent may live. */
const overHttp: KeyPatience = {
  fresh: 10_000,
  kept: 3_600_000,
  cooldown: 5_000,
  unknownKeyPause: 2_000,
};
/** A minute: a file that is being replaced, or a folder that is mounted anew. */
const inFile: KeyPatience = { fresh: 0, kept: 60_000, cooldown: 0, unknownKeyPause: 0 };

/** While keys cannot be read: how long a request waits to see whether they can again. */
const briefly = 250;
/** How old a reading may be for requests to wait for it while an older set is at hand. */
const notLong = 1_000;
const logEvery = 60_000;

/** The keys of one who signs: read when they are needed, at most one reading at a time. */
export class HeldKeys {
  private held: KeySet | null = null;
  /** When the set was last known to be what the issuer shows. */
  private confirmed = -Infinity;
  private attempted = -Infinity;
  private failing = false;
  private loggedFailure = -Infinity;
  private faultyEntries = 0;
  private reading: Promise<void> | null = null;

  private constructor(
    private readonly read: ReadKeys,
    private readonly patience: KeyPatience,
    private readonly onReading: (reading: KeyReading) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * @param source an http(s) address or the path of a file.
   * @param pems by which an https address is believed; none: by the authorities of this system.
   */
  static from(
    source: string,
    pems: () => Pems,
    onReading: (reading: KeyReading) => void,
  ): HeldKeys {
    return /^https?:/i.test(source)
      ? new HeldKeys(keysAt(source, pems), overHttp, onReading)
      : new HeldKeys(keysIn(source), inFile, onReading);
  }

  /** @throws KeysUnavailable when it takes keys that could not be had to say which these are. */
  async fitting(signedWith: SignedWith): Promise<readonly KeyObject[]> {
    await this.refreshed();
    const fitting = this.usable().fitting(signedWith);
    if (fitting.length > 0 || signedWith.kid === null) return fitting;
    await this.lookAgain();
    const found = this.usable().fitting(signedWith);
    if (found.length === 0) this.requireReadable();
    return found;
  }

  /** Of the keys that were read last (`KeySet.prints`). */
  get prints(): ReadonlySet<string> {
    return this.held?.prints ?? new Set();
  }

  /** @throws KeysUnavailable when the present set may lack what the issuer shows by now. */
  requireReadable(): void {
    if (this.failing) throw new KeysUnavailable();
  }

  private usable(): KeySet {
    const { held } = this;
    if (!held || !this.isUsable()) throw new KeysUnavailable();
    return held;
  }

  private isUsable(): boolean {
    return this.held !== null && this.now() - this.confirmed <= this.patience.kept;
  }

  private async refreshed(): Promise<void> {
    const time = this.now();
    const age = time - this.confirmed;
    // A clock that was put back says nothing of how old they are.
    if (age >= 0 && age < this.patience.fresh) {
      // Early enough that under steady traffic nobody waits for it.
      if (age > this.patience.fresh / 2 && !this.failing) void this.refresh();
      return;
    }
    if (!this.failing) {
      const reading = this.refresh();
      await (this.isUsable()
        ? within(Math.max(0, this.attempted + notLong - this.now()), reading)
        : reading);
      return;
    }
    if (time - this.attempted >= this.patience.cooldown) void this.refresh();
    if (this.reading) await within(briefly, this.reading);
  }

  /** For a key that the set does not hold: it may be new. Forged ones cause no more than this. */
  private async lookAgain(): Promise<void> {
    if (this.failing) return;
    const before = this.attempted;
    const pause = before + this.patience.unknownKeyPause - this.now();
    if (pause > 0) await delay(pause);
    // Whoever waited beside us may have looked meanwhile. A timer may be early by a millisecond, so
    // that the clock cannot tell.
    if (this.attempted === before) void this.refresh();
    if (this.reading) await this.reading;
  }

  /** Never rejects. */
  private refresh(): Promise<void> {
    this.reading ??= this.attempt().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async attempt(): Promise<void> {
    this.attempted = this.now();
    try {
      const read = await this.read();
      if (read) this.held = read;
      // As of the question: what the issuer changed since may not be in the answer.
      this.confirmed = this.attempted;
      this.succeeded();
    } catch (error) {
      this.failed(error instanceof UnreadableKeys ? error : new UnreadableKeys('unreachable', ''));
    }
  }

  private succeeded(): void {
    const faultyEntries = this.held?.faultyEntries ?? 0;
    const notable = this.failing || faultyEntries !== this.faultyEntries;
    this.failing = false;
    this.loggedFailure = -Infinity;
    this.faultyEntries = faultyEntries;
    this.onReading({ outcome: 'read', detail: '', faultyEntries, notable });
  }

  private failed({ reason, detail }: UnreadableKeys): void {
    this.failing = true;
    const notable = this.now() - this.loggedFailure >= logEvery;
    if (notable) this.loggedFailure = this.now();
    this.onReading({ outcome: reason, detail, faultyEntries: this.faultyEntries, notable });
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work, enough]);
  clearTimeout(timer);
}
