import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { isSqlite } from './is-sqlite.js';

/** How long another process may take for its own start on the same database, in seconds. */
const patience = 120;

/**
 * Runs the migrations that the database has not seen; one process at a time. Where there are none
 * nothing is written and no right is needed but to read.
 */
export async function migrate(dataSource: DataSource): Promise<void> {
  if (!(await isBehind(dataSource))) return;
  await startingAlone(dataSource, async (session) => {
    // Before another connection is made.
    await compareBytes(dataSource, session);
    // Another process may have been quicker.
    if (!(await isBehind(dataSource))) return;
    await dataSource.runMigrations(isSqlite(dataSource.options) ? { transaction: 'none' } : {});
  });
}

/**
 * Runs what a start writes while no other process starts on this database. On SQLite the whole of it
 * is one transaction.
 * @param work is given the connection that keeps the others out.
 */
export async function startingAlone(
  dataSource: DataSource,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  if (isSqlite(dataSource.options)) await inOneTransaction(dataSource, () => work(dataSource));
  else await underAdvisoryLock(dataSource, work);
}

interface Session {
  query(sql: string): Promise<unknown>;
}

async function isBehind(dataSource: DataSource): Promise<boolean> {
  const names = dataSource.migrations.map(
    (migration) => migration.name ?? migration.constructor.name,
  );
  const runner = dataSource.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return names.length > 0;
    const rows = (await runner.query('SELECT name FROM migrations')) as { name: string }[];
    const known = new Set(rows.map(({ name }) => name));
    return names.some((name) => !known.has(name));
  } finally {
    await runner.release();
  }
}

async function inOneTransaction(dataSource: DataSource, work: () => Promise<void>): Promise<void> {
  // Outside of any transaction, or it would change nothing.
  await dataSource.query('PRAGMA foreign_keys = OFF');
  await beginAlone(dataSource);
  try {
    await work();
    await dataSource.query('COMMIT');
  } catch (error) {
    await dataSource.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await dataSource.query('PRAGMA foreign_keys = ON');
  }
}

async function beginAlone(dataSource: DataSource): Promise<void> {
  const until = performance.now() + patience * 1_000;
  for (;;) {
    try {
      await dataSource.query('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      await delay(50);
    }
  }
}

function isBusy(error: unknown): boolean {
  const { driverError } = error as { driverError?: { errcode?: number } };
  return (driverError?.errcode ?? 0) % 256 === 5;
}

async function underAdvisoryLock(
  dataSource: DataSource,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  // A lock is its connection's, and migrations take another.
  const holder = dataSource.createQueryRunner();
  try {
    await lock(holder);
    try {
      await work(holder);
    } finally {
      await holder.query(`SELECT RELEASE_LOCK(${lockName})`);
    }
  } finally {
    await holder.release();
  }
}

/** One for each database of a server; longer names than 64 characters are refused. */
const lockName = "CONCAT('passerelle.', MD5(DATABASE()))";

async function lock(holder: QueryRunner): Promise<void> {
  const until = performance.now() + patience * 1_000;
  while (performance.now() < until) {
    // Shorter than any deadline of a statement.
    const [answer] = (await holder.query(`SELECT GET_LOCK(${lockName}, 0.5) AS taken`)) as {
      taken: number | string | null;
    }[];
    if (Number(answer?.taken) === 1) return;
  }
  throw new Error('another process has been starting on this database for too long');
}

/**
 * MariaDB and MySQL compare texts without case and accents unless told otherwise, and then SQL and
 * `===` would disagree about who owns a row. New tables take the database's collation, as the
 * connection that makes them knows it: it is set on the oldest one, so that none has an older.
 */
async function compareBytes(dataSource: DataSource, session: Session): Promise<void> {
  if (isSqlite(dataSource.options)) return;
  // The server says which of the two it is: both answer to `mysql://` as well as to `mariadb://`.
  const [server] = (await session.query('SELECT VERSION() AS version')) as { version: string }[];
  const isMariaDb = server?.version.includes('MariaDB') ?? false;
  const collation = isMariaDb ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
  const [database] = (await session.query(
    'SELECT DEFAULT_COLLATION_NAME AS collation FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()',
  )) as { collation: string }[];
  if (database?.collation === collation) return;
  await session.query(`ALTER DATABASE CHARACTER SET utf8mb4 COLLATE ${collation}`);
}
