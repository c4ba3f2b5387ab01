import { availableParallelism } from 'node:os';
import { growthOf, type Growth, type Sample } from './gateway-memory.js';
import type { Latencies } from './honest-caller.js';

export interface Soak {
  readonly minutes: number;
  readonly quiet: Latencies;
  /** While the hostile caller and a hostile partner are busy with a decoy, on the same machine. */
  readonly beside: Latencies;
  readonly attacked: Latencies;
  /** Of the gateway under attack: stretches of its event loop of 10 ms or more of its own processor time. */
  readonly turns: readonly number[];
  /** Under attack. */
  readonly samples: readonly Sample[];
  readonly crashes: readonly string[];
  /** By attack, then by how it was answered. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The honest caller's p95 under attack, in times of its quiet value. */
const mostRatio = 1.5;
/** The longest stretch of the gateway's event loop but one in a hundred, in milliseconds. */
const longestTurn = 100;
/** What the later half may add to the memory, of its mean, and beside that in megabytes. */
const mostGrowth = 0.1;
const noise = 16;

/** @returns the tables, and what does not hold; nothing: all does. */
export function reportOf(soak: Soak): {
  readonly text: string;
  readonly broken: readonly string[];
} {
  const { quiet, beside, attacked, turns, samples, crashes, outcomes, minutes } = soak;
  const rss = growthOf(samples, 'rssMegabytes');
  const heap = growthOf(samples, 'heapMegabytes');
  const p95 = quantile(attacked.known, 0.95);
  const toQuiet = p95 / quantile(quiet.known, 0.95);
  const toBeside = p95 / quantile(beside.known, 0.95);
  const turn = quantile(turns, 0.99);
  const failed = [quiet, beside, attacked].flatMap((phase) => phase.failed);
  const broken = [
    ...(toQuiet <= mostRatio
      ? []
      : [`p95 under attack is ${toQuiet.toFixed(2)} times its quiet value`]),
    ...(turns.length === 0 || turn <= longestTurn
      ? []
      : [`the gateway's event loop is busy for ${turn.toFixed(0)} ms at a stretch`]),
    ...(failed.length === 0
      ? []
      : [`${failed.length} honest requests failed, such as: ${failed[0] ?? ''}`]),
    ...crashes.map((crash) => `ended: ${crash}`),
    ...(isFlat(rss)
      ? []
      : [`resident memory grows by ${rss.grown.toFixed(0)} MB in the later half`]),
    ...(isFlat(heap) ? [] : [`the heap grows by ${heap.grown.toFixed(0)} MB in the later half`]),
  ];
  const latency = (name: string, list: keyof Omit<Latencies, 'failed'>): string =>
    `| ${name} | ${[quiet[list], beside[list], attacked[list]].map((latencies) => `${latencies.length} | ${figures(latencies)}`).join(' | ')} |`;
  const memory = (name: string, { mean, largest, grown, perHour }: Growth): string =>
    `| ${name} | ${mean.toFixed(0)} | ${largest.toFixed(0)} | ${grown.toFixed(1)} | ${perHour.toFixed(0)} |`;
  const text = [
    `${minutes} minutes on ${availableParallelism()} cores: ${(quietShare * minutes).toFixed(1)} quiet, as many beside the same load on a decoy, the others under attack. All programs share the cores.`,
    '',
    `| honest caller, ms ${['quiet', 'beside a decoy', 'attacked'].map((phase) => `| requests, ${phase} | p50 | p95 | p99 `).join('')}|`,
    `|${' --- |'.repeat(13)}`,
    latency('known operations', 'known'),
    latency('first seen', 'firstSeen'),
    latency('through the hostile partner', 'withPartner'),
    '',
    `p95 of known operations under attack: ${toBeside.toFixed(2)} times the one beside a decoy, ${toQuiet.toFixed(2)} times the quiet one. Failed: ${failed.length}. Processes that ended: ${crashes.length}.`,
    '',
    `The gateway's event loop under attack, stretches above 10 ms of its own processor time: ${turns.length}; p50 ${quantile(turns, 0.5).toFixed(0)} ms, p99 ${turn.toFixed(0)} ms, longest ${Math.max(0, ...turns).toFixed(0)} ms.`,
    '',
    '| memory of the gateway under attack, MB | mean of the later half | largest | growth in the later half | an hour |',
    '| --- | --- | --- | --- | --- |',
    memory('resident', rss),
    memory('heap', heap),
    '',
    '| attack | sent | how it was answered |',
    '| --- | --- | --- |',
    ...Object.entries(outcomes).map(([attack, by]) => {
      const counts = Object.entries(by).sort(([, a], [, b]) => b - a);
      const total = counts.reduce((all, [, count]) => all + count, 0);
      return `| ${attack} | ${total} | ${counts.map(([how, count]) => `${how}: ${count}`).join(', ')} |`;
    }),
  ].join('\n');
  return { text, broken };
}

/** The part of the time without any load, and the part beside a decoy. */
export const quietShare = 1 / 6;

function isFlat({ mean, grown }: Growth): boolean {
  return grown <= mostGrowth * mean + noise;
}

function figures(values: readonly number[]): string {
  return [0.5, 0.95, 0.99].map((part) => quantile(values, part).toFixed(1)).join(' | ');
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}
