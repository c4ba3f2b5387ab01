import { createHash, type KeyObject } from 'node:crypto';

/** The same for a key wherever and however it is written. Of a public key. */
export function keyPrint(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
