import type { Histogram, MetricObjectWithValues, MetricValueWithName, Registry } from 'prom-client';

export interface DurationsOptions<T extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly T[];
  /** Upper bounds, in seconds. */
  readonly buckets: readonly number[];
  readonly registry: Registry;
}

/** The durations of one set of labels. */
export class DurationSeries {
  /** How many lie under each bound and above the one before; the last: above all. */
  readonly counts: number[];
  /** In seconds. */
  sum = 0;

  constructor(private readonly bounds: readonly number[]) {
    this.counts = new Array<number>(bounds.length + 1).fill(0);
  }

  observe(milliseconds: number): void {
    const value = milliseconds / 1_000;
    const { bounds } = this;
    let place = 0;
    while (place < bounds.length && value > (bounds[place] as number)) place += 1;
    this.counts[place] = (this.counts[place] as number) + 1;
    this.sum += value;
  }
}

/**
 * A histogram whose series are found once and then only counted in: prom-client's own checks and
 * hashes its labels at each value, several times in every request.
 */
export class Durations<T extends string> {
  readonly type = 'histogram';
  readonly aggregator = 'sum';
  readonly name: string;
  private readonly help: string;
  private readonly labelNames: readonly T[];
  private readonly bounds: readonly number[];
  private readonly series = new Map<
    string,
    { readonly values: readonly string[]; readonly counted: DurationSeries }
  >();

  constructor({ name, help, labelNames, buckets, registry }: DurationsOptions<T>) {
    this.name = name;
    this.help = help;
    this.labelNames = labelNames;
    this.bounds = buckets;
    // A registry asks what it holds for `get` alone.
    registry.registerMetric(this as unknown as Histogram<T>);
  }

  /** @param values of the labels, in the order of their names. */
  of(...values: readonly string[]): DurationSeries {
    const key = values.join('\n');
    let known = this.series.get(key);
    if (!known) {
      known = { values, counted: new DurationSeries(this.bounds) };
      this.series.set(key, known);
    }
    return known.counted;
  }

  get(): Promise<MetricObjectWithValues<MetricValueWithName<T | 'le'>>> {
    const { name, help, type, aggregator } = this;
    const values = [...this.series.values()].flatMap((series) => this.valuesOf(series));
    return Promise.resolve({ name, help, type, aggregator, values } as never);
  }

  reset(): void {
    this.series.clear();
  }

  private valuesOf({
    values,
    counted,
  }: {
    readonly values: readonly string[];
    readonly counted: DurationSeries;
  }): readonly MetricValueWithName<T | 'le'>[] {
    const { name, bounds } = this;
    const labels = Object.fromEntries(
      this.labelNames.map((label, index) => [label, values[index] ?? '']),
    );
    let count = 0;
    const buckets = [...bounds, '+Inf'].map((le, index) => {
      count += counted.counts[index] ?? 0;
      return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: count };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: counted.sum },
      { metricName: `${name}_count`, labels, value: count },
    ] as MetricValueWithName<T | 'le'>[];
  }
}
