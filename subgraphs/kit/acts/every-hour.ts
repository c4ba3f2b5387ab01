const hour = 3_600_000;

/**
 * Does work now and every hour, one run at a time; returns what stops it, once the last run is over.
 * A run that fails is told and tried again an hour later.
 */
export function everyHour(
  work: () => Promise<unknown>,
  warn: (message: string) => void,
): () => Promise<void> {
  let running = Promise.resolve();
  const run = (): void => {
    running = running
      .then(work)
      .then(() => undefined)
      .catch((error: unknown) => {
        // A database's message can quote values: its kind is enough to find the place.
        warn(`hourly work failed: ${error instanceof Error ? error.name : typeof error}`);
      });
  };
  run();
  const timer = setInterval(run, hour);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
