import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programEnvironment } from '../../harness/program-environment.js';
import { runInProcess, type Ended } from '../../harness/run-in-process.js';

const programOf = (command: string, module: string): string =>
  fileURLToPath(new URL(`../../../schema/cli/${command}/${module}.js`, import.meta.url));

type Command = 'schema' | 'documents' | 'convention';
type Run = (
  command: Command,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
) => Promise<Ended>;

/** Runs `npm run schema`, `documents` or `convention`, in this process. */
export const run: Run = (command, args, env = {}) =>
  runInProcess(programOf(command, 'program'), args, environment(env));

/** Runs it as a process of its own. */
export const runProcess: Run = (command, args, env = {}) =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [programOf(command, 'main'), ...args],
      { env: environment(env), maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        resolve({ code, stdout, stderr });
      },
    );
  });

/** Without what this machine says: no variable of its own must waive what is tested. */
function environment(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { ...programEnvironment, ...env };
}

/** A folder of its own for a test, with the files it is given. */
export async function temporaryFolder(files: Readonly<Record<string, string>>): Promise<{
  readonly path: (name: string) => string;
  readonly remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'passerelle-schema-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return {
    path: (name) => join(folder, name),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
