import { Counter, type Registry } from 'prom-client';
import { Durations, type DurationSeries } from './durations.js';
import type { Served } from './serve-operation.js';

/** How each signatory is served. An organisation of the convention, never a person. */
export class SignatoryMetrics {
  private readonly durations: Durations<'signataire' | 'outcome'>;
  private readonly known = new Map<string, OfSignatory>();

  constructor(registry: Registry) {
    this.durations = new Durations({
      name: 'passerelle_signatory_duration_seconds',
      help: 'Time of each operation from its decision to its answer, by signatory and outcome.',
      labelNames: ['signataire', 'outcome'],
      buckets: [0.0025, 0.01, 0.05, 0.25, 1, 10],
      registry,
    });
    const { known } = this;
    new Counter({
      name: 'passerelle_signatory_refusals_total',
      help: 'Operations of which something was refused, by signatory.',
      labelNames: ['signataire'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [signataire, { refusals }] of known) {
          if (refusals > 0) this.inc({ signataire }, refusals);
        }
      },
    });
  }

  served({ signataire, outcome, refused, milliseconds }: Served): void {
    const own = this.of(signataire ?? 'aucun');
    let series = own.durations.get(outcome);
    if (!series) {
      series = this.durations.of(signataire ?? 'aucun', outcome);
      own.durations.set(outcome, series);
    }
    series.observe(milliseconds);
    if (refused) own.refusals += 1;
  }

  private of(name: string): OfSignatory {
    let own = this.known.get(name);
    if (!own) {
      own = { durations: new Map(), refusals: 0 };
      this.known.set(name, own);
    }
    return own;
  }
}

interface OfSignatory {
  readonly durations: Map<Served['outcome'], DurationSeries>;
  refusals: number;
}
