import { isRecord } from '../is-record.js';

/** A text that holds no keys. */
export class NoKeySet extends Error {
  override readonly name = 'NoKeySet';
}

/** Every one of them may have to be tried. */
const mostKeys = 100;

/**
 * The entries of a set of keys (RFC 7517 §5), as they stand there.
 * @throws NoKeySet without a word of the text: it may be a secret.
 */
export function keyEntries(text: string): readonly unknown[] {
  const written = parsed(text);
  const entries = isRecord(written) ? written['keys'] : undefined;
  if (!Array.isArray(entries)) throw new NoKeySet('no member "keys"');
  if (entries.length > mostKeys) throw new NoKeySet(`more than ${mostKeys} keys`);
  return entries;
}

/**
 * As `keyEntries`, where a key may stand alone instead of a set.
 * @throws NoKeySet
 */
export function keyOrKeyEntries(text: string): readonly unknown[] {
  const written = parsed(text);
  return isRecord(written) && Array.isArray(written['keys']) ? keyEntries(text) : [written];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NoKeySet('no JSON');
  }
}
