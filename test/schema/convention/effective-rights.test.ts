import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { perimetres } from '../../../schema/contract/territoire.js';
import type { Acces, Convention } from '../../../schema/convention/convention.js';
import {
  effectiveRights,
  type EffectiveRights,
  type RightsRequest,
} from '../../../schema/convention/effective-rights.js';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { parseConvention } from '../../../schema/convention/parse-convention.js';
import { conventionSource } from './convention-source.js';

const parsed = parseConvention(conventionSource, '/srv/convention.yaml');
if ('faults' in parsed) throw new Error('the convention of this test is at fault');
const { convention } = parsed;
const inForce = new Date('2024-05-02T10:00:00Z');
const everything = { scopes: null, finalites: ['plaintes', 'prevention'], at: inForce };

function rightsOf(id: string, request: Partial<RightsRequest> = {}) {
  return effectiveRights(convention, id, { ...everything, ...request });
}

function opened(id: string, request: Partial<RightsRequest> = {}) {
  return Object.keys(rightsOf(id, request).droits);
}

describe('effective rights', () => {
  test('are the grants, with the perimeters of all of them', () => {
    expect(rightsOf('ville')).toEqual({
      authenticated: true,
      droits: {
        'fait:lecture': {
          perimetres: ['commune', 'destinataire', 'auteur'],
          fondements: ['article-6', 'ancien'],
          finalites: ['prevention'],
        },
        'lieu:lecture': { perimetres: null, fondements: ['article-6'], finalites: [] },
      },
      politiques: [],
    });
  });

  test('are cut to the scopes of the token', () => {
    expect(opened('ville', { scopes: ['lieu:lecture', 'fait:auteur'] })).toEqual(['lieu:lecture']);
    expect(opened('ville', { scopes: [] })).toEqual([]);
    expect(opened('ville', { scopes: ['LIEU:LECTURE', 'lieu:*', 'lieu'] })).toEqual([]);
  });

  test('need a declared purpose where the grant names some', () => {
    expect(opened('bailleur', { finalites: [] })).toEqual(['lieu:lecture']);
    expect(opened('bailleur', { finalites: ['inconnue'] })).toEqual(['lieu:lecture']);
    const { droits, politiques } = rightsOf('bailleur', { finalites: ['inconnue', 'plaintes'] });
    expect(droits['fait:auteur']).toEqual({
      perimetres: ['patrimoine'],
      fondements: ['article-6'],
      finalites: ['plaintes'],
    });
    expect(politiques).toEqual(['astreinte']);
    expect(rightsOf('bailleur', { finalites: [] }).politiques).toEqual([]);
  });

  test('are every row as soon as one grant has no perimeter', () => {
    const wide = acces({ donnees: ['fait:lecture'], a: ['ville'], perimetre: null });
    const rights = effectiveRights(
      { ...convention, acces: [...convention.acces, wide] },
      'ville',
      everything,
    );
    expect(rights.droits['fait:lecture']?.perimetres).toBeNull();
  });

  test('lose a grant when its ground is no longer in force', () => {
    const before = rightsOf('ville', { at: new Date('2024-12-31T12:00:00Z') });
    const after = rightsOf('ville', { at: new Date('2025-01-01T12:00:00Z') });
    expect(before.droits['fait:lecture']?.fondements).toEqual(['article-6', 'ancien']);
    expect(after.droits['fait:lecture']?.fondements).toEqual(['article-6']);
  });

  const days: readonly [about: string, id: string, at: string, authenticated: boolean][] = [
    ['not signed yet', 'ville', '2023-07-02T12:00:00Z', false],
    ['on the day of the signature', 'ville', '2023-07-03T12:00:00Z', true],
    ['before the convention', 'ville', '2023-06-30T12:00:00Z', false],
    ['on its last day', 'ville', '2027-06-30T12:00:00Z', true],
    ['when it is over', 'ville', '2027-07-01T12:00:00Z', false],
    ['the day before the withdrawal', 'bailleur', '2025-12-31T12:00:00Z', true],
    ['on the day of the withdrawal', 'bailleur', '2026-01-01T12:00:00Z', false],
    ['withdrawn at midnight in France, not in London', 'bailleur', '2025-12-31T23:30:00Z', false],
    ['neither approved nor signed', 'epci', '2024-05-02T10:00:00Z', false],
    ['unknown', 'prefecture', '2024-05-02T10:00:00Z', false],
    ['named like a property of every object', '__proto__', '2024-05-02T10:00:00Z', false],
  ];
  test.each(days)('of a signatory %s', (_about, id, at, authenticated) => {
    const rights = rightsOf(id, { at: new Date(at) });
    expect(rights.authenticated).toBe(authenticated);
    expect(Object.keys(rights.droits).length > 0).toBe(authenticated);
    if (!authenticated) expect(rights.politiques).toEqual([]);
  });

  test('of a signatory approved after it signed start at the approval', () => {
    const signataire = convention.signataires.get('ville');
    if (!signataire?.approbation) throw new Error('no such signatory');
    const late = { ...signataire, approbation: { ...signataire.approbation, date: '2024-06-01' } };
    const changed = { ...convention, signataires: new Map([['ville', late]]) };
    expect(effectiveRights(changed, 'ville', everything).authenticated).toBe(false);
  });
});

test('a day is counted in France', () => {
  expect(civilDay(new Date('2024-06-30T21:59:59Z'))).toBe('2024-06-30');
  expect(civilDay(new Date('2024-06-30T22:00:00Z'))).toBe('2024-07-01');
  expect(civilDay(new Date('2024-12-31T23:00:00Z'))).toBe('2025-01-01');
});

describe('whatever the grants', () => {
  const grants = fc.array(
    fc
      .record({
        donnees: fc.subarray(['lieu:lecture', 'fait:lecture', 'fait:auteur']),
        politiques: fc.subarray(['astreinte', 'garde']),
        a: fc.subarray(['ville', 'bailleur', 'epci']),
        perimetre: fc.option(fc.subarray([...perimetres], { minLength: 1 })),
        finalites: fc.option(fc.subarray(['plaintes', 'prevention'], { minLength: 1 })),
        fondement: fc.constantFrom('article-6', 'ancien'),
      })
      .map(acces),
    { maxLength: 8 },
  );
  const requests = fc.record({
    id: fc.constantFrom('ville', 'bailleur', 'epci'),
    scopes: fc.option(fc.subarray(['lieu:lecture', 'fait:lecture', 'fait:auteur'])),
    finalites: fc.subarray(['plaintes', 'prevention', 'autre']),
    at: fc.constantFrom(inForce, new Date('2025-06-01'), new Date('2026-06-01')),
  });
  const rightsWith = (
    acces: readonly Acces[],
    { id, ...request }: RightsRequest & { readonly id: string },
  ) => effectiveRights({ ...convention, acces }, id, request);

  test('removing one never widens', () => {
    fc.assert(
      fc.property(grants, requests, fc.nat(), (all, request, index) => {
        const fewer = all.filter((_, i) => i !== index % Math.max(all.length, 1));
        expectWithin(rightsWith(fewer, request), rightsWith(all, request));
      }),
    );
  });

  test('declaring less, or a token of fewer scopes, never widens', () => {
    fc.assert(
      fc.property(grants, requests, fc.nat(), (all, request, n) => {
        const whole = rightsWith(all, request);
        const finalites = request.finalites.slice(0, n % 3);
        expectWithin(rightsWith(all, { ...request, finalites }), whole);
        const scopes = (request.scopes ?? ['lieu:lecture']).slice(0, n % 3);
        expectWithin(rightsWith(all, { ...request, scopes }), whole);
      }),
    );
  });

  test('one who has not signed, or has withdrawn, holds nothing', () => {
    fc.assert(
      fc.property(grants, (all) => {
        const nothing = { authenticated: false, droits: {}, politiques: [] };
        expect(rightsWith(all, { id: 'epci', ...everything })).toEqual(nothing);
        const late = { id: 'bailleur', ...everything, at: new Date('2026-03-01') };
        expect(rightsWith(all, late)).toEqual(nothing);
      }),
    );
  });
});

function expectWithin(small: EffectiveRights, large: EffectiveRights): void {
  for (const [scope, droit] of Object.entries(small.droits)) {
    const wider = large.droits[scope];
    expect(wider).toBeDefined();
    if (wider?.perimetres) {
      expect(wider.perimetres).toEqual(expect.arrayContaining([...(droit.perimetres ?? ['tout'])]));
    }
  }
  expect(large.politiques).toEqual(expect.arrayContaining([...small.politiques]));
}

function acces(some: Partial<Acces>): Acces {
  return {
    donnees: [],
    politiques: [],
    a: [],
    perimetre: null,
    finalites: null,
    fondement: 'article-6',
    ...some,
  } satisfies Convention['acces'][number];
}
