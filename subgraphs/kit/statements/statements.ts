import type { EntityManager } from 'typeorm';
import type { SqlRecord } from '../row-columns.js';
import type { Statement } from '../select.js';

/**
 * `look-up`: rows by their keys, always short. `list`: whatever may read many rows. `count`: a list of
 * which only the number is wanted, and which leaves places for those that are read.
 */
export type ReadingKind = 'look-up' | 'list' | 'count';

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
  read(kind: ReadingKind, signal: AbortSignal, statement: Statement): Promise<readonly SqlRecord[]>;
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

  lookUp(statement: Statement): Promise<readonly SqlRecord[]> {
    return this.statements.read('look-up', this.signal, statement);
  }

  list(statement: Statement): Promise<readonly SqlRecord[]> {
    return this.statements.read('list', this.signal, statement);
  }

  count(statement: Statement): Promise<readonly SqlRecord[]> {
    return this.statements.read('count', this.signal, statement);
  }
}

/** How long a statement may take, in seconds, where nothing else is said. */
export const defaultStatementTimeout = 5;
