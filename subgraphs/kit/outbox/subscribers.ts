import { readFileSync } from 'node:fs';
import { httpUrlFault } from '../../../schema/process/http-url.js';

/** Where a signatory wants to be told that something of its changed. */
export interface Subscriber {
  readonly signataire: string;
  readonly url: string;
  /** Shared with it alone: by it the addressee knows who sends. */
  readonly secret: string;
}

/** By signatory. */
export type Subscribers = ReadonlyMap<string, Subscriber>;

const shortestSecret = 32;

/** @returns the subscribers of a file, or what is wrong with it. No fault repeats a value of the file. */
export function readSubscribers(
  path: string,
): Subscribers | { readonly faults: readonly string[] } {
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'it holds no JSON';
    return { faults: [`the file cannot be read (${reason})`] };
  }
  if (!Array.isArray(written)) {
    return { faults: ['expected a list: [{ "signataire": …, "url": …, "secret": … }]'] };
  }
  const faults: string[] = [];
  const subscribers = new Map<string, Subscriber>();
  written.forEach((entry: unknown, index) => {
    const fault = faultOf(entry, subscribers);
    if (fault !== null) faults.push(`entry ${String(index + 1)}: ${fault}`);
    else {
      const { signataire, url, secret } = entry as Subscriber;
      subscribers.set(signataire, { signataire, url, secret });
    }
  });
  return faults.length > 0 ? { faults } : subscribers;
}

function faultOf(entry: unknown, known: Subscribers): string | null {
  const { signataire, url, secret } = (entry ?? {}) as Partial<Record<keyof Subscriber, unknown>>;
  if (typeof signataire !== 'string' || !/^[a-z0-9-]{1,60}$/.test(signataire)) {
    return '"signataire" is not the id of a signatory';
  }
  if (known.has(signataire)) return 'this signatory stands there twice';
  const fault = httpUrlFault(typeof url === 'string' ? url : '');
  if (fault !== null) return `"url": ${fault}`;
  if (typeof secret !== 'string' || secret.length < shortestSecret) {
    return `"secret": expected ${String(shortestSecret)} characters or more, made with "openssl rand -base64 32"`;
  }
  return null;
}
