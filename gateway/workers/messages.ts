/** What each worker says of itself, and all of them together say to whoever asks one of them. */
export type Question = 'metrics' | 'readiness';

/** From a worker to the process above it. */
export type FromWorker =
  /** Asks all of them. */
  | { readonly kind: 'ask'; readonly question: Question; readonly id: number }
  /** Says its own. */
  | { readonly kind: 'say'; readonly id: number; readonly value: unknown };

/** From the process above to a worker. */
export type ToWorker =
  | { readonly kind: 'asked'; readonly question: Question; readonly id: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown };
