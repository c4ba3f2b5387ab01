import type { DataSource } from 'typeorm';
import { Acts } from './acts/acts.js';
import type { Appelant } from './appelant.js';
import type { SubgraphContext } from './context.js';
import { CallerRules } from './caller-rules.js';
import type { Outbox } from './outbox/outbox.js';
import { RowAccess } from './row-access.js';
import type { RowCheck } from './row-check.js';
import { Rows } from './rows.js';
import { RequestReads, type Statements } from './statements/statements.js';
import type { Opened, Subgraph } from './subgraph.js';
import type { WriteQueue } from './write-queue.js';

/** Of a subgraph with tables. */
export interface Storage {
  readonly dataSource: DataSource;
  readonly statements: Statements;
  readonly writes: WriteQueue;
  readonly check: RowCheck;
  /** null: nobody is told of acts. */
  readonly outbox: Outbox | null;
}

/** @param signal aborted once the caller has gone before its answer. */
export type ContextFactory<S> = (appelant: Appelant, signal: AbortSignal) => SubgraphContext<S>;

/** Loaders and row access live for one request: nothing of one caller can serve another. */
export function contextFactory<S>(
  declared: Subgraph<S>,
  table: RowAccess['table'],
  storage: Storage | null,
  opened: Opened<S> | undefined,
): ContextFactory<S> {
  const rules = new Map(
    declared.entities.flatMap(({ type, rules }) => (rules ? [[type, rules]] : [])),
  );
  const known = new WeakMap<Appelant, CallerRules>();
  const rulesOf = (appelant: Appelant): CallerRules => {
    let ofCaller = known.get(appelant);
    if (!ofCaller) known.set(appelant, (ofCaller = new CallerRules(appelant, table, rules)));
    return ofCaller;
  };
  return (appelant, signal) => {
    if (!storage) {
      const access = new RowAccess(rulesOf(appelant), null, null, null);
      return new RequestContext(appelant, access, opened?.services as S, null, null);
    }
    const { dataSource, statements, writes, check, outbox } = storage;
    const reads = new RequestReads(statements, signal);
    const access = new RowAccess(rulesOf(appelant), dataSource, check, reads);
    const rows = new Rows(dataSource, reads, writes, access, check);
    const acts = new Acts(appelant, access, writes, outbox);
    return new RequestContext(appelant, access, opened?.services as S, rows, acts);
  };
}

class RequestContext<S> implements SubgraphContext<S> {
  constructor(
    readonly appelant: Appelant,
    readonly access: RowAccess,
    readonly services: S,
    private readonly reading: Rows | null,
    private readonly acting: Acts | null,
  ) {}

  get acts(): Acts {
    if (!this.acting) throw new Error('This subgraph has no database.');
    return this.acting;
  }

  get rows(): Rows {
    if (!this.reading) throw new Error('This subgraph has no database.');
    return this.reading;
  }
}
