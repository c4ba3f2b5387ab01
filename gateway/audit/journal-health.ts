/** How often a fault that lasts is told, in milliseconds. */
const tellEvery = 60_000;

/** Told of a fault when it begins, of no more than one a minute, and of the end of what was told. */
export interface HealthListener {
  readonly onFault: (cause: unknown, lost: number) => void;
  readonly onRestored: (lost: number) => void;
  /** Told once, at the start: who else can read the journal. */
  readonly onOpenFile?: (what: string) => void;
}

const nobody: HealthListener = { onFault: () => undefined, onRestored: () => undefined };

/**
 * Whether the journal can be written, as the last try showed. Under load each request is a try: the
 * log gets a line a minute, not a line each.
 */
export class JournalHealth {
  /** Of the fault that lasts. */
  cause: unknown = null;
  private faulty = false;
  private toldAt = -Infinity;
  /** The fault that lasts was told: its end is worth a line too. */
  private told = false;
  private lostEvents = 0;

  constructor(
    private readonly listener: HealthListener = nobody,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get isWritable(): boolean {
    return !this.faulty;
  }

  /** Events that were not written. */
  lost(count: number): void {
    this.lostEvents += count;
  }

  failed(cause: unknown): void {
    this.faulty = true;
    this.cause = cause;
    // Also where it comes and goes: a disk that is full has room now and then.
    if (this.now() - this.toldAt < tellEvery) return;
    this.toldAt = this.now();
    this.told = true;
    this.listener.onFault(cause, this.lostEvents);
  }

  written(): void {
    if (!this.faulty) return;
    this.faulty = false;
    this.cause = null;
    if (!this.told) return;
    this.told = false;
    this.listener.onRestored(this.lostEvents);
    this.lostEvents = 0;
  }
}
