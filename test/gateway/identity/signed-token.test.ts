import { generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { isSignedBy, readSignedToken } from '../../../gateway/identity/signed-token.js';

async function signed(alg: string): Promise<{ token: string; key: KeyObject }> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const token = await new SignJWT({ sub: 'élu' }).setProtectedHeader({ alg }).sign(privateKey);
  return { token, key: KeyObject.from(publicKey) };
}

const parts = (token: string): string[] => token.split('.');
const encode = (text: string | Buffer): string => Buffer.from(text).toString('base64url');

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];

describe.each([...algorithms, 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'])('%s', (alg) => {
  test.each([true, false])(
    'what its key signed is told from what it did not (at once: %s)',
    async (atOnce) => {
      const { token, key } = await signed(alg);
      const read = readSignedToken(token);
      expect([read.header, read.claims]).toEqual([{ alg }, { sub: 'élu' }]);
      expect(await isSignedBy(read, alg, key, atOnce)).toBe(true);
      const other = await signed(alg);
      expect(await isSignedBy(read, alg, other.key, atOnce)).toBe(false);
      const [header = '', , signature = ''] = parts(token);
      const changed = readSignedToken(`${header}.${encode('{"sub":"autre"}')}.${signature}`);
      expect(await isSignedBy(changed, alg, key, atOnce)).toBe(false);
      for (const size of [0, 1, read.signature.length - 1]) {
        const cut = { ...read, signature: read.signature.subarray(0, size) };
        expect(await isSignedBy(cut, alg, key, atOnce)).toBe(false);
      }
      const longer = { ...read, signature: Buffer.concat([read.signature, Buffer.from([0])]) };
      expect(await isSignedBy(longer, alg, key, atOnce)).toBe(false);
    },
  );
});

test('numbers of ES256 may begin with any byte', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [header, claims] = [encode('{"alg":"ES256"}'), encode('{}')];
  const begun = new Set<number>();
  for (let i = 0; i < 2_000; i += 1) {
    const signature = sign('sha256', Buffer.from(`${header}.${claims}`), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    begun.add(signature[0] ?? -1).add(signature[32] ?? -1);
    const token = readSignedToken(`${header}.${claims}.${encode(signature)}`);
    if (!(await isSignedBy(token, 'ES256', publicKey, true))) throw new Error(encode(signature));
  }
  expect([0, 0x7f, 0x80, 0xff].filter((first) => !begun.has(first))).toEqual([]);
  const nothing = readSignedToken(`${header}.${claims}.${encode(Buffer.alloc(64))}`);
  expect(await isSignedBy(nothing, 'ES256', publicKey, true)).toBe(false);
});

test.each(['none', 'HS256', 'ES256K', '', '__proto__'])('%s is no signature', async (alg) => {
  const { token, key } = await signed('ES256');
  expect(await isSignedBy(readSignedToken(token), alg, key, true)).toBe(false);
});

const good = encode('{}');

test.each([
  ['nothing', ''],
  ['two parts', `${good}.${good}`],
  ['no signature', `${good}.${good}.`],
  ['five parts', `${good}.${good}.${good}.${good}.${good}`],
  ['padding', `${good}=.${good}.${good}`],
  ['signs of plain base64', `${good}.${good}.a+/a`],
  ['a line break', `${good}.${good}.${good}\n`],
  ['no JSON', `${encode('{')}.${good}.${good}`],
  ['a list', `${good}.${encode('[]')}.${good}`],
  ['null', `${good}.${encode('null')}.${good}`],
  ['no UTF-8', `${good}.${encode(Buffer.from([123, 34, 255, 34, 58, 49, 125]))}.${good}`],
])('%s is no token', (_, text) => {
  expect(() => readSignedToken(text)).toThrow();
});
