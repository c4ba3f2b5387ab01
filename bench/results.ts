import type { Workload, WorkloadName } from './workload.js';

export interface Result {
  readonly samples: Map<WorkloadName, number[]>;
  readonly failed: Set<WorkloadName>;
  readonly fetches: Map<WorkloadName, number>;
  /** Milliseconds of processor time the gateway took for one request: nearly the same on a busy machine. */
  readonly processor: Map<WorkloadName, number[]>;
  /** All but one of a thousand requests took no longer, in milliseconds. */
  readonly slowest: Map<WorkloadName, number[]>;
  readonly bytes: Map<WorkloadName, number>;
  /** After the last of its rounds, the most of all; a workload has met those before it. */
  readonly rssMegabytes: Map<WorkloadName, number>;
}

export function emptyResult(): Result {
  return {
    samples: new Map(),
    failed: new Set(),
    fetches: new Map(),
    processor: new Map(),
    slowest: new Map(),
    bytes: new Map(),
    rssMegabytes: new Map(),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** A Markdown table of medians, spread and ratios. */
export function printTable(
  results: ReadonlyMap<string, Result>,
  chosen: readonly Workload[],
): void {
  const stock = results.get('stock Apollo gateway (Fastify)');
  const names = chosen.map(({ name }) => name);
  const header = [
    'gateway',
    ...names.flatMap((name) => [`${name} req/s (spread)`, `× stock`]),
    `fetches ${names.join(' / ')}`,
    `processor ms ${names.join(' / ')}`,
    `p99.9 ms ${names.join(' / ')}`,
    `RSS MB ${names.join(' / ')}`,
  ];
  const lines = [`| ${header.join(' | ')} |`, `|${header.map(() => '---').join('|')}|`];
  for (const [name, result] of results) {
    const cells = names.flatMap((workload) => {
      const samples = result.samples.get(workload);
      if (!samples || result.failed.has(workload)) return ['fails', '–'];
      const middle = median(samples);
      const base = stock?.samples.get(workload);
      const spread = `${Math.min(...samples).toFixed(0)}–${Math.max(...samples).toFixed(0)}`;
      return [`${middle.toFixed(0)} (${spread})`, base ? (middle / median(base)).toFixed(2) : '–'];
    });
    const fetches = names.map((workload) => result.fetches.get(workload) ?? '–').join(' / ');
    const processor = names
      .map((workload) => median(result.processor.get(workload) ?? [NaN]).toFixed(2))
      .join(' / ');
    const slowest = names
      .map((workload) => median(result.slowest.get(workload) ?? [NaN]).toFixed(1))
      .join(' / ');
    const memory = names.map((workload) => result.rssMegabytes.get(workload) ?? '–').join(' / ');
    lines.push(`| ${[name, ...cells, fetches, processor, slowest, memory].join(' | ')} |`);
  }
  const measured = stock ?? [...results.values()][0];
  const sizes = names.map(
    (name) => `${name} ${Math.round((measured?.bytes.get(name) ?? 0) / 1000)} kB`,
  );
  console.log(`${lines.join('\n')}\n\nAnswers: ${sizes.join(', ')}.`);
}
