import { spawn, type ChildProcess } from 'node:child_process';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

export interface Program {
  readonly name: string;
  /** A compiled main and its arguments. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /**
   * `rows`: it opens a database, which must be filled before. `served`: it asks all others as it starts,
   * and whoever does not answer yet would count as away for a while.
   */
  readonly needs?: 'rows' | 'served';
  /** Each answers 200 once the program serves. */
  readonly readyUrls: readonly string[];
}

/** What a program said last, for whoever must explain its end. */
export interface Ended {
  readonly name: string;
  readonly how: string;
  readonly lastLines: readonly string[];
}

const endWithParent = new URL('end-with-parent.js', import.meta.url).href;
const keptLines = 15;
const graceMs = 5000;
/** Of the caller's environment, only what a process needs to run at all. */
const inherited = ['PATH', 'HOME', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'NODE_COMPILE_CACHE'];

/** The processes of the demonstration: they run together and end together. */
export class Processes {
  private readonly children = new Map<string, ChildProcess>();
  private stopping = false;

  constructor(private readonly onEnd: (ended: Ended) => void) {}

  start({ name, command, env }: Program): void {
    const child = spawn(process.execPath, ['--import', endWithParent, ...command], {
      env: { ...inheritedEnvironment(), ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Ctrl-C reaches the whole foreground group: only this process may decide what it means.
      detached: process.platform !== 'win32',
    });
    this.children.set(name, child);
    const lines: string[] = [];
    const keep = (chunk: Buffer): void => {
      lines.push(...chunk.toString('utf8').split('\n').filter(Boolean));
      lines.splice(0, lines.length - keptLines);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => lines.push(error.message));
    child.once('close', (status, signal) => {
      this.children.delete(name);
      if (this.stopping) return;
      const how = signal === null ? `statut ${status ?? '?'}` : `signal ${signal}`;
      this.onEnd({ name, how, lastLines: lines });
    });
  }

  /** Asks all to stop, and insists after a while. */
  async stop(): Promise<void> {
    this.stopping = true;
    const ends = [...this.children.values()].map(stopped);
    await Promise.all(ends);
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  const waiting = new AbortController();
  const late = delay(graceMs, null, { signal: waiting.signal }).then(
    () => child.kill('SIGKILL'),
    () => false,
  );
  await closed;
  waiting.abort();
  await late;
}

/** Polls until every program answers. @throws Error naming those that do not in time. */
export async function allReady(
  programs: readonly Program[],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  let missing = [...programs];
  while (missing.length > 0) {
    const answers = await Promise.all(missing.map(allAnswer200));
    missing = missing.filter((_, index) => answers[index] !== true);
    if (missing.length === 0) return;
    if (Date.now() > end) {
      const names = missing.map(({ name }) => name).join(', ');
      throw new Error(`Pas de réponse après ${timeoutMs / 1000} s : ${names}.`);
    }
    await delay(100, null, { signal });
  }
}

async function allAnswer200({ readyUrls }: Program): Promise<boolean> {
  return (await Promise.all(readyUrls.map(answers200))).every(Boolean);
}

async function answers200(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    inherited.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
