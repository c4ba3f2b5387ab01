import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
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

/** Rejects when one of a demonstration's ports is taken. */
/** Those of both forms: one process for a subgraph, or a port for each of its operators. */
const offsets = [0, 1, 2, 3, 4, 10, 11, 20, 21, 22, 23, 24, 30, 31, 32, 33];

export async function allFree(base: number): Promise<void> {
  for (const offset of offsets) await close(await listenOn(base + offset));
}

/**
 * A base whose ports are free now. Below those that systems give to whoever asks for any: one of
 * them would soon be somebody else's.
 */
export async function freeBase(): Promise<number> {
  for (;;) {
    // Above 10080, which no client of the web asks: it is on the list of bad ports.
    const base = randomInt(255, 750) * 40;
    try {
      await allFree(base);
      return base;
    } catch {
      // One of them is taken: try elsewhere.
    }
  }
}

/** @returns which of them still run after ten seconds at most. */
export async function stillRunning(pids: readonly number[]): Promise<readonly number[]> {
  const until = Date.now() + 10_000;
  const running = (): number[] => pids.filter((pid) => existsSync(`/proc/${pid}/exe`));
  while (running().length > 0 && Date.now() < until) await delay(100);
  return running();
}

/** As Linux knows them. */
export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
}
