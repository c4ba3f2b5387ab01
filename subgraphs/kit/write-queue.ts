import type { DataSource, EntityManager } from 'typeorm';
import { isSqlite } from './is-sqlite.js';

/**
 * Where every write goes. SQLite has one connection, and two requests cannot hold a transaction on
 * it at once; there writes wait for each other. MariaDB runs them side by side.
 */
export class WriteQueue {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

  run<R>(work: (manager: EntityManager) => Promise<R>): Promise<R> {
    const write = (): Promise<R> => this.dataSource.transaction(work);
    if (!isSqlite(this.dataSource.options)) return write();
    // A failed write must not stop those behind it.
    const mine = this.last.then(write, write);
    this.last = mine;
    return mine;
  }
}
