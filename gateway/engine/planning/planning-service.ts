import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { PlanFile } from './kept-plans.js';
import type { SchemaTexts } from './planning-messages.js';
import {
  PlanningExceeded,
  PlanningProcess,
  type Planned,
  type PlanningLimits,
} from './planning-process.js';
import { PlanningBusy, PlanningQueue, type QueueLimits } from './planning-queue.js';

/** Told what becomes of operations: numbers only. */
export interface PlanningObserver {
  /** How many wait, whenever that changes. */
  readonly onQueue: (change: number) => void;
  /** Milliseconds from asking to the beginning of the planning. */
  readonly onWaited: (milliseconds: number) => void;
  readonly onRefused: (reason: PlanningBusy['reason']) => void;
  /** A planning process ended by an operation. */
  readonly onExceeded: (reason: PlanningExceeded['reason']) => void;
}

export interface PlanningOptions {
  readonly limits: PlanningLimits;
  readonly queue?: QueueLimits;
  readonly observer?: PlanningObserver;
  /** Where plans are kept from one start to the next; null or absent: nowhere. */
  readonly kept?: PlanFile | null;
}

export const defaultPlanningLimits: PlanningLimits = { time: 5_000, memory: 512 };

const silent: PlanningObserver = {
  onQueue: () => undefined,
  onWaited: () => undefined,
  onRefused: () => undefined,
  onExceeded: () => undefined,
};
const ended = 'planning has ended';
/** Processes at once. The second is there only while one operation keeps others waiting. */
const mostProcesses = 2;
/** Milliseconds that others wait for one operation before a second process is started for them. */
const patience = 250;
/** Milliseconds without work after which the second process ends. */
const idleTime = 30_000;
/** For so long, in milliseconds, an operation that ended a process is refused unseen. */
const remembered = 2 * 60_000;

/** One text, planned once for all who wait for it. */
interface Job {
  readonly operation: string;
  readonly asked: number;
  readonly signatories: Set<string>;
  readonly result: Promise<Planned>;
  readonly resolve: (planned: Planned) => void;
  readonly reject: (error: Error) => void;
  started: boolean;
  /** Its process was ended by another hand. */
  retried: boolean;
}

/**
 * Plans the operations of one supergraph in processes of their own: signatories in turn, nobody waiting
 * long for another's operation, and no death but the planner's own.
 */
export class PlanningService {
  private readonly queue: PlanningQueue<Job>;
  private readonly jobs = new Map<string, Job>();
  private readonly engaged = new Set<string>();
  private readonly idle = new Set<PlanningProcess>();
  private readonly busy = new Set<PlanningProcess>();
  /** Hashes of operations that ended a process. */
  private readonly deadly = new LRUCache<string, PlanningExceeded['reason']>({
    // Hashes of one length: their number is their size.
    max: 1_000,
    ttl: remembered,
  });
  private readonly observer: PlanningObserver;
  private starting = 0;
  private helpTimer: NodeJS.Timeout | null = null;
  private idleTimer: NodeJS.Timeout | null = null;
  private retired = false;
  private closed = false;

  private constructor(
    private readonly supergraph: string,
    private readonly limits: PlanningLimits,
    { queue, observer = silent }: PlanningOptions,
  ) {
    this.queue = new PlanningQueue(() => performance.now(), queue);
    this.observer = observer;
  }

  /**
   * @param supergraph SDL without access directives.
   * @throws Error when nothing can be planned over it.
   */
  static async start(
    supergraph: string,
    options: PlanningOptions,
  ): Promise<{ readonly service: PlanningService; readonly schemas: SchemaTexts }> {
    const service = new PlanningService(supergraph, options.limits, options);
    const schemas = await service.startProcess();
    return { service, schemas };
  }

  /** How many operations wait. */
  get waiting(): number {
    return this.queue.length;
  }

  /**
   * @param signatory who asks; the empty text stands for nobody known.
   * @throws PlanningExceeded, PlanningBusy
   */
  async plan(operation: string, signatory: string): Promise<Planned> {
    if (this.closed) throw new Error(ended);
    const deadly = this.deadly.get(hash('sha256', operation, 'base64'));
    if (deadly !== undefined) throw new PlanningExceeded('remembered');
    const known = this.jobs.get(operation);
    if (known && (known.started || known.signatories.has(signatory))) return known.result;
    const job = known ?? newJob(operation);
    try {
      this.queue.add(signatory, job);
    } catch (error) {
      if (error instanceof PlanningBusy) this.observer.onRefused(error.reason);
      throw error;
    }
    job.signatories.add(signatory);
    if (!known) {
      this.jobs.set(operation, job);
      this.observer.onQueue(1);
    }
    this.work();
    return job.result;
  }

  /** Another version is in force: ends its processes as soon as nothing is left to plan. */
  retire(): void {
    this.retired = true;
    this.endIdle();
  }

  close(): void {
    this.closed = true;
    const error = new Error(ended);
    this.queue.drain();
    for (const job of this.jobs.values()) {
      if (!job.started) this.observer.onQueue(-1);
      job.reject(error);
    }
    this.jobs.clear();
    for (const process of [...this.idle, ...this.busy]) process.end();
    if (this.helpTimer) clearTimeout(this.helpTimer);
    if (this.idleTimer) clearTimeout(this.idleTimer);
  }

  /** Gives free processes to those who wait, and sees to it that there are enough. */
  private work(): void {
    if (this.closed) return;
    if (this.idleTimer) clearTimeout(this.idleTimer);
    for (const process of this.idle) {
      const next = this.takeNext();
      if (!next) break;
      this.idle.delete(process);
      this.busy.add(process);
      void this.run(process, next.job, next.signatory);
    }
    if (this.queue.hasNext(this.engaged)) this.getHelp();
    else this.endIdle();
  }

  private takeNext(): { readonly job: Job; readonly signatory: string } | null {
    for (;;) {
      const next = this.queue.next(this.engaged);
      if (!next) return null;
      // It stood in several lines, and another's turn came first.
      if (next.item.started) continue;
      next.item.started = true;
      this.observer.onQueue(-1);
      this.observer.onWaited(performance.now() - next.item.asked);
      return { job: next.item, signatory: next.signatory };
    }
  }

  private async run(process: PlanningProcess, job: Job, signatory: string): Promise<void> {
    const begun = performance.now();
    this.engaged.add(signatory);
    try {
      job.resolve(await process.plan(job.operation));
      this.jobs.delete(job.operation);
    } catch (error) {
      const lost = process.ended && !(error instanceof PlanningExceeded) && !this.closed;
      if (lost && this.again(job, signatory)) return;
      // Twice with the same operation is no chance.
      const fault = lost ? new PlanningExceeded('memory') : error;
      if (fault instanceof PlanningExceeded) {
        this.deadly.set(hash('sha256', job.operation, 'base64'), fault.reason);
        this.observer.onExceeded(fault.reason);
      }
      this.jobs.delete(job.operation);
      job.reject(fault instanceof Error ? fault : new Error('not an error'));
    } finally {
      this.spend(signatory, performance.now() - begun);
      this.engaged.delete(signatory);
      this.busy.delete(process);
      if (!process.ended) this.idle.add(process);
      this.work();
      this.keepOne();
    }
  }

  /** Whoever used more than its share is told so at once, for all that it still waited for. */
  private spend(signatory: string, milliseconds: number): void {
    for (const job of this.queue.spend(signatory, milliseconds)) {
      job.signatories.delete(signatory);
      if (job.started || job.signatories.size > 0) continue;
      this.jobs.delete(job.operation);
      this.observer.onQueue(-1);
      this.observer.onRefused('budget');
      job.reject(this.queue.overdrawn(signatory));
    }
  }

  /** The process was ended by another hand: the operation may not be at fault, and waits once more. */
  private again(job: Job, signatory: string): boolean {
    if (job.retried || this.closed) return false;
    job.retried = true;
    job.started = false;
    try {
      this.queue.add(signatory, job);
    } catch {
      return false;
    }
    this.observer.onQueue(1);
    return true;
  }

  /** At once where no process is left; a second one when others have waited for one operation. */
  private getHelp(): void {
    if (this.processes === 0) {
      void this.startAgain();
    } else if (this.processes < mostProcesses) {
      this.helpTimer ??= setTimeout(() => {
        this.helpTimer = null;
        if (this.processes < mostProcesses && this.queue.hasNext(this.engaged)) {
          void this.startAgain();
        }
      }, patience).unref();
    }
  }

  /** Those that plan, can plan, or will soon. */
  private get processes(): number {
    return this.idle.size + this.busy.size + this.starting;
  }

  /** So that the next operation need not wait for a start. */
  private keepOne(): void {
    if (this.processes === 0 && !this.retired && !this.closed) void this.startAgain();
  }

  private endIdle(): void {
    if (this.retired) {
      if (this.jobs.size === 0) for (const process of this.idle) process.end();
    } else if (this.idle.size > 1) {
      this.idleTimer = setTimeout(() => {
        const [, second] = this.idle;
        second?.end();
      }, idleTime).unref();
    }
  }

  private async startAgain(): Promise<void> {
    try {
      await this.startProcess();
      this.work();
    } catch {
      if (this.processes > 0) return;
      // Nothing can be planned at present: nobody is kept waiting for it.
      for (const job of new Set(this.queue.drain())) {
        if (job.started) continue;
        this.observer.onQueue(-1);
        this.observer.onRefused('unavailable');
        this.jobs.delete(job.operation);
        job.reject(new PlanningBusy('unavailable', 5));
      }
    }
  }

  private async startProcess(): Promise<SchemaTexts> {
    this.starting += 1;
    try {
      const { process, schemas } = await PlanningProcess.start(
        this.supergraph,
        this.limits,
        (gone) => {
          if (this.idle.delete(gone)) this.keepOne();
        },
      );
      if (this.closed) {
        process.end();
        throw new Error(ended);
      }
      this.idle.add(process);
      return schemas;
    } finally {
      this.starting -= 1;
    }
  }
}

function newJob(operation: string): Job {
  let resolve: Job['resolve'] = () => undefined;
  let reject: Job['reject'] = () => undefined;
  const result = new Promise<Planned>((onPlanned, onFault) => {
    resolve = onPlanned;
    reject = onFault;
  });
  return {
    operation,
    result,
    resolve,
    reject,
    asked: performance.now(),
    signatories: new Set(),
    started: false,
    retried: false,
  };
}
