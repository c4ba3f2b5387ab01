import { createHmac } from 'node:crypto';
import type { SigningKey } from './signing-key.js';

/** What seals the cursors of merged pages: replicas that share a signing key take one another's. */
export function cursorKeyOf({ privateKey }: SigningKey): Buffer {
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  return createHmac('sha256', der).update('passerelle: cursors of merged pages').digest();
}
