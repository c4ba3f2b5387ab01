import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows. Labels are closed lists: no person, no operation text, no path. */
export class Metrics {
  readonly registry = new Registry();
  private readonly answers = new Histogram({
    name: 'passerelle_graphql_duration_seconds',
    help: 'Time from the request head to the answer, by way through the gateway and HTTP status.',
    labelNames: ['way', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });
  private readonly subgraphFailures = new Counter({
    name: 'passerelle_subgraph_failures_total',
    help: 'Requests to a subgraph that brought no usable answer, by reason.',
    labelNames: ['subgraph', 'reason'],
    registers: [this.registry],
  });
  private readonly reloads = new Counter({
    name: 'passerelle_reloads_total',
    help: 'New versions of supergraph or convention, by what became of them.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  answered(way: 'fast' | 'apollo', status: number, milliseconds: number): void {
    this.answers.observe({ way, status }, milliseconds / 1_000);
  }

  subgraphFailed(subgraph: string, reason: string): void {
    this.subgraphFailures.inc({ subgraph, reason });
  }

  reloaded(outcome: 'in-force' | 'refused'): void {
    this.reloads.inc({ outcome });
  }
}
