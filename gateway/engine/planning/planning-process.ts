import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { deserialize } from 'node:v8';
import type { PlannedStep } from './planned-step.js';
import {
  overtime,
  overweight,
  type ChildOptions,
  type PlanningAnswer,
  type PlanningQuestion,
  type SchemaTexts,
} from './planning-messages.js';

/** An operation that took too long or too much memory to plan, or killed the planner. */
export class PlanningExceeded extends Error {
  override readonly name = 'PlanningExceeded';

  constructor(readonly reason: 'time' | 'memory' | 'size' | 'remembered') {
    super(`planning exceeded its limits (${reason})`);
  }
}

export interface PlanningLimits {
  /** Milliseconds of processor time for one operation. */
  readonly time: number;
  /** Megabytes of the process that plans. */
  readonly memory: number;
}

/** Nothing leads to what an operation asks: no matter of time or of memory. */
export class Unplannable extends Error {
  override readonly name = 'Unplannable';
}

/** @property bytes what the plan weighs, as data. */
export interface Planned {
  readonly plan: PlannedStep | null;
  readonly bytes: number;
}

/** Milliseconds for a process to start and to read its supergraph. */
const startLimit = 60_000;
/** How many times an operation's processor time may pass by the clock, for want of a processor. */
const longestWait = 4;
/** Bytes of one plan. */
const largestPlan = 8 * 1024 * 1024;
const childFile = fileURLToPath(new URL('./planning-child.js', import.meta.url));

interface Job {
  readonly resolve: (answer: PlanningAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A process that plans operations over one supergraph, one at a time. One that exceeds the limits ends
 * it; a new one must then be started.
 */
export class PlanningProcess {
  private job: Job | null = null;
  private timer: NodeJS.Timeout | null = null;
  private over = false;

  private constructor(
    private readonly child: ChildProcess,
    private readonly limits: PlanningLimits,
    private readonly onEnd: (process: PlanningProcess) => void,
  ) {
    child.on('message', (answer: PlanningAnswer) => {
      const { job } = this;
      this.settle();
      job?.resolve(answer);
    });
    child.on('error', (error) => {
      this.fail(error);
    });
    child.on('exit', (_, signal) => {
      this.fail(causeOfDeath(signal));
    });
  }

  /**
   * @param supergraph SDL without access directives.
   * @param onEnd told once, when the process can plan no more, whatever it ended of.
   * @throws Error when nothing can be planned over it.
   */
  static async start(
    supergraph: string,
    limits: PlanningLimits,
    onEnd: (process: PlanningProcess) => void = () => undefined,
  ): Promise<{ readonly process: PlanningProcess; readonly schemas: SchemaTexts }> {
    const process = new PlanningProcess(spawnChild(limits), limits, onEnd);
    try {
      const answer = await process.ask({ supergraph }, startLimit);
      if ('ready' in answer) return { process, schemas: answer.ready };
      throw new Error('fault' in answer ? answer.fault : 'unexpected answer');
    } catch (error) {
      process.end();
      throw error instanceof PlanningExceeded
        ? new Error(`the planner cannot be built within its limits (${error.reason})`)
        : error;
    }
  }

  get ended(): boolean {
    return this.over;
  }

  /**
   * One at a time: the answer to one is waited for before the next is asked.
   * @throws PlanningExceeded, and the process has ended; Unplannable.
   */
  async plan(operation: string): Promise<Planned> {
    const answer = await this.ask({ operation }, this.limits.time * longestWait);
    if ('fault' in answer) throw new Unplannable(answer.fault);
    const bytes = 'plan' in answer ? answer.plan.byteLength : 0;
    if (!('plan' in answer) || bytes > largestPlan) throw new PlanningExceeded('size');
    return { plan: deserialize(answer.plan) as PlannedStep | null, bytes };
  }

  end(): void {
    this.fail(new Error('planning has ended'));
  }

  private ask(question: PlanningQuestion, milliseconds: number): Promise<PlanningAnswer> {
    return new Promise((resolve, reject) => {
      if (this.over) {
        reject(new Error('planning has ended'));
        return;
      }
      this.job = { resolve, reject };
      this.timer = setTimeout(() => {
        this.fail(new PlanningExceeded('time'));
      }, milliseconds);
      this.child.send(question, (error) => {
        if (error) this.fail(error);
      });
    });
  }

  private settle(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.job = null;
  }

  private fail(error: Error): void {
    const { job } = this;
    this.settle();
    if (!this.over) {
      this.over = true;
      this.child.kill('SIGKILL');
      this.onEnd(this);
    }
    job?.reject(error);
  }
}

/** A death by another hand (the system's, an operator's) need not be the operation's doing. */
function causeOfDeath(signal: NodeJS.Signals | null): Error {
  if (signal === 'SIGKILL') return new Error('the planning process was killed');
  if (signal === overtime) return new PlanningExceeded('time');
  // The engine aborts where its heap is at its end before the watchdog has looked.
  if (signal === overweight || signal === 'SIGABRT') return new PlanningExceeded('memory');
  return new Error(`the planning process has ended (${signal ?? 'by itself'})`);
}

function spawnChild({ memory, time }: PlanningLimits): ChildProcess {
  const options: ChildOptions = { parent: process.pid, memory, time };
  const child = fork(childFile, [JSON.stringify(options)], {
    // What the gateway was told (secrets, modules to load first, a debugger's port) is its own business.
    env: environment(),
    execArgv: [`--max-old-space-size=${memory}`, '--max-semi-space-size=16'],
    // A Map has no JSON form.
    serialization: 'advanced',
    // An engine out of memory prints what it was doing.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // It alone keeps no process alive.
  child.unref();
  child.channel?.unref();
  return child;
}

function environment(): NodeJS.ProcessEnv {
  // Windows starts nothing without it.
  const { SystemRoot } = process.env;
  return { NODE_ENV: 'production', ...(SystemRoot !== undefined && { SystemRoot }) };
}
