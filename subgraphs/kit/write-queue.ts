import type { DataSource, EntityManager } from 'typeorm';
import { isSqlite } from './is-sqlite.js';
import type { Statements } from './statements/statements.js';

/**
 * Where every write goes. SQLite has one connection, and two requests cannot hold a transaction on
 * it at once; there writes wait for each other. MariaDB runs them side by side.
 */
export class WriteQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** @param statements null: without deadlines. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly statements: Statements | null = null,
  ) {}

  run<R>(work: (manager: EntityManager) => Promise<R>): Promise<R> {
    const write = (): Promise<R> => this.transaction(work);
    if (!isSqlite(this.dataSource.options)) return write();
    // A failed write must not stop those behind it.
    const mine = this.last.then(write, write);
    this.last = mine;
    return mine;
  }

  private transaction<R>(work: (manager: EntityManager) => Promise<R>): Promise<R> {
    if (this.statements) return this.statements.transaction(work);
    return isSqlite(this.dataSource.options)
      ? this.dataSource.transaction(work)
      : this.dataSource.transaction('READ COMMITTED', work);
  }
}
