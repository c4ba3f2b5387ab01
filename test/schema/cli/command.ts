import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const mains = {
  schema: fileURLToPath(new URL('../../../schema/cli/schema/main.js', import.meta.url)),
  documents: fileURLToPath(new URL('../../../schema/cli/documents/main.js', import.meta.url)),
  convention: fileURLToPath(new URL('../../../schema/cli/convention/main.js', import.meta.url)),
};

/** Runs `npm run schema` or `npm run convention` as a process of its own. */
export function run(
  command: keyof typeof mains,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const environment: NodeJS.ProcessEnv = { ...process.env, ...env };
  // A variable of the one who runs the tests must not waive what they test.
  if (!('ALLOW_UNCLASSIFIED' in env)) delete environment.ALLOW_UNCLASSIFIED;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [mains[command], ...args],
      { env: environment, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        resolve({ code, stdout, stderr });
      },
    );
  });
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
