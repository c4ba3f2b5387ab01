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
    // Read committed: what an act reads after it has waited for a row's lock is what the other left,
    // and not a picture of the time before. SQLite is serial anyway.
    if (!isSqlite(this.dataSource.options))
      return this.dataSource.transaction('READ COMMITTED', work);
    const write = (): Promise<R> => this.dataSource.transaction(work);
    // A failed write must not stop those behind it.
    const mine = this.last.then(write, write);
    this.last = mine;
    return mine;
  }
}
