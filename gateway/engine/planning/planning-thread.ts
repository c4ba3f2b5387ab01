import { Worker } from 'node:worker_threads';
import type { PlannedStep } from './planned-step.js';

/** What the thread says: once when it is ready, then once for each operation. */
export type PlanningAnswer =
  { readonly ready: true } | { readonly plan: PlannedStep | null } | { readonly fault: string };

/** An operation whose planning took too long or too much memory: too large, whatever its size. */
export class PlanningExceeded extends Error {
  override readonly name = 'PlanningExceeded';
}

export interface PlanningLimits {
  /** Milliseconds for one operation. */
  readonly time: number;
  /** Megabytes of the thread's heap. */
  readonly memory: number;
}

const defaultLimits: PlanningLimits = { time: 10_000, memory: 512 };
const ended = 'planning has ended';
const workerFile = new URL('./planning-worker.js', import.meta.url);

interface Job {
  /** null: none, only the thread's start is waited for. */
  readonly operation: string | null;
  readonly resolve: (plan: PlannedStep | null) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Plans operations on a thread of its own, one after the other, so that a first-seen operation keeps
 * nobody else waiting. One that exceeds the limits ends the thread; those behind it get a new one.
 */
export class PlanningThread {
  private readonly queue: Job[] = [];
  private running: Job | null = null;
  private worker: Worker | null = null;
  private ready = false;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  private constructor(
    private readonly supergraph: string,
    private readonly limits: PlanningLimits,
  ) {}

  /**
   * @param supergraph SDL without access directives.
   * @throws Error when nothing can be planned over it.
   */
  static async start(
    supergraph: string,
    limits: PlanningLimits = defaultLimits,
  ): Promise<PlanningThread> {
    const thread = new PlanningThread(supergraph, limits);
    try {
      await new Promise<unknown>((resolve, reject) => {
        thread.running = { operation: null, resolve, reject };
        thread.spawn();
      });
    } catch (error) {
      thread.close();
      throw error;
    }
    return thread;
  }

  /**
   * @returns null: there is nothing to fetch.
   * @throws PlanningExceeded
   */
  plan(operation: string): Promise<PlannedStep | null> {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(new Error(ended));
        return;
      }
      this.queue.push({ operation, resolve, reject });
      this.next();
    });
  }

  close(): void {
    this.closed = true;
    void this.end();
    const error = new Error(ended);
    this.running?.reject(error);
    this.running = null;
    for (const job of this.queue.splice(0)) job.reject(error);
  }

  private next(): void {
    if (this.running || this.closed) return;
    const job = this.queue.shift();
    if (!job) return;
    this.running = job;
    (this.worker ?? this.spawn()).postMessage(job.operation);
    if (this.ready) this.startClock();
  }

  private startClock(): void {
    this.timer = setTimeout(() => {
      this.fail(new PlanningExceeded('planning took too long'));
    }, this.limits.time);
  }

  private spawn(): Worker {
    const worker = new Worker(workerFile, {
      workerData: this.supergraph,
      // What the process was told to load first is its own business.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.limits.memory },
    });
    // The thread alone keeps no process alive.
    worker.unref();
    this.worker = worker;
    this.ready = false;
    worker.on('message', (answer: PlanningAnswer) => {
      if (worker === this.worker) this.answered(answer);
    });
    worker.on('error', (error: Error) => {
      const exceeded = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (worker !== this.worker) return;
      this.fail(exceeded ? new PlanningExceeded('planning took too much memory') : error);
    });
    worker.on('exit', () => {
      if (worker === this.worker) this.fail(new Error('the planning thread has ended'));
    });
    return worker;
  }

  private answered(answer: PlanningAnswer): void {
    const job = this.running;
    if ('ready' in answer) {
      this.ready = true;
      // A thread that replaces another was given its first operation before it was ready.
      if (job?.operation !== null) {
        if (job) this.startClock();
        return;
      }
    }
    if (!job) return;
    this.settle();
    if ('fault' in answer) job.reject(new Error(answer.fault));
    else job.resolve('plan' in answer ? answer.plan : null);
    this.next();
  }

  private fail(error: Error): void {
    const job = this.running;
    this.settle();
    void this.end();
    job?.reject(error);
    this.next();
  }

  private settle(): void {
    this.running = null;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private async end(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    if (this.timer) clearTimeout(this.timer);
    await worker?.terminate();
  }
}
