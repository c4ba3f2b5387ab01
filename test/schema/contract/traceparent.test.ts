import { expect, it } from '@jest/globals';
import { readTraceparent, traceIdOf } from '../../../schema/contract/traceparent.js';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const good = `00-${trace}-00f067aa0ba902b7-01`;

it('takes what version 00 says, and its trace', () => {
  expect(readTraceparent(good)).toBe(good);
  expect(traceIdOf(good)).toBe(trace);
});

it.each([
  undefined,
  '',
  [good, good],
  good.toUpperCase(),
  `${good}-plus`,
  `ff${good.slice(2)}`,
  `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  `00-${trace}-${'0'.repeat(16)}-01`,
  `${good}\r\nauthorization: x`,
  `00-${trace}-00f067aa0ba902b7-Durand`,
])('takes nothing of %j', (value) => {
  expect(readTraceparent(value)).toBeNull();
});
