import cluster, { type Worker } from 'node:cluster';
import process from 'node:process';
import type { Logger } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import type { FromWorker, Question, ToWorker } from './messages.js';

/** How long a worker may take to say something of itself, in milliseconds. */
const patience = 2_000;
/** Before another is started for one that ended, in milliseconds. */
const pause = 1_000;
/** After the workers' own bound for requests under way, in milliseconds. */
const grace = 10_000;

type MetricsOfWorker = Parameters<typeof AggregatorRegistry.aggregate>[0][number];

/**
 * The process above the workers: it has the port, hands each new connection to the next of them, and
 * starts another for one that ends. It reads no request and knows no secret of theirs.
 */
export class Workers {
  private readonly listening = new Set<Worker>();
  private readonly numbers = new Map<Worker, number>();
  private readonly collecting = new Map<number, (worker: Worker, value: unknown) => void>();
  private collections = 0;
  private stopping = false;

  /**
   * @param environmentOf what the worker of a number, from 1 on, is told beside what all are told.
   * @param shutdownTimeout that the workers keep to, in milliseconds.
   */
  constructor(
    private readonly count: number,
    private readonly environmentOf: (number: number) => Record<string, string | undefined>,
    private readonly shutdownTimeout: number,
    private readonly logger: Logger,
  ) {
    cluster.on('message', (worker: Worker, message: FromWorker) => {
      if (message.kind === 'say') this.collecting.get(message.id)?.(worker, message.value);
      else void this.answer(worker, message.question, message.id);
    });
  }

  /**
   * The first alone: what is wrong with the environment is said once.
   * @returns whether all of them listen.
   */
  async start(): Promise<boolean> {
    process.on('SIGTERM', () => void this.stop());
    process.on('SIGINT', () => void this.stop());
    if (!(await this.fork(1))) return false;
    const others = Array.from({ length: this.count - 1 }, (_, i) => this.fork(i + 2));
    const started = (await Promise.all(others)).every(Boolean);
    if (started) {
      cluster.on('exit', (worker, code, signal) => {
        this.replace(worker, code, signal);
      });
      this.logger.info({ workers: this.count }, 'all workers listen');
    }
    return started;
  }

  /** Ends the workers, each with the requests that are under way, and then this process. */
  async stop(status = 0): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    const timer = setTimeout(() => {
      for (const { process: child } of workers) child.kill('SIGKILL');
    }, this.shutdownTimeout + grace);
    const statuses = await Promise.all(
      workers.map(async (worker) => {
        const ended = exitOf(worker);
        worker.process.kill('SIGTERM');
        return ended;
      }),
    );
    clearTimeout(timer);
    process.exit(statuses.every((own) => own === 0) ? status : 1);
  }

  /** @returns whether it came to listen. */
  private fork(number: number): Promise<boolean> {
    const worker = cluster.fork(this.environmentOf(number));
    this.numbers.set(worker, number);
    return new Promise((resolve) => {
      worker.once('listening', () => {
        this.listening.add(worker);
        resolve(true);
      });
      worker.once('exit', () => {
        this.listening.delete(worker);
        resolve(false);
      });
    });
  }

  private replace(worker: Worker, code: number | null, signal: string | null): void {
    const number = this.numbers.get(worker) ?? 1;
    this.numbers.delete(worker);
    if (this.stopping) return;
    this.logger.error(
      { worker: worker.process.pid, code, signal },
      'a worker ended; another starts',
    );
    setTimeout(() => {
      if (!this.stopping) void this.fork(number);
    }, pause);
  }

  private async answer(asking: Worker, question: Question, id: number): Promise<void> {
    const said = await this.collect(question);
    const value =
      question === 'metrics'
        ? await AggregatorRegistry.aggregate([...said.values()] as MetricsOfWorker[]).metrics()
        : this.unready([...said.values()] as (string | null)[]);
    send(asking, { kind: 'answer', id, value });
  }

  /** What all that listen say of themselves; who does not say it in time is left out. */
  private collect(question: Question): Promise<ReadonlyMap<Worker, unknown>> {
    const id = (this.collections += 1);
    const said = new Map<Worker, unknown>();
    const asked = [...this.listening];
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.collecting.delete(id);
        resolve(said);
      };
      const timer = setTimeout(end, patience);
      this.collecting.set(id, (worker, value) => {
        said.set(worker, value);
        if (said.size === asked.length) end();
      });
      for (const worker of asked) send(worker, { kind: 'asked', question, id });
    });
  }

  /** A connection may come to any of them: one that is not ready is reason enough. */
  private unready(said: readonly (string | null)[]): string | null {
    if (said.length < this.count) return `${said.length} processus sur ${this.count}`;
    return said.find((why) => why !== null) ?? null;
  }
}

function send(worker: Worker, message: ToWorker): void {
  // One that has just ended is known to have ended a moment later.
  if (worker.isConnected()) worker.send(message);
}

function exitOf(worker: Worker): Promise<number | null> {
  if (worker.isDead()) return Promise.resolve(0);
  return new Promise((resolve) => worker.once('exit', resolve));
}
