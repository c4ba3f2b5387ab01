import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { leastTls, type Pems } from '../process/tls-files.js';
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

/**
 * Over HTTP. Neither a slow nor an endless answer holds more than this time and this memory, and
 * nothing is followed: where a redirection leads, the convention does not say.
 * @param pems by which an https address is believed; none: by the authorities of this system.
 */
export function keysAt(address: string, pems: () => Pems = () => ({})): ReadKeys {
  return async () => {
    const end = AbortSignal.timeout(timeout);
    try {
      return parsed(await textAt(address, pems(), end));
    } catch (error) {
      if (error instanceof UnreadableKeys) throw error;
      if (end.aborted) throw new UnreadableKeys('timeout', '');
      throw new UnreadableKeys('unreachable', codeOf(error));
    }
  };
}

function textAt(address: string, pems: Pems, signal: AbortSignal): Promise<string> {
  const request = /^https:/i.test(address) ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(
      address,
      {
        agent: false,
        signal,
        headers: {
          accept: 'application/jwk-set+json, application/json',
          'accept-encoding': 'identity',
        },
        minVersion: leastTls,
        // NODE_TLS_REJECT_UNAUTHORIZED does not count.
        rejectUnauthorized: true,
        ...pems,
      },
      (response) => {
        boundedText(response)
          .then(resolve, reject)
          // Whatever of the answer is still to come is not waited for.
          .finally(() => sent.destroy());
      },
    );
    sent.once('error', reject);
    sent.end();
  });
}

async function boundedText(response: IncomingMessage): Promise<string> {
  const { statusCode } = response;
  if (statusCode !== 200) throw new UnreadableKeys('status', String(statusCode));
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestSet) throw new UnreadableKeys('too-large', `over ${largestSet} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}

/**
 * Of a file, read again whenever it has changed. Looked at for every token, and so without a turn of
 * the loop: that would cost more than all else that is done with the token.
 */
export function keysIn(path: string): ReadKeys {
  let version = '';
  return async () => {
    try {
      const { mtimeMs, size, ino } = statSync(path);
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
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
