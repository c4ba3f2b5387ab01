import { setInterval as everySoOften } from 'node:timers';

/** The gateway's own figures at one moment. */
export interface Sample {
  /** Seconds since the first one. */
  readonly at: number;
  readonly rssMegabytes: number;
  readonly heapMegabytes: number;
}

const sampleEvery = 2_000;
const megabyte = 1_048_576;

/** Reads `/metrics` every two seconds. */
export class GatewayMemory {
  readonly samples: Sample[] = [];
  private readonly started = performance.now();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly url: string) {
    this.timer = everySoOften(() => void this.sample().catch(() => undefined), sampleEvery);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async sample(): Promise<void> {
    const response = await fetch(`${this.url}/metrics`, { signal: AbortSignal.timeout(10_000) });
    const text = await response.text();
    const value = (name: string): number =>
      Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? NaN) / megabyte;
    this.samples.push({
      at: (performance.now() - this.started) / 1_000,
      rssMegabytes: value('process_resident_memory_bytes'),
      heapMegabytes: value('nodejs_heap_size_used_bytes'),
    });
  }
}

export interface Growth {
  readonly mean: number;
  readonly largest: number;
  /** Of the line through the later half, from its beginning to its end, in megabytes. */
  readonly grown: number;
  readonly perHour: number;
}

/** Judged by the later half: caches fill first. */
export function growthOf(samples: readonly Sample[], of: 'rssMegabytes' | 'heapMegabytes'): Growth {
  const later = samples.slice(Math.floor(samples.length / 2));
  const mean = average(later.map((sample) => sample[of]));
  const middle = average(later.map(({ at }) => at));
  const slope =
    sum(later.map((sample) => (sample.at - middle) * (sample[of] - mean))) /
    sum(later.map(({ at }) => (at - middle) ** 2));
  const span = (later.at(-1)?.at ?? 0) - (later[0]?.at ?? 0);
  return {
    mean,
    largest: Math.max(...samples.map((sample) => sample[of])),
    grown: slope * span,
    perHour: slope * 3_600,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function average(values: readonly number[]): number {
  return sum(values) / values.length;
}
