/** Why an operation is not planned now, and when it is worth asking again. */
export class PlanningBusy extends Error {
  override readonly name = 'PlanningBusy';

  constructor(
    readonly reason: 'queue' | 'budget' | 'unavailable',
    /** Seconds. */
    readonly retryAfter: number,
  ) {
    super(`planning is busy (${reason})`);
  }
}

export interface QueueLimits {
  /** Operations of one signatory that wait. */
  readonly perSignatory: number;
  /** Operations that wait. */
  readonly total: number;
  /** Milliseconds of planning that a signatory may use at once, if it used none before. */
  readonly budget: number;
  /** Milliseconds of planning that each signatory gains in a millisecond. */
  readonly refill: number;
}

const defaultQueueLimits: QueueLimits = {
  perSignatory: 32,
  total: 256,
  budget: 30_000,
  refill: 0.25,
};

interface Line<T> {
  readonly waiting: T[];
  /** When it was last its turn; nought: never. */
  turn: number;
  /** Milliseconds of planning left at `at`; below nought after a long one. */
  left: number;
  at: number;
}

/**
 * Who is planned for next: each signatory in turn, one of its operations at a time, within its own
 * share of planning time. A signatory that floods waits for itself.
 */
export class PlanningQueue<T> {
  private readonly lines = new Map<string, Line<T>>();
  private count = 0;
  private turns = 0;

  constructor(
    private readonly now: () => number,
    private readonly limits: QueueLimits = defaultQueueLimits,
  ) {}

  get length(): number {
    return this.count;
  }

  /** @throws PlanningBusy */
  add(signatory: string, item: T): void {
    const { perSignatory, total } = this.limits;
    const line = this.lineOf(signatory);
    if (line.left < 0) throw this.overdrawn(signatory);
    if (line.waiting.length >= perSignatory || this.count >= total) {
      throw new PlanningBusy('queue', 1 + Math.floor(line.waiting.length / 10));
    }
    line.waiting.push(item);
    this.count += 1;
  }

  /** @param engaged those who are being planned for: each has one at a time. */
  next(engaged: ReadonlySet<string>): { readonly signatory: string; readonly item: T } | null {
    const [next] = [...this.lines]
      .filter(([signatory, { waiting }]) => waiting.length > 0 && !engaged.has(signatory))
      .toSorted(([, left], [, right]) => left.turn - right.turn);
    if (!next) return null;
    const [signatory, line] = next;
    const item = line.waiting.shift();
    if (item === undefined) return null;
    this.count -= 1;
    line.turn = this.turns += 1;
    return { signatory, item };
  }

  /** Whether somebody waits who is not being planned for. */
  hasNext(engaged: ReadonlySet<string>): boolean {
    return [...this.lines].some(
      ([signatory, { waiting }]) => waiting.length > 0 && !engaged.has(signatory),
    );
  }

  /**
   * What planning for a signatory took.
   * @returns what it asked for beside, when that was more than its share: it waits no more.
   */
  spend(signatory: string, milliseconds: number): readonly T[] {
    const line = this.lineOf(signatory);
    line.left -= milliseconds;
    if (line.left >= 0) return [];
    this.count -= line.waiting.length;
    return line.waiting.splice(0);
  }

  /** What a signatory is told that has used more planning time than it had. */
  overdrawn(signatory: string): PlanningBusy {
    const { left } = this.lineOf(signatory);
    return new PlanningBusy('budget', Math.max(1, Math.ceil(-left / this.limits.refill / 1_000)));
  }

  /** All that wait, and nobody waits any more. */
  drain(): readonly T[] {
    const all = [...this.lines.values()].flatMap(({ waiting }) => waiting.splice(0));
    this.count = 0;
    return all;
  }

  private lineOf(signatory: string): Line<T> {
    const now = this.now();
    const { budget, refill } = this.limits;
    const line = this.lines.get(signatory) ?? { waiting: [], turn: 0, left: budget, at: now };
    this.lines.set(signatory, line);
    line.left = Math.min(budget, line.left + (now - line.at) * refill);
    line.at = now;
    return line;
  }
}
