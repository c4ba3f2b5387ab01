import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Broadcaster } from 'typeorm/subscriber/Broadcaster.js';
import { BroadcasterResult } from 'typeorm/subscriber/BroadcasterResult.js';
import type { SqlRecord } from '../row-columns.js';
import type { Statement } from '../select.js';
import { ShortStatements } from './short-statements.js';
import { ReadingProcesses } from './reading-processes.js';
import { Slots } from './slots.js';
import { SqliteReader, type SqliteReading, type SqlValue } from './sqlite-reader.js';
import { callerGone } from './statement-errors.js';
import type { ReadingKind, StatementCounts, Statements } from './statements.js';

/** Of the processes that read lists, so many may count. */
const mostCounts = 2;

/**
 * Statements on SQLite. It answers on the thread that asks, and cannot be interrupted: look-ups and
 * writes are short and stay here, lists are read in processes of their own until they are known to be
 * short as well. A database in memory cannot be read from elsewhere; it is for trials.
 */
export class EmbeddedStatements implements Statements {
  private readonly apart: Apart | null;

  /** @param seconds how long a statement may take. */
  constructor(
    private readonly dataSource: DataSource,
    path: string,
    seconds: number,
  ) {
    this.apart = path === ':memory:' ? null : new Apart(path, seconds * 1_000);
  }

  get counts(): StatementCounts {
    return this.apart?.counts ?? { connections: 0, inUse: 0, waiting: 0 };
  }

  async read(
    kind: ReadingKind,
    signal: AbortSignal,
    { sql, values }: Statement,
  ): Promise<readonly SqlRecord[]> {
    const { apart } = this;
    if (signal.aborted) throw callerGone();
    if (kind !== 'look-up' && apart) {
      const parameters = values.map(sqlValue);
      return this.told(sql, parameters, () => apart.read(kind, signal, sql, parameters));
    }
    const found: unknown = await this.runner.query(sql, [...values]);
    return found as readonly SqlRecord[];
  }

  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }

  async close(): Promise<void> {
    await this.apart?.close();
  }

  /** SQLite has one. */
  private get runner(): QueryRunner & { readonly broadcaster: Broadcaster } {
    return this.dataSource.createQueryRunner();
  }

  /** Whoever counts statements learns of it, as of those that TypeORM sends itself. */
  private async told(
    sql: string,
    parameters: readonly SqlValue[],
    read: () => Promise<readonly SqlRecord[]>,
  ): Promise<readonly SqlRecord[]> {
    const { runner } = this;
    this.dataSource.logger.logQuery(sql, [...parameters], runner);
    const started = Date.now();
    const tell = (success: boolean): void => {
      const took = success ? Date.now() - started : undefined;
      const result = new BroadcasterResult();
      runner.broadcaster.broadcastAfterQueryEvent(result, sql, [], success, took, [], null);
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

/** Lists and counts: read beside the connection that writes, which they do not wait for. */
class Apart {
  private readonly processes: ReadingProcesses;
  private readonly tallies: Slots;
  private readonly short: ShortStatements;
  private reader: SqliteReader | null = null;

  /** @param limit milliseconds for one statement. */
  constructor(
    private readonly path: string,
    limit: number,
  ) {
    this.processes = new ReadingProcesses(path, limit);
    this.tallies = new Slots(mostCounts, limit);
    this.short = new ShortStatements(path);
  }

  get counts(): StatementCounts {
    const { waiting, ...held } = this.processes.counts;
    return { ...held, waiting: waiting + this.tallies.waiting };
  }

  async read(
    kind: ReadingKind,
    signal: AbortSignal,
    sql: string,
    parameters: readonly SqlValue[],
  ): Promise<readonly SqlRecord[]> {
    const isShort = this.short.isShort(sql);
    const { rows, took } = isShort
      ? (this.reader ??= new SqliteReader(this.path, false)).read(sql, parameters)
      : await this.byProcess(kind, signal, sql, parameters);
    this.short.ran(sql, took, isShort);
    return rows;
  }

  async close(): Promise<void> {
    this.reader?.close();
    await this.processes.close();
  }

  private byProcess(
    kind: ReadingKind,
    signal: AbortSignal,
    sql: string,
    parameters: readonly SqlValue[],
  ): Promise<SqliteReading> {
    const read = (): Promise<SqliteReading> => this.processes.read(sql, parameters, signal);
    return kind === 'count' ? this.tallies.during(signal, read) : read();
  }
}

function sqlValue(value: unknown): SqlValue {
  return typeof value === 'boolean' ? Number(value) : (value as SqlValue);
}
