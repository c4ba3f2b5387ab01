/**
 * Runs programs one after another in this process, each with its own arguments, and prints how each
 * ended: what they import is loaded once. For command lines by which nothing is begun.
 */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Stream = typeof process.stdout | typeof process.stderr;

/** Keeps what is written on a stream, until it is given back. */
function kept(stream: Stream): () => string {
  const write = stream.write.bind(stream);
  let text = '';
  stream.write = (chunk: string | Uint8Array) => {
    text += chunk.toString();
    return true;
  };
  return () => {
    stream.write = write;
    return text;
  };
}

/** What the program has set: 0 where it has set none. */
const exitCode = (): number => Number(process.exitCode ?? 0);

/** What a main runs of one that is bundled: the module beside it. */
function moduleOf(file: string): string {
  const program = file.replace(/\bmain\.js$/, 'program.js');
  return existsSync(program) ? program : file;
}

/** @param time a module is evaluated anew under another query. */
async function run(file: string, args: readonly string[], time: number): Promise<Ended> {
  process.argv = [process.execPath, file, ...args];
  process.exitCode = undefined;
  const stdout = kept(process.stdout);
  const stderr = kept(process.stderr);
  try {
    await import(`${pathToFileURL(moduleOf(file)).href}?${time}`);
    // Warnings are written a moment later.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    stdout();
    stderr();
  }
  return { code: exitCode(), stdout: stdout(), stderr: stderr() };
}

// Each program listens to both.
process.stdout.setMaxListeners(0);
process.stderr.setMaxListeners(0);
const asked = JSON.parse(process.argv[2] ?? '[]') as [file: string, args: readonly string[]][];
const ended: Ended[] = [];
for (const [file, args] of asked) ended.push(await run(file, args, ended.length));
process.exitCode = 0;
process.stdout.write(JSON.stringify(ended));
