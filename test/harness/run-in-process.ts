import process from 'node:process';
import { pathToFileURL } from 'node:url';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const exit = process.exit.bind(process);
let runs = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a command as its process would, but in this one: what it imports is loaded once, not for each
 * run. For what a command does with its input; that it also ends as a process is tried with a few.
 * @param program the compiled module that its `main.js` runs.
 */
export function runInProcess(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  // One at a time: they all write on the same two streams.
  const ended = last.then(() => run(program, args, env));
  last = ended.catch(() => undefined);
  return ended;
}

async function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const { argv, env: own, exitCode: before } = process;
  const stdout = new KeptStream(process.stdout);
  const stderr = new KeptStream(process.stderr);
  let exited = null as number | null;
  process.argv = [process.execPath, program, ...args];
  process.env = { ...env };
  process.exitCode = undefined;
  process.exit = ((code?: number) => {
    exited ??= code ?? exitCode();
  }) as typeof process.exit;
  try {
    // A module is evaluated anew under another query.
    await import(`${pathToFileURL(program).href}?${++runs}`);
    // What was written has been called back by then.
    await new Promise((resolve) => setImmediate(resolve));
    return {
      code: exited ?? exitCode(),
      stdout: stdout.text,
      stderr: stderr.text,
    };
  } finally {
    stdout.giveBack();
    stderr.giveBack();
    process.argv = argv;
    process.env = own;
    process.exitCode = before;
    process.exit = exit;
  }
}

/** What the program has set: 0 where it has set none. */
const exitCode = (): number => Number(process.exitCode ?? 0);

type Stream = typeof process.stdout | typeof process.stderr;

/** Keeps what is written on a stream until it is given back, with the listeners that it had. */
class KeptStream {
  text = '';
  private readonly write: Stream['write'];
  private readonly listeners: ReadonlySet<unknown>;

  constructor(private readonly stream: Stream) {
    this.write = stream.write.bind(stream);
    this.listeners = new Set(stream.listeners('error'));
    stream.write = (chunk: string | Uint8Array, ...more: readonly unknown[]): boolean => {
      this.text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      const written = more.find((argument) => typeof argument === 'function');
      if (written) setImmediate(written as () => void);
      return true;
    };
  }

  giveBack(): void {
    this.stream.write = this.write;
    for (const listener of this.stream.listeners('error')) {
      if (!this.listeners.has(listener)) this.stream.off('error', listener as () => void);
    }
  }
}
