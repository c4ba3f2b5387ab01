import { createHash, createHmac } from 'node:crypto';
import type { SigningKey } from './signing-key.js';

/**
 * What persons' pseudonyms in the journal are made with. A secret of its own survives every rotation
 * of the signing key: the same person keeps the same pseudonym. Without one it hangs on that key.
 */
export function pseudonymKeyOf(secret: string | null, { privateKey }: SigningKey): Buffer {
  const purpose = 'passerelle: pseudonyms of the journal';
  if (secret !== null) return createHash('sha256').update(`${purpose}\n${secret}`).digest();
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  return createHmac('sha256', der).update(purpose).digest();
}
