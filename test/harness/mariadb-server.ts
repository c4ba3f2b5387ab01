import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectTo, databasesAt, type MariaDb } from './mariadb-databases.js';
import { suitesFolder } from './suites-folder.js';

const runProgram = promisify(execFile);

/** A MariaDB server of this test's own: temporary data folder, a socket, no network port. */
export interface OwnMariaDb extends MariaDb {
  readonly socket: string;
  /** From now on it answers nothing, and closes nothing. */
  hang(): Promise<void>;
  goOn(): void;
  stop(): Promise<void>;
}

const folders = ['/usr/sbin', '/usr/bin', '/usr/local/bin', '/usr/local/sbin', '/opt/homebrew/bin'];

const program = binary('mariadbd');
const installer = binary('mariadb-install-db');
export const missing =
  'MariaDB is not installed (mariadbd, mariadb-install-db): apt-get install mariadb-server';

export const installed = program !== undefined && installer !== undefined;

/** @throws where it is not installed. */
export async function startMariaDb(): Promise<OwnMariaDb> {
  if (program === undefined || installer === undefined) throw new Error(missing);
  const folder = await mkdtemp(join(tmpdir(), 'passerelle-mariadb-'));
  const data = await newDataFolder(installer, folder);
  const socket = join(folder, 's.sock');
  const child = spawn(
    program,
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--tmpdir=${folder}`,
      '--skip-networking',
      '--max-connections=500',
      '--innodb-buffer-pool-size=32M',
      // What is written here need not outlive the machine: no test waits for a disk.
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-flush-method=nosync',
      // What a careless installation has: the kit must not depend on a good default.
      '--collation-server=utf8mb4_general_ci',
      '--character-set-server=utf8mb4',
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const guard = endsWithParent(child);
  try {
    await answers(child, socket);
  } catch (error) {
    await end(child, guard, folder);
    throw error;
  }
  return {
    socket,
    ...databasesAt(socket),
    hang: () => stopped(child),
    goOn: () => child.kill('SIGCONT'),
    stop: () => end(child, guard, folder),
  };
}

/** A data folder, put into `folder`: installed once for a run of all suites, and only copied then. */
async function newDataFolder(installProgram: string, folder: string): Promise<string> {
  const data = join(folder, 'data');
  const run = process.env[suitesFolder];
  if (run === undefined) {
    await install(installProgram, data, folder);
    return data;
  }
  const installed = join(run, 'mariadb');
  if (!existsSync(installed)) {
    const draft = await mkdtemp(`${installed}-`);
    await install(installProgram, join(draft, 'data'), draft);
    await rename(join(draft, 'data'), installed).catch((error: unknown) => {
      // Unless another suite was faster.
      if (!existsSync(installed)) throw error;
    });
  }
  await cp(installed, data, { recursive: true });
  return data;
}

async function install(installProgram: string, data: string, scratch: string): Promise<void> {
  await runProgram(installProgram, [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    // Two that install at once must not share the names of temporary tables.
    `--tmpdir=${scratch}`,
  ]);
}

function binary(name: string): string | undefined {
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

async function answers(child: ChildProcess, socket: string): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  for (let attempt = 0; attempt < 400; attempt++) {
    if (child.exitCode !== null) throw new Error(`mariadbd stopped: ${said}`);
    try {
      await (await connectTo(socket)).end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`mariadbd does not answer: ${said}`);
}

async function stopped(child: ChildProcess): Promise<void> {
  child.kill('SIGSTOP');
  for (;;) {
    const { stdout } = await runProgram('ps', ['-o', 'stat=', '-p', String(child.pid)]);
    if (stdout.trim().startsWith('T')) return;
  }
}

/** Ends the server when this process has ended in whatever way, and could not do so itself. */
function endsWithParent({ pid = -1 }: ChildProcess): ChildProcess {
  // Nothing is written to it: it reads on until the other end is closed.
  const guard = spawn('sh', ['-c', `cat; kill -9 ${pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A signal to this one's group is not for it.
    detached: true,
  });
  guard.unref();
  return guard;
}

async function end(child: ChildProcess, guard: ChildProcess, folder: string): Promise<void> {
  guard.kill('SIGKILL');
  guard.stdin?.destroy();
  if (child.exitCode === null) {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await exited;
  }
  await rm(folder, { recursive: true, force: true });
}
