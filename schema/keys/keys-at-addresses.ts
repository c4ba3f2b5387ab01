import { UnreadableKeys, keysAt } from './read-keys.js';

export interface ReadAddresses {
  /** By address, a print of each key that it shows. */
  readonly prints: ReadonlyMap<string, readonly string[]>;
  /** By address, why its keys could not be had: a reason and a status or an error code. */
  readonly unreadable: ReadonlyMap<string, string>;
}

/** Reads every address once, side by side, each within the bounds of `keysAt`. */
export async function readAddresses(addresses: readonly string[]): Promise<ReadAddresses> {
  const prints = new Map<string, readonly string[]>();
  const unreadable = new Map<string, string>();
  await Promise.all(
    addresses.map(async (address) => {
      try {
        prints.set(address, [...((await keysAt(address)())?.prints ?? [])]);
      } catch (error) {
        if (!(error instanceof UnreadableKeys)) throw error;
        unreadable.set(address, error.message);
      }
    }),
  );
  return { prints, unreadable };
}
