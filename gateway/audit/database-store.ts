import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { readDatabaseUrl } from '../../schema/process/database-url.js';
import { ensureFolder } from '../../schema/process/ensure-folder.js';
import type { LineStore } from './journal.js';

/**
 * One chain for each run of a process, so that replicas share a table without waiting for each
 * other. `rang` counts a chain's lines from 1; the key keeps two writers out of one chain.
 */
const createTable = `CREATE TABLE IF NOT EXISTS journal (
  chaine VARCHAR(22) NOT NULL,
  rang BIGINT NOT NULL,
  ligne MEDIUMTEXT NOT NULL,
  PRIMARY KEY (chaine, rang)
)`;

/** A chain of lines as a database keeps it. */
export interface StoredLine {
  readonly chaine: string;
  readonly rang: number;
  readonly ligne: string;
}

/** @param url `sqlite:PATH`, `mysql://…` or `mariadb://…`. @throws when it cannot be reached. */
export async function openDatabaseStore(url: string): Promise<LineStore> {
  const table = await openTable(url);
  const chaine = randomBytes(16).toString('base64url');
  let rang = 0;
  return {
    lastHash: '',
    append: async (lines) => {
      // The count moves on only with what is written: a failed batch leaves no gap.
      await table.insert(lines.map((ligne, i) => ({ chaine, rang: rang + i + 1, ligne })));
      rang += lines.length;
    },
    close: () => table.close(),
  };
}

/** All lines, chain by chain, each in its order. */
export async function* storedLines(url: string): AsyncIterable<StoredLine> {
  // Opening an embedded database that is not there would make one, and find nothing wrong with it.
  const address = readDatabaseUrl(url);
  if (address?.kind === 'sqlite') statSync(address.path);
  const table = await openTable(url);
  try {
    let last: Pick<StoredLine, 'chaine' | 'rang'> = { chaine: '', rang: 0 };
    for (;;) {
      const page = await table.after(last);
      yield* page;
      const end = page.at(-1);
      if (!end) return;
      last = end;
    }
  } finally {
    await table.close();
  }
}

interface Table {
  insert(rows: readonly StoredLine[]): Promise<void>;
  after(last: Pick<StoredLine, 'chaine' | 'rang'>): Promise<readonly StoredLine[]>;
  close(): Promise<void>;
}

async function openTable(url: string): Promise<Table> {
  const address = readDatabaseUrl(url);
  if (!address) throw new Error('not the address of a database');
  if (address.kind === 'sqlite') return new SqliteTable(address.path);
  const { host, port, user, password, database, socketPath } = address;
  const pool = createPool({
    ...{ host, port, user, password, database },
    ...(socketPath === null ? {} : { socketPath }),
    charset: 'utf8mb4_bin',
    connectionLimit: 1,
    connectTimeout: 3_000,
    enableKeepAlive: true,
  });
  try {
    await pool.query(`${createTable} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new MysqlTable(pool);
}

const pageQuery = `SELECT chaine, rang, ligne FROM journal
  WHERE chaine > ? OR (chaine = ? AND rang > ?) ORDER BY chaine, rang LIMIT 1000`;

class MysqlTable implements Table {
  constructor(private readonly pool: Pool) {}

  async insert(rows: readonly StoredLine[]): Promise<void> {
    const values = rows.map(({ chaine, rang, ligne }) => [chaine, rang, ligne]);
    try {
      await this.pool.query('INSERT INTO journal (chaine, rang, ligne) VALUES ?', [values]);
    } catch (error) {
      // The driver's error quotes the statement: the journal's lines would stand in the log.
      const { code = 'error' } = error as NodeJS.ErrnoException;
      // eslint-disable-next-line preserve-caught-error -- the cause is what must not go on
      throw new Error(`the database refused the journal's lines (${code})`);
    }
  }

  async after({ chaine, rang }: Pick<StoredLine, 'chaine' | 'rang'>): Promise<StoredLine[]> {
    const [rows] = await this.pool.query<(StoredLine & RowDataPacket)[]>(pageQuery, [
      ...[chaine, chaine, rang],
    ]);
    return rows;
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

/** An embedded database answers at once: there is nothing to wait for, only a form to keep. */
class SqliteTable implements Table {
  private readonly database: DatabaseSync;

  constructor(path: string) {
    if (path !== ':memory:') ensureFolder(dirname(path));
    this.database = new DatabaseSync(path, { timeout: 5_000 });
    this.database.exec(`PRAGMA journal_mode = WAL; ${createTable}`);
  }

  insert(rows: readonly StoredLine[]): Promise<void> {
    const statement = this.database.prepare('INSERT INTO journal VALUES (?, ?, ?)');
    this.database.exec('BEGIN');
    try {
      for (const { chaine, rang, ligne } of rows) statement.run(chaine, rang, ligne);
      this.database.exec('COMMIT');
    } catch (error) {
      this.database.exec('ROLLBACK');
      return Promise.reject(error instanceof Error ? error : new Error('not written'));
    }
    return Promise.resolve();
  }

  after({ chaine, rang }: Pick<StoredLine, 'chaine' | 'rang'>): Promise<StoredLine[]> {
    const rows = this.database.prepare(pageQuery).all(chaine, chaine, rang);
    return Promise.resolve(rows as unknown as StoredLine[]);
  }

  close(): Promise<void> {
    this.database.close();
    return Promise.resolve();
  }
}
