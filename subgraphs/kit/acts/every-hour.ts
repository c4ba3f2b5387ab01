import { repeat } from '../repeat.js';

const hour = 3_600_000;

/** Does work now and every hour; returns what stops it, once the last run is over. */
export function everyHour(
  work: () => Promise<unknown>,
  warn: (message: string) => void,
): () => Promise<void> {
  return repeat('hourly work', hour, work, warn);
}

/** Of hourly work what is done at the first hour and every 24th after it; after a failure, the next. */
export function onceADay(): (work: () => Promise<unknown>) => Promise<void> {
  let hours = 0;
  return async (work) => {
    if (hours === 0) await work();
    hours = (hours + 1) % 24;
  };
}
