import { repeat } from '../repeat.js';

const hour = 3_600_000;

/** Does work now and every hour; returns what stops it, once the last run is over. */
export function everyHour(
  work: () => Promise<unknown>,
  warn: (message: string) => void,
): () => Promise<void> {
  return repeat('hourly work', hour, work, warn);
}
