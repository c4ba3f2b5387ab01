import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { KeySet } from '../../../schema/keys/key-set.js';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const jwk = publicKey.export({ format: 'jwk' });

test('takes an RSA key as everybody makes them', () => {
  const set = KeySet.parse(JSON.stringify({ keys: [jwk] }));
  expect(set.fitting({ alg: 'RS256', kid: null })).toHaveLength(1);
});

test('takes none whose exponent would make each verification a hundred times as long', () => {
  // As long as its modulus.
  const { n = '' } = jwk;
  const e = Buffer.from(
    Buffer.from(n, 'base64url').map((byte, place) => (place === 0 ? 1 : byte | 1)),
  );
  const keys = [{ ...jwk, e: e.toString('base64url') }];
  const set = KeySet.parse(JSON.stringify({ keys }));
  expect(set.fitting({ alg: 'RS256', kid: null })).toEqual([]);
});
