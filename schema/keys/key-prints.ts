import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isRecord } from '../is-record.js';
import { keyOrKeyEntries } from './key-entries.js';
import { keyPrint } from './key-print.js';

/** A print of each public key in a file of keys; none where it holds none or cannot be read. */
export type KeysOf = (path: string) => readonly string[];

/**
 * Two files with the same key have a print in common, whatever else is written of the key. A file
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
