import { expect, test } from '@jest/globals';
import { keyEntries, keyOrKeyEntries, NoKeySet } from '../../../schema/keys/key-entries.js';

const key = { kty: 'OKP', crv: 'Ed25519', x: 'abc' };

test('reads the entries as they stand there', () => {
  expect(keyEntries(JSON.stringify({ keys: [key, null, 3] }))).toEqual([key, null, 3]);
});

test('takes a key alone only where it may stand alone', () => {
  expect(keyOrKeyEntries(JSON.stringify(key))).toEqual([key]);
  expect(keyOrKeyEntries(JSON.stringify({ keys: [key] }))).toEqual([key]);
  expect(() => keyEntries(JSON.stringify(key))).toThrow(NoKeySet);
});

test.each(['{ "d": "secret-of-the-key"', '"secret-of-the-key"', '[]', '{"keys":{}}', ''])(
  'refuses %s without a word of it',
  (text) => {
    let refusal: unknown;
    try {
      keyEntries(text);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(NoKeySet);
    expect(String(refusal)).not.toContain('secret-of-the-key');
  },
);

test('bounds how many there are', () => {
  const many = JSON.stringify({ keys: Array.from({ length: 101 }, () => key) });
  expect(() => keyEntries(many)).toThrow('more than 100 keys');
  expect(() => keyOrKeyEntries(many)).toThrow('more than 100 keys');
});
