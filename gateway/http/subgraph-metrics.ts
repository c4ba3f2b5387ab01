import { Counter, Gauge, type Registry } from 'prom-client';
import type { SubgraphConnections } from '../engine/fetching/subgraph-client.js';
import type { FaultCause } from '../engine/fetching/subgraph-fault.js';
import { Durations, type DurationSeries } from './durations.js';

/** How each partner answers, and over which connections. */
export class SubgraphMetrics {
  private readonly durations: Durations<'subgraph'>;
  private readonly known = new Map<string, DurationSeries>();
  private readonly failures: Counter<'subgraph' | 'cause'>;
  private connections: () => readonly SubgraphConnections[] = () => [];

  constructor(registry: Registry) {
    const registers = [registry];
    this.durations = new Durations({
      name: 'passerelle_subgraph_duration_seconds',
      help: 'Time of each fetch from a subgraph, retries included, however it ended.',
      labelNames: ['subgraph'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registry,
    });
    this.failures = new Counter({
      name: 'passerelle_subgraph_failures_total',
      help: 'Fetches from a subgraph that brought no answer, or one with errors, by cause.',
      labelNames: ['subgraph', 'cause'],
      registers,
    });
    new Gauge({
      name: 'passerelle_subgraph_connections',
      help: 'Connections to a subgraph: in use, idle; and fetches that wait for one.',
      labelNames: ['subgraph', 'state'],
      registers,
      collect: this.collectConnections(),
    });
    new Gauge({
      name: 'passerelle_subgraph_circuit_open',
      help: '1: the subgraph failed so often that it is left alone for a moment.',
      labelNames: ['subgraph'],
      registers,
      aggregator: 'max',
      collect: this.collectCircuits(),
    });
  }

  /** Asked at each scrape: after a reload it is other connections. */
  follow(connections: () => readonly SubgraphConnections[]): void {
    this.connections = connections;
  }

  failed(subgraph: string, cause: FaultCause): void {
    this.failures.inc({ subgraph, cause });
  }

  fetched(subgraph: string, milliseconds: number): void {
    let series = this.known.get(subgraph);
    if (!series) {
      series = this.durations.of(subgraph);
      this.known.set(subgraph, series);
    }
    series.observe(milliseconds);
  }

  private collectConnections(): (this: Gauge<'subgraph' | 'state'>) => void {
    const present = (): readonly SubgraphConnections[] => this.connections();
    return function () {
      this.reset();
      for (const { subgraph, open, idle, waiting } of present()) {
        this.set({ subgraph, state: 'in-use' }, open - idle);
        this.set({ subgraph, state: 'idle' }, idle);
        this.set({ subgraph, state: 'waiting' }, waiting);
      }
    };
  }

  private collectCircuits(): (this: Gauge<'subgraph'>) => void {
    const present = (): readonly SubgraphConnections[] => this.connections();
    return function () {
      this.reset();
      for (const { subgraph, circuitOpen } of present())
        this.set({ subgraph }, circuitOpen ? 1 : 0);
    };
  }
}
