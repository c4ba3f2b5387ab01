import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { addSharedFunctions } from './sqlite-functions.js';

interface Statement {
  readonly reader: boolean;
  all(...parameters: SQLInputValue[]): unknown[];
  run(...parameters: SQLInputValue[]): {
    changes: number | bigint;
    lastInsertRowid: number | bigint;
  };
}

/**
 * Node's own SQLite in the form that TypeORM's `better-sqlite3` driver expects: an embedded database
 * without a native package.
 */
export class NodeSqlite {
  private readonly database: DatabaseSync;

  constructor(path: string, { timeout }: { readonly timeout?: number } = {}) {
    this.database = new DatabaseSync(path, { timeout: timeout ?? 5000 });
    addSharedFunctions(this.database);
  }

  prepare(text: string): Statement {
    const statement = this.database.prepare(text);
    return {
      reader: statement.columns().length > 0,
      all: (...parameters) => statement.all(...parameters),
      run: (...parameters) => statement.run(...parameters),
    };
  }

  pragma(text: string): unknown[] {
    return this.database.prepare(`PRAGMA ${text}`).all();
  }

  exec(text: string): void {
    this.database.exec(text);
  }

  close(): void {
    this.database.close();
  }
}
