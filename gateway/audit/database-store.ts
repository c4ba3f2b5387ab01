import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { readDatabaseUrl, type DatabaseAddress } from '../../schema/process/database-url.js';
import { UncertainWrite, type LineStore } from './journal.js';

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
  const table = await openTable(url, 'write');
  let chain = newChain();
  return {
    lastHash: '',
    append: async (lines) => {
      const { chaine, rang } = chain;
      const own = chain;
      // The count moves on only with what is written: a failed batch leaves no gap.
      await table.insert(lines.map((ligne, i) => ({ chaine, rang: rang + i + 1, ligne })));
      own.rang += lines.length;
    },
    check: () => table.check({ ...newChain(), ligne: '{}' }),
    // Lines that may stand in the old chain are not written again, and nothing is put after them.
    restart: () => {
      chain = newChain();
      table.disconnect();
      return Promise.resolve('');
    },
    close: () => table.close(),
  };
}

function newChain(): { chaine: string; rang: number } {
  return { chaine: randomBytes(16).toString('base64url'), rang: 0 };
}

/** All lines, chain by chain, each in its order. Makes nothing: no database, no table. */
export async function* storedLines(url: string): AsyncIterable<StoredLine> {
  const table = await openTable(url, 'read');
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
  /** Finds out whether a row could be written, and leaves none. */
  check(row: StoredLine): Promise<void>;
  /** Gives a connection up that may never answer. */
  disconnect(): void;
  close(): Promise<void>;
}

async function openTable(url: string, purpose: 'read' | 'write'): Promise<Table> {
  const address = readDatabaseUrl(url);
  if (!address) throw new Error('not the address of a database');
  if (address.kind === 'sqlite') return new SqliteTable(address.path, purpose);
  const table = new MysqlTable(address);
  try {
    if (purpose === 'write') await table.create();
  } catch (error) {
    table.disconnect();
    throw error;
  }
  return table;
}

const pageQuery = `SELECT chaine, rang, ligne FROM journal
  WHERE chaine > ? OR (chaine = ? AND rang > ?) ORDER BY chaine, rang LIMIT 1000`;

class MysqlTable implements Table {
  private connection: Promise<Connection> | null = null;

  constructor(private readonly address: Exclude<DatabaseAddress, { kind: 'sqlite' }>) {}

  /** Asks for no right to make a table where there is one. */
  async create(): Promise<void> {
    const connection = await this.connected();
    const [known] = await connection.query<RowDataPacket[]>(
      "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'journal'",
    );
    if (known.length > 0) return;
    await connection.query(`${createTable} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  }

  async insert(rows: readonly StoredLine[]): Promise<void> {
    const values = rows.map(({ chaine, rang, ligne }) => [chaine, rang, ligne]);
    // Where there is no connection nothing was written.
    const connection = await this.connected().catch((error: unknown) => {
      throw withoutStatement(error, Error);
    });
    try {
      await connection.query('INSERT INTO journal (chaine, rang, ligne) VALUES ?', [values]);
    } catch (error) {
      if (!(error as { fatal?: boolean }).fatal) throw withoutStatement(error, Error);
      this.disconnect();
      throw withoutStatement(error, UncertainWrite);
    }
  }

  async check({ chaine, rang, ligne }: StoredLine): Promise<void> {
    try {
      const connection = await this.connected();
      await connection.beginTransaction();
      await connection.query('INSERT INTO journal VALUES (?, ?, ?)', [chaine, rang, ligne]);
      await connection.rollback();
    } catch (error) {
      this.disconnect();
      throw withoutStatement(error, Error);
    }
  }

  async after({ chaine, rang }: Pick<StoredLine, 'chaine' | 'rang'>): Promise<StoredLine[]> {
    const connection = await this.connected();
    const [rows] = await connection.query<(StoredLine & RowDataPacket)[]>(pageQuery, [
      chaine,
      chaine,
      rang,
    ]);
    return rows;
  }

  disconnect(): void {
    const { connection } = this;
    this.connection = null;
    connection?.then(
      (open) => {
        open.destroy();
      },
      () => undefined,
    );
  }

  async close(): Promise<void> {
    await (await this.connection)?.end();
  }

  private connected(): Promise<Connection> {
    if (this.connection) return this.connection;
    const { host, port, user, password, database, socketPath } = this.address;
    const pending = createConnection({
      host,
      port,
      user,
      password,
      database,
      ...(socketPath === null ? {} : { socketPath }),
      charset: 'utf8mb4_bin',
      connectTimeout: 2_500,
      enableKeepAlive: true,
    });
    this.connection = pending;
    const forget = (): void => {
      if (this.connection === pending) this.connection = null;
    };
    // The server may close it at any time: the next line then goes over another.
    pending.then((open) => {
      open.on('error', forget);
      open.on('end', forget);
    }, forget);
    return pending;
  }
}

/** The driver's error quotes the statement: the journal's lines would stand in the log. */
function withoutStatement(error: unknown, Kind: new (message: string) => Error): Error {
  const { code = 'error' } = error as NodeJS.ErrnoException;
  return new Kind(`the database refused the journal's lines (${code})`);
}

/** An embedded database answers at once: there is nothing to wait for, only a form to keep. */
class SqliteTable implements Table {
  private readonly database: DatabaseSync;

  constructor(path: string, purpose: 'read' | 'write') {
    const readOnly = purpose === 'read';
    this.database = new DatabaseSync(path, { timeout: 5_000, readOnly });
    if (!readOnly) this.create();
  }

  /** Writes nothing where all is right. */
  private create(): void {
    const mode = this.database.prepare('PRAGMA journal_mode').get();
    if (mode?.['journal_mode'] !== 'wal') this.database.exec('PRAGMA journal_mode = WAL');
    const known = this.database
      .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'journal'")
      .get();
    // Another process may make it at the same moment.
    if (!known) this.database.exec(createTable);
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

  check({ chaine, rang, ligne }: StoredLine): Promise<void> {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      this.database.prepare('INSERT INTO journal VALUES (?, ?, ?)').run(chaine, rang, ligne);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error('not written'));
    } finally {
      this.database.exec('ROLLBACK');
    }
    return Promise.resolve();
  }

  disconnect(): void {
    // Nothing of an embedded database waits.
  }

  close(): Promise<void> {
    this.database.close();
    return Promise.resolve();
  }
}
