import type { World } from '../../harness/world.js';

/** What a case is tried with. */
export interface Cases {
  /** Once the tests run. */
  readonly world: () => World;
  /** The data of an answer that refused nothing. */
  readonly read: (
    signataire: string,
    finalites: string,
    query: string,
    variables?: object,
  ) => Promise<Record<string, unknown> | null>;
}
