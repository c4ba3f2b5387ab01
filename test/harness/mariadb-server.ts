import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { suitesFolder } from './shared-demonstration.js';

const runProgram = promisify(execFile);

/** A MariaDB server of this test's own: temporary data folder, a socket, no network port. */
export interface MariaDb {
  /** `DATABASE_URL` of a new, empty database. */
  createDatabase(): Promise<string>;
  /** The same database for an account that has only these rights on it. */
  limitedTo(url: string, rights: string): Promise<string>;
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
export async function startMariaDb(): Promise<MariaDb> {
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
      '--innodb-buffer-pool-size=32M',
      '--innodb-flush-log-at-trx-commit=0',
      // What a careless installation has: the kit must not depend on a good default.
      '--collation-server=utf8mb4_general_ci',
      '--character-set-server=utf8mb4',
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const connect = () => createConnection({ socketPath: socket, user: 'root' });
  try {
    await answers(child, connect);
  } catch (error) {
    await end(child, folder);
    throw error;
  }
  let count = 0;
  return {
    createDatabase: async () => {
      const name = `essai_${String(++count)}`;
      const connection = await connect();
      await connection.query(`CREATE DATABASE ${name}`);
      await connection.end();
      return `mariadb://root@localhost/${name}?socket=${encodeURIComponent(socket)}`;
    },
    limitedTo: async (url, rights) => {
      const account = `limite_${String(++count)}`;
      const connection = await connect();
      await connection.query(`CREATE USER ${account}@localhost IDENTIFIED BY 'mot'`);
      const database = new URL(url).pathname.slice(1);
      await connection.query(`GRANT ${rights} ON ${database}.* TO ${account}@localhost`);
      await connection.end();
      return url.replace('//root@', `//${account}:mot@`);
    },
    hang: () => stopped(child),
    goOn: () => child.kill('SIGCONT'),
    stop: () => end(child, folder),
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

async function answers(
  child: ChildProcess,
  connect: () => ReturnType<typeof createConnection>,
): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`mariadbd stopped: ${said}`);
    try {
      await (await connect()).end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
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

async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null) {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await exited;
  }
  await rm(folder, { recursive: true, force: true });
}
