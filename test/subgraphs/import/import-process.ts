import { spawn, type ChildProcess } from 'node:child_process';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { programEnvironment } from '../../harness/program-environment.js';
import { runInProcess, type Ended } from '../../harness/run-in-process.js';

const program = fileURLToPath(new URL('../../../subgraphs/import/program.js', import.meta.url));
const main = fileURLToPath(new URL('../../../subgraphs/import/main.js', import.meta.url));

/** `npm run import`, as a partner starts it. */
export function startImport(
  databaseUrl: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [...nodeOptions, main, ...args], {
    env: { ...programEnvironment, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)]).then(
    ([status, stdout, stderr]) => ({ code: status, stdout, stderr }),
  );
  return { child, ended };
}

export function runImport(
  databaseUrl: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<Ended> {
  return startImport(databaseUrl, args, nodeOptions).ended;
}

/** The same without a process of its own. */
export function importInProcess(databaseUrl: string, args: readonly string[]): Promise<Ended> {
  return runInProcess(program, args, { ...programEnvironment, DATABASE_URL: databaseUrl });
}
