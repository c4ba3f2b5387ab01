import { describe, expect, it } from '@jest/globals';
import { AggregatorRegistry, Histogram, Registry } from 'prom-client';
import { Durations } from '../../../gateway/http/durations.js';

const told = {
  name: 'answers_seconds',
  help: 'Time of each answer.',
  labelNames: ['way', 'status'] as const,
  buckets: [0.001, 0.25, 10],
};

const observed: readonly (readonly [way: string, status: string, milliseconds: number])[] = [
  ['fast', '200', 0],
  ['fast', '200', 1],
  ['fast', '200', 1.001],
  ['refused', '401', 250],
  ['fast', '200', 10_000.5],
  ['fast', '"503\\', 3],
];

function ours(): Registry {
  const registry = new Registry();
  const durations = new Durations({ ...told, registry });
  for (const [way, status, milliseconds] of observed) {
    durations.of(way, status).observe(milliseconds);
  }
  return registry;
}

function theirs(): Registry {
  const registry = new Registry();
  const histogram = new Histogram({
    ...told,
    labelNames: [...told.labelNames],
    buckets: [...told.buckets],
    registers: [registry],
  });
  for (const [way, status, milliseconds] of observed) {
    histogram.observe({ way, status }, milliseconds / 1_000);
  }
  return registry;
}

describe('durations', () => {
  it('are shown as a histogram of prom-client shows the same', async () => {
    expect(await ours().metrics()).toBe(await theirs().metrics());
  });

  it('of several workers add up as such a histogram does', async () => {
    const merged = async (first: Registry, second: Registry): Promise<string> =>
      AggregatorRegistry.aggregate([
        await first.getMetricsAsJSON(),
        await second.getMetricsAsJSON(),
      ]).metrics();
    expect(await merged(ours(), ours())).toBe(await merged(theirs(), theirs()));
  });
});
