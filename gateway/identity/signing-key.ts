import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { JsonWebKey } from 'node:crypto';

/** The gateway's own key pair: what subgraphs trust. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** What `/.well-known/jwks.json` shows. */
  readonly publicJwk: Readonly<Record<string, unknown>>;
}

/**
 * @param path a private Ed25519 key as JWK; null: a key for the life of this process.
 * @throws Error when the file holds no such key.
 */
export function loadSigningKey(path: string | null): SigningKey {
  const privateKey =
    path === null
      ? generateKeyPairSync('ed25519').privateKey
      : createPrivateKey({
          key: JSON.parse(readFileSync(path, 'utf8')) as JsonWebKey,
          format: 'jwk',
        });
  if (privateKey.asymmetricKeyType !== 'ed25519') {
    throw new Error(`a key for ${String(privateKey.asymmetricKeyType)}`);
  }
  const publicJwk = shownJwk(createPublicKey(privateKey));
  return { kid: publicJwk.kid, privateKey, publicJwk };
}

/** A public Ed25519 key as `/.well-known/jwks.json` shows it. */
export function shownJwk(key: KeyObject): Readonly<Record<string, unknown>> & { kid: string } {
  const { x = '' } = key.export({ format: 'jwk' });
  // RFC 7638 thumbprint: the required members in alphabetical order.
  const kid = createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' };
}
