import { describe, expect, test } from '@jest/globals';
import { parseConvention } from '../../../schema/convention/parse-convention.js';
import { versionInForce, versionSentence } from '../../../schema/rights/version-in-force.js';
import { conventionSource } from '../convention/convention-source.js';

const parsed = parseConvention(conventionSource, '/srv/convention.yaml');
if ('faults' in parsed) throw new Error('faults');
const { convention } = parsed;

describe('the version of a convention in force', () => {
  test.each([
    ['2023-06-01', null, '2023-07-01'],
    // It runs, and nobody has signed yet.
    ['2023-07-02', '2023-07-01', '2023-07-03'],
    ['2024-05-02', '2023-07-03', '2025-01-01'],
    ['2025-01-01', '2025-01-01', '2026-01-01'],
    ['2025-12-31', '2025-01-01', '2026-01-01'],
    ['2026-11-25', '2026-01-01', '2027-07-01'],
    ['2027-06-30', '2026-01-01', '2027-07-01'],
    ['2027-07-01', null, null],
  ])('on %s began on %s and ends on %s', (on, since, next) => {
    expect(versionInForce(convention, on)).toEqual({ reference: 'essai-1', since, next });
  });

  test('is told in a sentence', () => {
    expect(versionSentence(versionInForce(convention, '2026-11-25'), 'abc')).toBe(
      "Version en vigueur : essai-1 (empreinte abc), depuis le 1er janvier 2026 ; la suivante s'applique à partir du 1er juillet 2027.",
    );
    expect(versionSentence(versionInForce(convention, '2027-07-01'), 'abc')).toBe(
      "La convention essai-1 (empreinte abc) n'est pas en vigueur ce jour ; aucune date du fichier ne la change.",
    );
  });
});
