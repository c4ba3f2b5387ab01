import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Perimetre } from '../../../schema/contract/territoire.js';
import type { Convention } from '../../../schema/convention/convention.js';
import { conventionDiff } from '../../../schema/rights/convention-diff.js';
import { readsRow, rows, type Written } from './reading-evaluator.js';

const days = ['2025-01-01', '2026-01-01', '2026-06-01', '2027-01-01', '2027-06-01', '2028-01-01'];
const on = '2026-06-01';
const signatories = ['a', 'b'] as const;
const scopes = ['s:un', 's:deux'] as const;
const purposes = ['p', 'q'] as const;

const someDay = fc.constantFrom(...days);
const dayOrNull = fc.option(someDay, { nil: null });
const territory = fc.record(
  {
    patrimoine: fc.constantFrom('x', 'y'),
    commune: fc.constantFrom('86194', '86066'),
    zone: fc.constantFrom<'police' | 'gendarmerie'>('police', 'gendarmerie'),
  },
  { requiredKeys: ['patrimoine', 'commune', 'zone'] },
);
const signatory = fc.record({
  territoire: territory,
  approbation: dayOrNull,
  signature: dayOrNull,
  retrait: dayOrNull,
});
const grant = fc.record({
  donnees: fc.subarray([...scopes], { minLength: 1 }),
  a: fc.subarray([...signatories], { minLength: 1 }),
  perimetre: fc.option(
    fc.subarray<Perimetre>(['patrimoine', 'commune', 'zone', 'plaignant', 'destinataire'], {
      minLength: 1,
    }),
    { nil: null },
  ),
  finalites: fc.option(fc.subarray([...purposes], { minLength: 1 }), { nil: null }),
  fondement: fc.constantFrom('f', 'g'),
});
const convention: fc.Arbitrary<Written> = fc.record({
  effet: fc.constantFrom('2025-01-01', '2026-01-01'),
  echeance: fc.constantFrom(null, '2026-12-31', '2027-12-31'),
  grounds: fc.record({
    f: fc.record({ depuis: fc.constantFrom('2025-01-01', '2026-06-01'), jusqu: dayOrNull }),
    g: fc.record({ depuis: fc.constantFrom('2025-01-01', '2027-01-01'), jusqu: dayOrNull }),
  }),
  signatories: fc.record({ a: signatory, b: signatory }),
  grants: fc.array(grant, { maxLength: 4 }),
});
/** Two versions that often have most in common, as the versions of one file have. */
const versions = fc
  .tuple(convention, convention, fc.integer({ min: 0, max: 31 }))
  .map(([before, other, mask]): [Written, Written] => [
    before,
    {
      effet: mask & 1 ? other.effet : before.effet,
      echeance: mask & 2 ? other.echeance : before.echeance,
      grounds: mask & 4 ? other.grounds : before.grounds,
      signatories: mask & 8 ? other.signatories : before.signatories,
      grants: mask & 16 ? other.grants : before.grants,
    },
  ]);

describe('convention diff', () => {
  test('is never empty where somebody reads another row on any date', () => {
    check(([before, after], { text }) => {
      const [old, now] = [readings(before), readings(after)];
      if (old.some((read, index) => read !== now[index])) {
        expect(text).not.toBe('Aucun droit gagné ni perdu.\n');
      }
    });
  });

  test('says in a sentence whatever is read otherwise from the day of the comparison on', () => {
    check(([before, after], { text }) => {
      const [old, now] = [readings(before, on), readings(after, on)];
      if (old.some((read, index) => read !== now[index])) {
        expect(text).toMatch(/^- .*(gagne|perd|élargir|réduire|changer)/);
      }
    });
  });

  test('says that access is wider whenever somebody reads what they did not', () => {
    check(([before, after], { widens }) => {
      const [old, now] = [readings(before, on), readings(after, on)];
      if (now.some((read, index) => read && !old[index])) expect(widens).toBe(true);
    });
  });

  test('of a file and itself is empty', () => {
    fc.assert(
      fc.property(convention, (written) => {
        const parsed = conventionOf(written);
        expect(conventionDiff(parsed, conventionOf(written), [], on)).toEqual({
          text: 'Aucun droit gagné ni perdu.\n',
          widens: false,
        });
      }),
      { numRuns: 50 },
    );
  });
});

function check(
  judge: (versions: [Written, Written], diff: { text: string; widens: boolean }) => void,
): void {
  fc.assert(
    fc.property(versions, ([before, after]) => {
      const diff = conventionDiff(conventionOf(before), conventionOf(after), [], on);
      judge([before, after], diff);
    }),
    { numRuns: 200 },
  );
}

/** Every question that can be asked, in a fixed order. */
function readings(written: Written, since = ''): readonly boolean[] {
  return days
    .filter((day) => day >= since)
    .flatMap((day) =>
      signatories.flatMap((who) =>
        scopes.flatMap((scope) =>
          [[], ['p'], ['q']].flatMap((declared) =>
            rows.map((row) => readsRow(written, who, scope, declared, row, day)),
          ),
        ),
      ),
    );
}

/** What parsing makes of such a file. */
function conventionOf({ effet, echeance, grounds, signatories, grants }: Written): Convention {
  const issuer = (id: string) => `https://${id}.test`;
  return {
    titre: 't',
    reference: 'r',
    effet,
    echeance,
    emetteurs: new Map(
      Object.keys(signatories).map((id) => [
        issuer(id),
        { issuer: issuer(id), audience: 'passerelle', jwks: issuer(id), porteesParDefaut: false },
      ]),
    ),
    fondements: new Map(
      Object.entries(grounds).map(([id, ground]) => [
        id,
        { id, reference: id, effet: null, ...ground },
      ]),
    ),
    donnees: new Map(
      scopes.map((portee) => [
        portee,
        {
          portee,
          proprietaire: 'o',
          classe: 'P1',
          libelle: portee,
          enClair: null,
          conservation: null,
        },
      ]),
    ),
    finalites: new Map(),
    partitions: new Map(),
    signataires: new Map(
      Object.entries(signatories).map(([id, { approbation, ...signatory }]) => [
        id,
        {
          id,
          nom: id,
          nature: 'ville',
          representant: null,
          emetteur: issuer(id),
          origines: [],
          clientsRestreints: [],
          ...signatory,
          approbation:
            approbation === null ? null : { instance: 'i', reference: 'r', date: approbation },
        },
      ]),
    ),
    acces: grants.map((written) => ({ politiques: [], ...written })),
  };
}
