import { expect, test } from '@jest/globals';
import { soleAuthorization } from '../../../schema/contract/sole-authorization.js';

class Refused extends Error {}
const read = (...headers: string[]): string | null =>
  soleAuthorization(headers, () => new Refused());

test('finds the one that was sent, however its name is spelt', () => {
  expect(read('Host', 'a', 'Authorization', 'Bearer x', 'Accept', '*/*')).toBe('Bearer x');
  expect(read('AUTHORIZATION', '')).toBe('');
});

test('finds none where none was sent, not in the value of another either', () => {
  expect(read()).toBeNull();
  expect(read('x-note', 'authorization', 'x-authorization', 'Bearer x')).toBeNull();
});

test('believes neither of two, though they be equal', () => {
  expect(() => read('authorization', 'Bearer x', 'Authorization', 'Bearer x')).toThrow(Refused);
});
