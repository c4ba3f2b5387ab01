import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AfterQueryEvent, DataSource, EntitySubscriberInterface } from 'typeorm';
import type { Deliveries } from './delivery/deliveries.js';
import type { Outbox } from './outbox/outbox.js';
import type { Statements } from './statements/statements.js';

const statementKinds: readonly string[] = ['select', 'insert', 'update', 'delete'];

/**
 * What `/metrics` of a subgraph shows. Labels are closed lists: no caller, no row, no text of a
 * statement or an operation.
 */
export class SubgraphMetrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'subgraph_graphql_duration_seconds',
    help: 'Time from the head of a request to its answer, by HTTP status.',
    labelNames: ['status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });
  private readonly errors = new Counter({
    name: 'subgraph_graphql_errors_total',
    help: 'Errors in answers, by their code.',
    labelNames: ['code'],
    registers: [this.registry],
  });
  private readonly statements = new Histogram({
    name: 'subgraph_statement_duration_seconds',
    help: 'Time that the database took for a statement, by its kind.',
    labelNames: ['kind'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });
  private readonly failures = new Counter({
    name: 'subgraph_statement_failures_total',
    help: 'Statements that the database refused or that were ended, by their kind.',
    labelNames: ['kind'],
    registers: [this.registry],
  });

  constructor(subgraph: string) {
    this.registry.setDefaultLabels({ subgraph });
    collectDefaultMetrics({ register: this.registry });
  }

  answered(status: number, milliseconds: number): void {
    this.requests.observe({ status: String(status) }, milliseconds / 1_000);
  }

  failed(code: unknown): void {
    const known = typeof code === 'string' && /^[A-Z][A-Z_]{1,40}$/.test(code);
    this.errors.inc({ code: known ? code : 'OTHER' });
  }

  /** Counts the statements of the database, and shows its places. */
  follow(dataSource: DataSource, statements: Statements): void {
    const subscriber: EntitySubscriberInterface = {
      afterQuery: (event) => {
        this.queried(event);
      },
    };
    dataSource.subscribers.push(subscriber);
    new Gauge({
      name: 'subgraph_database_connections_in_use',
      help: 'Connections, or on SQLite reading processes, that statements hold.',
      registers: [this.registry],
      collect() {
        this.set(statements.counts.connections);
      },
    });
    new Gauge({
      name: 'subgraph_database_lists',
      help: 'Lists that are read, and lists that wait for a place.',
      labelNames: ['state'],
      registers: [this.registry],
      collect() {
        this.set({ state: 'reading' }, statements.counts.inUse);
        this.set({ state: 'waiting' }, statements.counts.waiting);
      },
    });
  }

  /** Shows what its addressees have not taken yet. */
  followOutbox(outbox: Pick<Outbox, 'waiting'>): void {
    this.followWaiting(
      'notifications',
      'Notifications that their addressees have not taken yet.',
      outbox,
    );
  }

  /** Shows what acts are to change elsewhere and have not yet. */
  followDeliveries(deliveries: Pick<Deliveries, 'waiting'>): void {
    this.followWaiting('acts', "Acts that are still to be done to other owners' rows.", deliveries);
  }

  private followWaiting(name: string, help: string, source: Pick<Outbox, 'waiting'>): void {
    new Gauge({
      name: `subgraph_${name}_waiting`,
      help,
      registers: [this.registry],
      collect() {
        this.set(source.waiting.count);
      },
    });
    new Gauge({
      name: `subgraph_${name}_oldest_seconds`,
      help: 'Age of the oldest of them; 0: none waits.',
      registers: [this.registry],
      collect() {
        const { oldest } = source.waiting;
        this.set(oldest === null ? 0 : Math.max(0, Date.now() - oldest.getTime()) / 1_000);
      },
    });
  }

  private queried({ query, success, executionTime = 0 }: AfterQueryEvent): void {
    const word = /^\s*(\w+)/.exec(query)?.[1]?.toLowerCase() ?? '';
    const kind = statementKinds.includes(word) ? word : 'other';
    if (success) this.statements.observe({ kind }, executionTime / 1_000);
    else this.failures.inc({ kind });
  }
}
