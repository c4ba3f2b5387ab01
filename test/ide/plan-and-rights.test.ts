import { describe, expect, it } from '@jest/globals';
import type { Etape } from '../../ide/src/graphql/answer.js';
import { timelineOf } from '../../ide/src/plan/timeline.js';
import { perimetreText, searchRights, type Droit } from '../../ide/src/rights/droit.js';

const etape = (id: string, debutMs: number, dureeMs: number, apres: string[] = []): Etape => ({
  id,
  sousGraphe: 'ville',
  apres,
  debutMs,
  dureeMs,
  statut: 'ok',
});

describe('the plan on a line', () => {
  it('numbers steps in the order they began and says what they waited for', () => {
    const { rows, totalMs } = timelineOf([
      etape('c', 20, 20, ['b', 'a']),
      etape('a', 0, 10),
      etape('b', 1, 19),
    ]);
    expect(totalMs).toBe(40);
    expect(rows.map(({ etape: { id }, numero, apres }) => [id, numero, apres])).toEqual([
      ['a', 1, []],
      ['b', 2, []],
      ['c', 3, [1, 2]],
    ]);
    expect(rows.map(({ startPercent, widthPercent }) => [startPercent, widthPercent])).toEqual([
      [0, 25],
      [2.5, 47.5],
      [50, 50],
    ]);
  });

  it('keeps the shortest step visible and on the line', () => {
    const { rows } = timelineOf([etape('a', 0, 1000), etape('b', 1000, 0)]);
    const last = rows[1];
    expect(last?.widthPercent).toBeGreaterThan(0);
    expect((last?.startPercent ?? 0) + (last?.widthPercent ?? 0)).toBeLessThanOrEqual(100);
    expect(timelineOf([])).toEqual({ rows: [], totalMs: 0 });
  });
});

describe('« Mes droits »', () => {
  const droit = (portee: string, change: Partial<Droit> = {}): Droit => ({
    portee,
    libelle: null,
    classe: 'P1',
    proprietaire: 'bailleurs',
    conservation: null,
    perimetres: null,
    finalites: [],
    fondements: [],
    ...change,
  });

  it('is searched in all it says, accents and case apart', () => {
    const droits = [
      droit('incident:lecture', { libelle: 'Résidence d’un incident' }),
      droit('plainte:lecture', {
        classe: 'P3',
        fondements: [{ reference: 'CPP 15-3', effet: 'Réception des plaintes' }],
      }),
    ];
    const found = (search: string) => searchRights(droits, search).map(({ portee }) => portee);
    expect(found('RESIDENCE')).toEqual(['incident:lecture']);
    expect(found('judiciaire reception')).toEqual(['plainte:lecture']);
    expect(found('residence judiciaire')).toEqual([]);
    expect(found('  ')).toHaveLength(2);
  });

  it('says no perimeter as everything, and several as a list', () => {
    expect(perimetreText(null)).toBe('tout');
    expect(perimetreText(['COMMUNE', 'DESTINATAIRE'])).toBe(
      'votre commune, ce qui vous est adressé',
    );
  });
});
