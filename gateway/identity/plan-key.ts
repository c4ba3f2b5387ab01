import { createHmac } from 'node:crypto';
import type { SigningKey } from './signing-key.js';

/** What seals the plans that are kept from one start to the next. */
export function planKeyOf({ privateKey }: SigningKey): Buffer {
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  return createHmac('sha256', der).update('passerelle: kept plans').digest();
}
