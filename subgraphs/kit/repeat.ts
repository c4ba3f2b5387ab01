/**
 * Does work now and at every interval, one run at a time; returns what stops it, once the last run is
 * over. A run that fails is told and tried again at the next.
 */
export function repeat(
  name: string,
  milliseconds: number,
  work: () => Promise<unknown>,
  warn: (message: string) => void,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  const run = (): void => {
    running ??= work()
      .then(() => undefined)
      .catch((error: unknown) => {
        // A database's message can quote values: its kind is enough to find the place.
        warn(`${name} failed: ${error instanceof Error ? error.name : typeof error}`);
      })
      .finally(() => {
        running = null;
      });
  };
  run();
  const timer = setInterval(run, milliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
