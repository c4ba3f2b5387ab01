import { Counter, Histogram, type Registry } from 'prom-client';
import type { Served } from './serve-operation.js';

/** How each signatory is served. An organisation of the convention, never a person. */
export class SignatoryMetrics {
  private readonly durations: Histogram<'signataire' | 'outcome'>;
  private readonly refusals: Counter<'signataire'>;

  constructor(registry: Registry) {
    this.durations = new Histogram({
      name: 'passerelle_signatory_duration_seconds',
      help: 'Time of each operation from its decision to its answer, by signatory and outcome.',
      labelNames: ['signataire', 'outcome'],
      buckets: [0.0025, 0.01, 0.05, 0.25, 1, 10],
      registers: [registry],
    });
    this.refusals = new Counter({
      name: 'passerelle_signatory_refusals_total',
      help: 'Operations of which something was refused, by signatory.',
      labelNames: ['signataire'],
      registers: [registry],
    });
  }

  served({ signataire, outcome, refused, milliseconds }: Served): void {
    const name = signataire ?? 'aucun';
    this.durations.observe({ signataire: name, outcome }, milliseconds / 1_000);
    if (refused) this.refusals.inc({ signataire: name });
  }
}
