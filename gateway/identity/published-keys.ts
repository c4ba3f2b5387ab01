import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isRecord } from '../../schema/is-record.js';
import { keyOrKeyEntries } from '../../schema/keys/key-entries.js';
import { shownJwk } from './signing-key.js';

/**
 * Public halves of the keys in a file: a JWK or a set of them, private or public. During a rotation
 * they stand beside the key that signs: the next one, or the one before.
 * @throws Error without a word of the file's content.
 */
export function readPublishedKeys(path: string): readonly Readonly<Record<string, unknown>>[] {
  return entriesIn(path).map((entry) => {
    if (!isRecord(entry) || entry['kty'] !== 'OKP' || entry['crv'] !== 'Ed25519') {
      throw new Error('no Ed25519 key');
    }
    try {
      return shownJwk(createPublicKey({ key: entry, format: 'jwk' }));
    } catch (error) {
      throw new Error('a broken key', { cause: error });
    }
  });
}

function entriesIn(path: string): readonly unknown[] {
  try {
    return keyOrKeyEntries(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code ?? message, { cause: error });
  }
}

/** Each key once. */
export function keySetOf(
  keys: readonly Readonly<Record<string, unknown>>[],
): readonly Readonly<Record<string, unknown>>[] {
  return [...new Map(keys.map((key) => [key['kid'], key])).values()];
}
