import cluster from 'node:cluster';
import process from 'node:process';
import type { Registry } from 'prom-client';
import type { FromWorker, Question, ToWorker } from './messages.js';

/** How long the others may take to say something, in milliseconds. */
const patience = 5_000;

/** What a worker tells of itself. */
export interface OwnState {
  readonly registry: Registry;
  /** Why it is not ready, in a word; null: it is. */
  readonly unready: () => string | null;
}

/** The workers of one gateway, as one of them sees them: who asks one of them is told of all. */
export class Siblings {
  private readonly asked = new Map<number, (value: unknown) => void>();
  private questions = 0;

  /** @returns null: this process has no others beside it. */
  static join(own: OwnState, onAlone: () => void): Siblings | null {
    return cluster.isWorker ? new Siblings(own, onAlone) : null;
  }

  private constructor(
    private readonly own: OwnState,
    onAlone: () => void,
  ) {
    process.on('message', (message: ToWorker) => {
      if (message.kind === 'asked') void this.say(message.question, message.id);
      else {
        this.asked.get(message.id)?.(message.value);
        this.asked.delete(message.id);
      }
    });
    // The process above is gone, and with it the port.
    process.once('disconnect', onAlone);
  }

  /** In the text form of Prometheus. */
  async metrics(): Promise<string> {
    return (await this.ask('metrics')) as string;
  }

  /** Why one of them is not ready, in a word; null: all are. */
  async unready(): Promise<string | null> {
    return (await this.ask('readiness')) as string | null;
  }

  private async say(question: Question, id: number): Promise<void> {
    const { registry, unready } = this.own;
    const value = question === 'metrics' ? await registry.getMetricsAsJSON() : unready();
    send({ kind: 'say', id, value });
  }

  /** @throws Error when the process above does not answer. */
  private ask(question: Question): Promise<unknown> {
    const id = (this.questions += 1);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.asked.delete(id);
        reject(new Error('the process above the workers does not answer'));
      }, patience);
      this.asked.set(id, (value) => {
        clearTimeout(timer);
        resolve(value);
      });
      send({ kind: 'ask', question, id });
    });
  }
}

function send(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}
