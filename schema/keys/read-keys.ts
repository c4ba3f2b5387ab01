import { readFile, stat } from 'node:fs/promises';
import { NoKeySet } from './key-entries.js';
import { KeySet } from './key-set.js';

/** Why keys could not be had. Names no content. */
export class UnreadableKeys extends Error {
  override readonly name = 'UnreadableKeys';
  constructor(
    readonly reason: 'timeout' | 'unreachable' | 'status' | 'too-large' | 'no-key-set' | 'no-file',
    /** A status or an error code. */
    readonly detail: string,
  ) {
    super(`${reason} ${detail}`.trim());
  }
}

/** @throws UnreadableKeys; null: nothing has changed since the last reading. */
export type ReadKeys = () => Promise<KeySet | null>;

const timeout = 3_000;
const largestSet = 512 * 1024;

/** Over HTTP. Neither a slow nor an endless answer holds more than this time and this memory. */
export function keysAt(address: string): ReadKeys {
  return async () => {
    const end = new AbortController();
    const timer = setTimeout(() => {
      end.abort();
    }, timeout);
    try {
      const response = await fetch(address, {
        // Where a redirection leads, the convention does not say.
        redirect: 'manual',
        signal: end.signal,
        headers: { accept: 'application/jwk-set+json, application/json' },
      });
      if (response.status !== 200) throw new UnreadableKeys('status', String(response.status));
      return parsed(await boundedText(response));
    } catch (error) {
      if (error instanceof UnreadableKeys) throw error;
      if (end.signal.aborted) throw new UnreadableKeys('timeout', '');
      throw new UnreadableKeys('unreachable', codeOf(error));
    } finally {
      clearTimeout(timer);
      // Whatever of the answer is still to come is not waited for.
      end.abort();
    }
  };
}

async function boundedText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > largestSet) throw new UnreadableKeys('too-large', `over ${largestSet} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}

/** Of a file, read again whenever it has changed. */
export function keysIn(path: string): ReadKeys {
  let version = '';
  return async () => {
    try {
      const { mtimeMs, size, ino } = await stat(path);
      const current = `${mtimeMs} ${size} ${ino}`;
      if (current === version) return null;
      const keys = parsed(await readFile(path, 'utf8'));
      version = current;
      return keys;
    } catch (error) {
      version = '';
      throw error instanceof UnreadableKeys ? error : new UnreadableKeys('no-file', codeOf(error));
    }
  };
}

function parsed(text: string): KeySet {
  try {
    return KeySet.parse(text);
  } catch (error) {
    throw new UnreadableKeys('no-key-set', error instanceof NoKeySet ? error.message : '');
  }
}

function codeOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const { code } = (cause ?? error) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
