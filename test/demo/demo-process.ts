import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import process from 'node:process';
import { programEnvironment } from '../harness/program-environment.js';

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One of the demonstration's compiled programs, as npm would start it. */
export class DemoProcess {
  private stdout = '';
  private stderr = '';
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;

  constructor(program: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, [`dist/demo/${program}.js`, ...args], {
      env: { ...programEnvironment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.finished = new Promise((resolve) => {
      this.child.once('close', (status) => {
        resolve({ status, stdout: this.stdout, stderr: this.stderr });
      });
    });
  }

  /** Resolves once it has printed the text; rejects when it ends before. */
  async printed(text: string): Promise<string> {
    return Promise.race([
      new Promise<string>((resolve) => {
        const look = (): void => {
          if (this.stdout.includes(text)) resolve(this.stdout);
        };
        this.child.stdout?.on('data', look);
        look();
      }),
      this.finished.then(({ status, stderr }) => {
        throw new Error(`ended with status ${status ?? '?'} before « ${text} »:\n${stderr}`);
      }),
    ]);
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Finished> {
    this.child.kill(signal);
    return this.finished;
  }
}

export async function listenOn(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

export function close(server: Server): Promise<unknown> {
  return new Promise((resolve) => server.close(resolve));
}

/**
 * A base whose eleven ports are free now. Below those that systems give to whoever asks for any: one of
 * them would soon be somebody else's.
 */
export async function freeBase(): Promise<number> {
  for (;;) {
    const base = randomInt(500, 1_500) * 20;
    try {
      for (const offset of [0, 1, 2, 3, 4, 10, 11]) await close(await listenOn(base + offset));
      return base;
    } catch {
      // One of them is taken: try elsewhere.
    }
  }
}
