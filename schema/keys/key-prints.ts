import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isRecord } from '../is-record.js';
import { keyOrKeyEntries } from './key-entries.js';
import { keyPrint } from './key-print.js';

/** A print of each public key at a path or address; none where it holds none or is not read. */
export type KeysOf = (place: string) => readonly string[];

/**
 * Of files alone. Two with the same key have a print in common, whatever else is written of the key. A file
 * that is not there yet is no fault of the convention: the gateway says so when it needs the keys.
 */
export const keyPrintsIn: KeysOf = (path) => {
  let entries: readonly unknown[];
  try {
    entries = keyOrKeyEntries(readFileSync(path, 'utf8'));
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    if (!isRecord(entry)) return [];
    try {
      return [keyPrint(createPublicKey({ key: entry, format: 'jwk' }))];
    } catch {
      return [];
    }
  });
};
