import { QueryResult, type DataSource, type EntityManager } from 'typeorm';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import { BroadcasterResult } from 'typeorm/subscriber/BroadcasterResult.js';
import { ReadingProcesses, type SqlValue } from './reading-processes.js';
import { Slots } from './slots.js';
import { callerGone } from './statement-errors.js';
import type { Reading, ReadingKind, StatementCounts, Statements } from './statements.js';

/** Of the processes that read lists, so many may count. */
const mostCounts = 2;

/**
 * Statements on SQLite. It answers on the thread that asks, and cannot be interrupted: look-ups and
 * writes are short and stay here, lists are read in processes of their own. A database in memory
 * cannot be read from elsewhere; it is for trials.
 */
export class EmbeddedStatements implements Statements {
  private readonly readers: ReadingProcesses | null;
  private readonly tallies: Slots;

  /** @param seconds how long a statement may take. */
  constructor(
    private readonly dataSource: DataSource,
    path: string,
    seconds: number,
  ) {
    this.tallies = new Slots(mostCounts, seconds * 1_000);
    this.readers = path === ':memory:' ? null : new ReadingProcesses(path, seconds * 1_000);
  }

  get counts(): StatementCounts {
    if (!this.readers) return { connections: 0, inUse: 0, waiting: 0 };
    const { waiting, ...held } = this.readers.counts;
    return { ...held, waiting: waiting + this.tallies.waiting };
  }

  async read<T>(kind: ReadingKind, signal: AbortSignal, reading: Reading<T>): Promise<T> {
    const { readers } = this;
    if (signal.aborted) throw callerGone();
    if (kind === 'look-up' || !readers) return reading(this.dataSource.createQueryRunner());
    const read = (): Promise<T> => reading(new DistantRunner(this.dataSource, readers, signal));
    return kind === 'count' ? this.tallies.during(signal, read) : read();
  }

  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }

  async close(): Promise<void> {
    await this.readers?.close();
  }
}

/** TypeORM's runner, whose statements are answered by another process. */
class DistantRunner extends BetterSqlite3QueryRunner {
  constructor(
    dataSource: DataSource,
    private readonly readers: ReadingProcesses,
    private readonly signal: AbortSignal,
  ) {
    super(dataSource.driver as never);
  }

  override async query(sql: string, asked: unknown = [], structured = false): Promise<never> {
    const parameters = (asked as readonly unknown[]).map(sqlValue);
    this.dataSource.logger.logQuery(sql, parameters as unknown[], this);
    const rows = await this.told(sql, () => this.readers.read(sql, parameters, this.signal));
    if (!structured) return rows as never;
    return Object.assign(new QueryResult(), { raw: rows, records: [...rows] }) as never;
  }

  /** Whoever counts statements learns of it, as of those that TypeORM sends itself. */
  private async told<T>(sql: string, read: () => Promise<T>): Promise<T> {
    const started = Date.now();
    const tell = (success: boolean): void => {
      const milliseconds = success ? Date.now() - started : undefined;
      const result = new BroadcasterResult();
      const { broadcaster } = this;
      broadcaster.broadcastAfterQueryEvent(result, sql, [], success, milliseconds, [], null);
    };
    try {
      const rows = await read();
      tell(true);
      return rows;
    } catch (error) {
      tell(false);
      throw error;
    }
  }
}

function sqlValue(value: unknown): SqlValue {
  return typeof value === 'boolean' ? Number(value) : (value as SqlValue);
}
