import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Slots } from './slots.js';
import type { SqliteReading, SqlValue } from './sqlite-reader.js';
import { callerGone, tooSlow } from './statement-errors.js';
import type { StatementCounts } from './statements.js';

export interface ReadingQuestion {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** A fault without its text, which may quote a value. */
export type ReadingAnswer = SqliteReading | { readonly fault: string };

const childFile = fileURLToPath(new URL('./reading-child.js', import.meta.url));
const mostProcesses = 3;

/**
 * Processes that read one SQLite file, each one statement at a time. SQLite offers no way to end a
 * statement from outside: the process is ended, and the next reader is a new one. A reader that dies
 * leaves the file as it was (docs/decisions/slow-statements.md).
 */
export class ReadingProcesses {
  private readonly slots: Slots;
  private readonly all = new Set<ChildProcess>();
  private readonly idle: ChildProcess[] = [];

  /** @param limit milliseconds for one statement. */
  constructor(
    private readonly path: string,
    private readonly limit: number,
  ) {
    this.slots = new Slots(mostProcesses, limit);
    // The first list does not wait for a process to start.
    this.idle.push(this.start());
  }

  get counts(): StatementCounts {
    const { inUse, waiting } = this.slots;
    return { connections: inUse, inUse, waiting };
  }

  async read(
    sql: string,
    parameters: readonly SqlValue[],
    signal: AbortSignal,
  ): Promise<SqliteReading> {
    const leave = await this.slots.acquire(signal);
    const child = this.idle.pop() ?? this.start();
    try {
      return await this.ask(child, { sql, parameters }, signal);
    } finally {
      if (this.all.has(child)) this.idle.push(child);
      leave();
    }
  }

  async close(): Promise<void> {
    const ended = [...this.all].map(
      (child) => new Promise((resolve) => void child.once('exit', resolve)),
    );
    for (const child of this.all) {
      // Their end is waited for, whatever else is left to do.
      child.ref();
      child.kill('SIGKILL');
    }
    await Promise.all(ended);
  }

  private ask(
    child: ChildProcess,
    question: ReadingQuestion,
    signal: AbortSignal,
  ): Promise<SqliteReading> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        child.off('message', answered);
        child.off('exit', died);
      };
      const end = (error: Error): void => {
        settle();
        this.end(child);
        reject(error);
      };
      const answered = (answer: ReadingAnswer): void => {
        settle();
        if ('rows' in answer) resolve(answer);
        else reject(new Error(`a list could not be read (${answer.fault})`));
      };
      const leave = (): void => end(callerGone());
      const died = (): void => end(new Error('a reading process has ended'));
      const timer = setTimeout(() => end(tooSlow()), this.limit);
      child.on('message', answered);
      child.once('exit', died);
      signal.addEventListener('abort', leave, { once: true });
      child.send(question, (error) => {
        if (error) died();
      });
    });
  }

  private end(child: ChildProcess): void {
    this.all.delete(child);
    child.kill('SIGKILL');
  }

  private start(): ChildProcess {
    const { SystemRoot } = process.env;
    const child = fork(childFile, [this.path], {
      // What the subgraph was told (secrets, modules to load first) is its own business.
      env: SystemRoot === undefined ? {} : { SystemRoot },
      execArgv: ['--no-warnings'],
      // Binary values and large numbers have no JSON form.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.all.add(child);
    child.once('exit', () => {
      this.all.delete(child);
      const place = this.idle.indexOf(child);
      if (place >= 0) this.idle.splice(place, 1);
    });
    // Told at the next question.
    child.on('error', () => undefined);
    // It alone keeps no process alive.
    child.unref();
    child.channel?.unref();
    return child;
  }
}
