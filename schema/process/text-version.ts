import { createHash } from 'node:crypto';

/** The version of a file, by what it holds: the first twelve digits of its SHA-256. */
export function textVersion(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
