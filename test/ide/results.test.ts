import { describe, expect, it } from '@jest/globals';
import { countText, findSeries } from '../../ide/src/results/counts.js';
import { mapHeight, mapPoints, mapWidth } from '../../ide/src/results/map-points.js';
import { cellText, sortRows, toCsv } from '../../ide/src/results/rows.js';
import { findTables, masked, type Cell } from '../../ide/src/results/tables.js';

const incidents = {
  incidents: {
    totalCount: 40,
    edges: [{ cursor: 'x', node: { id: '1' } }],
    nodes: [
      {
        id: '1',
        moisFaits: '2025-11',
        residence: { nom: 'A', commune: { codeInsee: '86194', nom: 'Poitiers' } },
        plaintes: [{ etat: 'DEPOSEE', vue: true }, { etat: 'AVIS_RECU' }],
      },
      { id: '2', moisFaits: '2026-02', residence: null, plaintes: [] },
    ],
    pageInfo: { endCursor: 'x' },
  },
};

describe('lists of an answer', () => {
  it('become tables of flat columns, with how many there are in all', () => {
    const [table] = findTables(incidents);
    expect(table).toEqual({
      chemin: 'incidents',
      total: 40,
      partielle: true,
      colonnes: [
        'id',
        'moisFaits',
        'residence.nom',
        'residence.commune.codeInsee',
        'residence.commune.nom',
        'plaintes',
      ],
      lignes: [
        {
          id: '1',
          moisFaits: '2025-11',
          'residence.nom': 'A',
          'residence.commune.codeInsee': '86194',
          'residence.commune.nom': 'Poitiers',
          plaintes: 'DEPOSEE · oui ; AVIS_RECU',
        },
        { id: '2', moisFaits: '2026-02', residence: null, plaintes: '' },
      ],
    });
  });

  it('below several parents are one table, whose total nobody said', () => {
    const tables = findTables({
      residences: {
        nodes: [
          { nom: 'A', logements: { totalCount: 2, nodes: [{ id: '1' }, { id: '2' }] } },
          { nom: 'B', logements: { totalCount: 1, edges: [{ node: { id: '3' } }] } },
        ],
      },
    });
    expect(tables.map(({ chemin, total, lignes }) => [chemin, total, lignes.length])).toEqual([
      ['residences.logements', null, 3],
      ['residences', null, 2],
    ]);
  });

  it('are none in an answer without lists', () => {
    expect(findTables(null)).toEqual([]);
    expect(findTables({ commune: { nom: 'Poitiers' } })).toEqual([]);
  });

  it('show a suppressed count as such, and an empty one as empty', () => {
    const [table] = findTables({
      statistiquesSuites: {
        nodes: [
          { effectif: null, supprime: true },
          { effectif: null, supprime: false },
        ],
      },
    });
    expect(table?.lignes.map(({ effectif }) => cellText(effectif))).toEqual(['< 5 (masqué)', '']);
  });
});

describe('rows', () => {
  const order = (values: readonly Cell[], descending = false) =>
    sortRows(
      values.map((v) => ({ v })),
      { colonne: 'v', descending },
    ).map(({ v }) => v);

  it('are sorted as numbers or as French words, empty ones last either way', () => {
    expect(order([10, null, 9, masked])).toEqual([masked, 9, 10, null]);
    expect(order([10, null, 9, masked], true)).toEqual([10, 9, masked, null]);
    expect(order(['Zoé', 'émile', 'Ernest', 'hall 10', 'hall 9'])).toEqual([
      'émile',
      'Ernest',
      'hall 9',
      'hall 10',
      'Zoé',
    ]);
  });

  it('become a file a French spreadsheet reads', () => {
    const csv = toCsv({
      colonnes: ['nom', 'v'],
      lignes: [
        { nom: 'a;"b"\nc', v: 1.5 },
        { nom: null, v: masked },
        { nom: 'x', v: -3 },
      ],
    });
    expect(csv).toBe('\uFEFFnom;v\r\n"a;""b""\nc";1,5\r\n;< 5 (masqué)\r\nx;-3\r\n');
  });

  it.each(['=1+1', '+33 5', '-2', '@SUM(A1)', '\t=1', ' =1', '|cmd', '\r=1'])(
    'never become a formula: %j',
    (nom) => {
      const line = toCsv({ colonnes: ['nom'], lignes: [{ nom }] }).split('nom\r\n')[1];
      expect(line).toMatch(/^"?'/);
    },
  );
});

describe('counts', () => {
  it('are by month, months without anything included, and by commune', () => {
    const [mois, commune] = findSeries(findTables(incidents));
    expect(mois?.counts.map(({ cle, nombre }) => [cle, nombre])).toEqual([
      ['2025-11', 1],
      ['2025-12', 0],
      ['2026-01', 0],
      ['2026-02', 1],
    ]);
    expect(mois?.counts[0]?.libelle).toBe('nov. 2025');
    expect([mois?.lignes, mois?.total, mois?.partielle]).toEqual([2, 40, true]);
    expect(commune?.counts).toEqual([
      { cle: '86194', libelle: 'Poitiers', nombre: 1, masques: 0, inconnus: 0 },
    ]);
  });

  it('take the numbers an indicator gives', () => {
    const [series, ...others] = findSeries(
      findTables({
        epci: {
          communes: [
            { codeInsee: '86066', nom: 'Châtellerault', incidents: { totalCount: 3 } },
            { codeInsee: '86194', nom: 'Poitiers', incidents: { totalCount: 7 } },
            { codeInsee: '86031', nom: 'Bonnes', incidents: null },
          ],
        },
      }),
    );
    expect(others).toEqual([]);
    expect(series?.counts.map(({ libelle, nombre }) => [libelle, nombre])).toEqual([
      ['Poitiers', 7],
      ['Châtellerault', 3],
      ['Bonnes', 0],
    ]);
    // Not none: nobody knows.
    expect(series?.counts.map(countText)).toEqual(['7', '3', '1 inconnu']);
  });

  it('are by month of the facts alone, not of what was evaluated or decided', () => {
    const hall = { id: '1', dateEvaluation: '2026-05-01', niveauVigilance: 'ROUGE' };
    expect(findSeries(findTables({ entrees: { nodes: [hall] } }))).toEqual([]);
  });

  it('add up no numbers of different kinds', () => {
    const of = (...types: string[]) =>
      findSeries(
        findTables({
          statistiquesSuites: {
            nodes: types.map((type) => ({ territoire: '86194', type, effectif: 12 })),
          },
        }),
      );
    expect(of('CLASSEMENT', 'POURSUITE')).toEqual([]);
    expect(of('CLASSEMENT', 'CLASSEMENT')[0]?.counts[0]?.nombre).toBe(24);
  });

  it('are of whole lists, or say that they are not', () => {
    const list = (more: object) =>
      findSeries(findTables({ incidents: { nodes: [{ moisFaits: '2026-05' }], ...more } }))[0]
        ?.partielle;
    expect(list({})).toBe(false);
    expect(list({ totalCount: 1, pageInfo: { hasNextPage: false } })).toBe(false);
    expect(list({ totalCount: 2 })).toBe(true);
    expect(list({ pageInfo: { hasNextPage: true } })).toBe(true);
  });

  it('say what was suppressed instead of counting it as nothing', () => {
    const [series] = findSeries(
      findTables({
        statistiquesSuites: {
          nodes: [
            { territoire: '86194', effectif: 12, supprime: false },
            { territoire: '86194', effectif: null, supprime: true },
            { territoire: '86066', effectif: null, supprime: true },
          ],
        },
      }),
    );
    expect(series?.counts.map(countText)).toEqual([
      '12, plus 1 effectif < 5 masqué',
      '1 effectif < 5 masqué',
    ]);
  });
});

describe('the map', () => {
  const count = (cle: string, nombre: number, masques = 0) => ({
    cle,
    libelle: cle,
    nombre,
    masques,
    inconnus: 0,
  });
  const placed = (counts: ReturnType<typeof count>[]) =>
    new Map(mapPoints(counts).map((point) => [point.codeInsee, point]));

  it('has a place for each of the 87 communes, inside it', () => {
    const points = mapPoints([]);
    expect(points).toHaveLength(87);
    for (const { x, y, rayon } of points) {
      expect(x >= 0 && x <= mapWidth && y >= 0 && y <= mapHeight).toBe(true);
      expect(rayon).toBe(0);
    }
  });

  it('has Châtellerault north-east of Poitiers, and circles whose surface is the number', () => {
    const points = placed([count('86194', 100), count('86066', 25), count('86031', 0, 1)]);
    const [poitiers, chatellerault] = [points.get('86194'), points.get('86066')];
    expect(chatellerault?.y).toBeLessThan(poitiers?.y ?? 0);
    expect(chatellerault?.x).toBeGreaterThan(poitiers?.x ?? 0);
    expect((poitiers?.rayon ?? 0) / (chatellerault?.rayon ?? 1)).toBe(2);
    expect(points.get('86031')?.rayon).toBeGreaterThan(0);
  });
});
