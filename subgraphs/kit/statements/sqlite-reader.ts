import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqlRecord } from '../row-columns.js';
import { addSharedFunctions } from '../sqlite-functions.js';

export type SqlValue = SQLInputValue;

const mostStatements = 200;

/** What a statement brought, and how long it took, in milliseconds. */
export interface SqliteReading {
  readonly rows: readonly SqlRecord[];
  readonly took: number;
}

/** Reads one SQLite file, one statement after the other: what others have committed, and nothing else. */
export class SqliteReader {
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  /**
   * @param mapped pages that the system has in memory are read without a call for each; a file that
   *   somebody cuts short meanwhile then ends the process.
   * @throws where the file cannot be opened.
   */
  constructor(path: string, mapped: boolean) {
    this.database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    addSharedFunctions(this.database);
    if (mapped) this.database.exec('PRAGMA mmap_size = 4294967296');
  }

  /** @throws as the database does. */
  read(sql: string, parameters: readonly SqlValue[]): SqliteReading {
    const started = performance.now();
    const rows = this.statementOf(sql).all(...parameters);
    return { rows, took: performance.now() - started };
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }

  private statementOf(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    if (this.statements.size >= mostStatements) this.statements.clear();
    const statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}
