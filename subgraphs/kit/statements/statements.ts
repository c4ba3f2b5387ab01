import type { EntityManager, QueryRunner } from 'typeorm';

/**
 * `look-up`: rows by their keys, always short. `list`: whatever may read many rows. `count`: a list of
 * which only the number is wanted, and which leaves places for those that are read.
 */
export type ReadingKind = 'look-up' | 'list' | 'count';

/** One reading of the database, on the connection it is given. */
export type Reading<T> = (runner: QueryRunner) => Promise<T>;

/** What `/metrics` shows of the database. */
export interface StatementCounts {
  /** Connections that statements hold; on SQLite: reading processes. */
  readonly connections: number;
  /** Places for lists and counts in use, and lists and counts that wait for one. */
  readonly inUse: number;
  readonly waiting: number;
}

/**
 * The way to the database: every statement has a deadline, lists leave a place for look-ups, and what
 * nobody waits for any more is ended. Errors are the caller's: `DELAI_DEPASSE`, `OCCUPE`,
 * `INDISPONIBLE`.
 */
export interface Statements {
  /** @param signal aborted: the caller has gone. */
  read<T>(kind: ReadingKind, signal: AbortSignal, reading: Reading<T>): Promise<T>;
  /** It is not ended when its caller goes: an act that was begun is done. */
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  readonly counts: StatementCounts;
  close(): Promise<void>;
}

/** What one request reads, for as long as its caller is there. */
export class RequestReads {
  constructor(
    private readonly statements: Statements,
    private readonly signal: AbortSignal,
  ) {}

  lookUp<T>(reading: Reading<T>): Promise<T> {
    return this.statements.read('look-up', this.signal, reading);
  }

  list<T>(reading: Reading<T>): Promise<T> {
    return this.statements.read('list', this.signal, reading);
  }

  count<T>(reading: Reading<T>): Promise<T> {
    return this.statements.read('count', this.signal, reading);
  }
}

/** How long a statement may take, in seconds, where nothing else is said. */
export const defaultStatementTimeout = 5;
