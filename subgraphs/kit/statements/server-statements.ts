import { setTimeout as delay } from 'node:timers/promises';
import type { PoolConnection } from 'mysql2';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { DatabaseAddress } from '../../../schema/process/database-url.js';
import { Slots } from './slots.js';
import type { SqlRecord } from '../row-columns.js';
import type { Statement } from '../select.js';
import { callerGone, explainFailure, unavailable } from './statement-errors.js';
import type { ReadingKind, StatementCounts, Statements } from './statements.js';

type ServerAddress = Exclude<DatabaseAddress, { readonly kind: 'sqlite' }>;

/** Connections to a database server; and how many of them counts, lists, and lists and writes, may hold. */
export const poolSize = 10;
const mostCounts = 3;
const mostLists = 6;
const mostListsAndWrites = 8;
/** By how much longer than the server's own deadline a silent server is waited for, in milliseconds. */
const grace = 1_000;
const never = new AbortController().signal;

/** Statements on MariaDB or MySQL. Two connections are always left for single look-ups. */
export class ServerStatements implements Statements {
  private readonly tallies: Slots;
  private readonly lists: Slots;
  private readonly listsAndWrites: Slots;
  private readonly limit: number;

  private connections = 0;
  private readonly settings: string;
  /** Connections that know their deadline. */
  private readonly prepared = new WeakSet<PoolConnection>();

  /** @param seconds how long a statement may take. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly address: ServerAddress,
    seconds: number,
  ) {
    this.settings = sessionSettings(seconds);
    this.limit = seconds * 1_000 + grace;
    this.tallies = new Slots(mostCounts, seconds * 1_000);
    this.lists = new Slots(mostLists, seconds * 1_000);
    this.listsAndWrites = new Slots(mostListsAndWrites, seconds * 1_000);
  }

  get counts(): StatementCounts {
    const { inUse, waiting } = this.lists;
    return { connections: this.connections, inUse, waiting: waiting + this.tallies.waiting };
  }

  async read(
    kind: ReadingKind,
    signal: AbortSignal,
    statement: Statement,
  ): Promise<readonly SqlRecord[]> {
    const read = async (runner: QueryRunner): Promise<readonly SqlRecord[]> => {
      const found: unknown = await runner.query(statement.sql, [...statement.values]);
      return found as readonly SqlRecord[];
    };
    if (kind === 'look-up') return this.withConnection(signal, read);
    if (kind === 'count')
      return this.tallies.during(signal, () => this.read('list', signal, statement));
    const leaveLists = await this.lists.acquire(signal);
    try {
      const leave = await this.listsAndWrites.acquire(signal);
      try {
        return await this.withConnection(signal, read);
      } finally {
        leave();
      }
    } finally {
      leaveLists();
    }
  }

  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const leave = await this.listsAndWrites.acquire(never);
    try {
      // Read committed: what an act reads after it has waited for a row's lock is what the other
      // left, and not a picture of the time before.
      return await this.withConnection(never, (runner) =>
        runner.manager.transaction('READ COMMITTED', work),
      );
    } finally {
      leave();
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async withConnection<T>(
    signal: AbortSignal,
    work: (runner: QueryRunner) => Promise<T>,
  ): Promise<T> {
    if (isGone(signal)) throw callerGone();
    const runner = this.dataSource.createQueryRunner();
    const connection = await this.connect(runner);
    this.connections += 1;
    const kills: Promise<void>[] = [];
    const leave = (): void => void kills.push(this.kill(connection));
    if (isGone(signal)) leave();
    signal.addEventListener('abort', leave, { once: true });
    const watch = watched(runner, this.limit, () => {
      cut(connection);
      // Where it does work after all, nobody is to pay for it.
      void this.kill(connection);
    });
    if (!this.prepared.has(connection)) {
      // Answered in turn: what comes after it has the deadline.
      connection.query(this.settings, () => undefined);
      this.prepared.add(connection);
    }
    try {
      return await work(runner);
    } catch (error) {
      if (isGone(signal)) throw callerGone();
      throw watch.hung ? unavailable() : explainFailure(error);
    } finally {
      signal.removeEventListener('abort', leave);
      // INVARIANT: not given back before the kill is over, or it would meet the next caller's statement.
      await Promise.all(kills);
      this.connections -= 1;
      await runner.release();
    }
  }

  private async connect(runner: QueryRunner): Promise<PoolConnection> {
    const pending = runner.connect() as Promise<PoolConnection>;
    const timer = new AbortController();
    try {
      const connection = await Promise.race([
        pending,
        delay(this.limit, null, { signal: timer.signal }),
      ]);
      if (connection) return connection;
      // It may still come: then it goes back to the others.
      pending.then(
        () => runner.release(),
        () => undefined,
      );
      throw unavailable();
    } catch (error) {
      throw explainFailure(error);
    } finally {
      timer.abort();
      pending.catch(() => undefined);
    }
  }

  /** Ends what the server does for this connection, and the connection with it. Never rejects. */
  private async kill(connection: PoolConnection): Promise<void> {
    // The driver of the pool: loaded with the first of its connections, and by no other database.
    const { createConnection } = await import('mysql2');
    await new Promise<void>((resolve) => {
      const { host, port, user, password, socketPath } = this.address;
      const other = createConnection({
        user,
        password,
        connectTimeout: grace,
        ...(socketPath === null ? { host, port } : { socketPath }),
      });
      const done = (): void => {
        clearTimeout(timer);
        other.destroy();
        cut(connection);
        resolve();
      };
      // A server that hangs is not waited for.
      const timer = setTimeout(done, grace);
      other.on('error', done);
      other.query(`KILL ${connection.threadId}`, done);
    });
  }
}

function isGone({ aborted }: AbortSignal): boolean {
  return aborted;
}

/**
 * One setting for each connection: a statement's end is the server's own business. Each of the two
 * reads its own comment, whatever the address calls it.
 */
function sessionSettings(seconds: number): string {
  const deadline = `/*M! max_statement_time = ${seconds}, */ /*!50708 max_execution_time = ${seconds}000, */`;
  // A rule asks `EXISTS` where few rows are looked at: made a join, all of them would be sorted.
  const beside = "/*M! optimizer_switch = 'exists_to_in=off', */";
  return `SET SESSION ${deadline} ${beside} innodb_lock_wait_timeout = ${seconds}, lock_wait_timeout = ${seconds}`;
}

/** Cuts the connection where the server is silent for longer than any statement may take. */
function watched(
  runner: QueryRunner,
  limit: number,
  onSilence: () => void,
): { readonly hung: boolean } {
  const watch = { hung: false };
  const query = runner.query.bind(runner) as (...asked: unknown[]) => Promise<never>;
  runner.query = async (...asked: unknown[]) => {
    const timer = setTimeout(() => {
      watch.hung = true;
      onSilence();
    }, limit);
    try {
      return await query(...asked);
    } finally {
      clearTimeout(timer);
    }
  };
  return watch;
}

/** The driver's own `destroy` waits for the server to say goodbye. */
function cut(connection: PoolConnection): void {
  (connection as unknown as { stream: { destroy(): void } }).stream.destroy();
}
