import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseExact } from '../../../../gateway/engine/json/exact-numbers.js';

const digits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: least,
    maxLength: most,
  });

/** A number as JSON writes it, of any length. */
const number = fc
  .record({
    sign: fc.constantFrom('', '-'),
    first: fc.constantFrom(...Array.from('123456789')),
    whole: digits(0, 24),
    fraction: fc.oneof(
      fc.constant(''),
      digits(1, 24).map((text) => `.${text}`),
    ),
    exponent: fc.constantFrom('', 'e3', 'E+2', 'e-7', 'e400'),
  })
  .map(({ sign, first, whole, fraction, exponent }) => sign + first + whole + fraction + exponent);

/** What may stand beside it: texts too that look like one. */
const beside = fc.oneof(fc.string({ maxLength: 40 }), digits(0, 40), fc.uuid());

const written = (value: unknown): string => JSON.stringify(value);

describe('parseExact', () => {
  it('sees a long number wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(beside, number), { maxLength: 4 }), (members) => {
        const text = `[${members.map(([key, value]) => `{${written(key)}:${value}}`).join(',')}]`;
        // Beside a number that is long without doubt, every other is looked at too.
        const [expected] = parseExact(`[${text},12345678901234567890]`) as unknown[];
        expect(written(parseExact(text))).toBe(written(expected));
      }),
      { numRuns: 2_000 },
    );
  });
});
