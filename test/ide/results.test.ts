import { describe, expect, it } from '@jest/globals';
import type { Column } from '../../ide/src/results/columns.js';
import { cellText, compareCells, shownText, toCsv } from '../../ide/src/results/rows.js';
import { groupingColumns, groupsOf } from '../../ide/src/results/groups.js';
import { totalOf, totalText } from '../../ide/src/results/totals.js';
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
      heritees: new Set(),
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
      ['residences', null, 2],
      ['residences.logements', null, 3],
    ]);
  });

  it('keep what is known of their parents, down to any depth, but none of its lists', () => {
    const halls = findTables({
      communes: [
        {
          nom: 'Poitiers',
          residences: {
            totalCount: 1,
            nodes: [{ nom: 'A', bailleur: { nom: 'E' }, entrees: [{ id: '1' }, { id: '2' }] }],
          },
        },
      ],
    }).at(-1);
    expect(halls?.chemin).toBe('communes.residences.entrees');
    expect(halls?.lignes[1]).toEqual({
      'communes.nom': 'Poitiers',
      'communes.residences.nom': 'A',
      'communes.residences.bailleur.nom': 'E',
      id: '2',
    });
    expect([...(halls?.heritees ?? [])]).not.toContain('id');
  });

  it('are parts where the list above them is one', () => {
    const tables = findTables({
      residences: { totalCount: 2, nodes: [{ nom: 'A', entrees: [{ id: '1' }] }] },
    });
    expect(tables.map(({ partielle }) => partielle)).toEqual([true, true]);
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

const column = (id: string, more: Partial<Column> = {}): Column => ({
  id,
  titre: id,
  description: null,
  genre: 'texte',
  libelles: new Map(),
  heritee: false,
  ...more,
});

describe('rows', () => {
  it('are sorted as numbers or as French words, masked counts first', () => {
    const order = (values: readonly NonNullable<Cell>[]) => [...values].sort(compareCells);
    expect(order([10, 9, masked])).toEqual([masked, 9, 10]);
    expect(order(['Zoé', 'émile', 'Ernest', 'hall 10', 'hall 9'])).toEqual([
      'émile',
      'Ernest',
      'hall 9',
      'hall 10',
      'Zoé',
    ]);
  });

  it('are written as a French reader expects it', () => {
    const libelles = new Map([['OUVERT', 'Ouvert']]);
    const text = (cell: Cell, genre: Column['genre']) => cellText(cell, { genre, libelles });
    expect(text('2026-11-03', 'date')).toBe('03/11/2026');
    expect(text('2026-07-01T22:30:00Z', 'horodatage')).toBe('02/07/2026 00:30');
    expect(text('2026-11', 'texte')).toBe('nov. 2026');
    expect(text('2026-S1', 'texte')).toBe('1er semestre 2026');
    expect(text('2026-S2', 'texte')).toBe('2e semestre 2026');
    expect(text('OUVERT', 'code')).toBe('Ouvert');
    expect(text('AUTRE', 'code')).toBe('AUTRE');
    expect(text(1975, 'texte')).toBe('1975');
    expect(text(12450, 'nombre')).toMatch(/^12\s450$/);
    expect(text('2026-11', 'identifiant')).toBe('2026-11');
  });

  it('have French type on the page, and are what they are in files', () => {
    const commune = "Angles-sur-l'Anglin : bourg";
    expect(shownText(commune)).toBe('Angles-sur-l’Anglin\u00a0: bourg');
    expect(toCsv([column('nom')], [{ nom: commune }])).toContain(commune);
  });

  it('become a file a French spreadsheet reads', () => {
    const csv = toCsv(
      [column('nom', { titre: 'Nom d’usage' }), column('v')],
      [
        { nom: 'a;"b"\nc', v: 1.5 },
        { nom: null, v: masked },
        { nom: 'x', v: -3 },
      ],
    );
    expect(csv).toBe('\uFEFFNom d’usage;v\r\n"a;""b""\nc";1,5\r\n;< 5 (masqué)\r\nx;-3\r\n');
  });

  const written = (nom: string, genre: Column['genre'] = 'texte') =>
    toCsv([column('nom', { genre })], [{ nom }]).split('nom\r\n')[1];

  it.each([
    '=1+1',
    '+33 5',
    '-2',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '|cmd',
    '\r=1',
    '＝1+1',
    '\u200b=1',
    '\ufeff\u2060+1',
    '\u00a0＠SUM(A1)',
  ])('never become a formula: %j', (nom) => {
    expect(written(nom)).toMatch(/^"?'/);
  });

  it.each(['00123', '1-2', '3/4', '12.5.26', '1E5', '12345678901234567'])(
    'are never taken for another number or a date: %s',
    (nom) => {
      expect(written(nom)).toBe(`'${nom}\r\n`);
    },
  );

  it('stay as they are where a spreadsheet reads them right', () => {
    expect(written('86194')).toBe('86194\r\n');
    expect(written('2026-11-03', 'date')).toBe('03/11/2026\r\n');
    expect(written('12 rue du Marché')).toBe('12 rue du Marché\r\n');
  });
});

describe('totals', () => {
  const rows: readonly Readonly<Record<string, Cell>>[] = [
    { effectif: 1200, gravite: 3, type: 'A' },
    { effectif: masked, gravite: 1, type: 'A' },
    { effectif: null, gravite: 1, type: 'A' },
  ];

  it('say what they leave out', () => {
    const total = totalOf(column('effectif'), rows);
    expect(total && totalText(total)).toMatch(/^1\s200, sans 1 masqué et 1 inconnu$/);
  });

  it('are of quantities of one kind alone, each counted once', () => {
    expect(totalOf(column('gravite'), rows)).toBeNull();
    expect(totalOf(column('effectif', { heritee: true }), rows)).toBeNull();
    expect(totalOf(column('residence.nbLogements'), rows)).toBeNull();
    expect(totalOf(column('residence.incidents.totalCount'), rows)).toBeNull();
    expect(totalOf(column('incidents.minimumCount'), rows)).toBeNull();
    expect(totalOf(column('effectif'), [...rows, { effectif: 1, type: 'B' }])).toBeNull();
  });
});

describe('groups of rows', () => {
  const column = (id: string, genre: Column['genre'] = 'texte'): Column => ({
    id,
    titre: id,
    description: null,
    genre,
    libelles: new Map([['X', 'Un nom']]),
    heritee: false,
  });
  // As many as a page reads: each hundredth says nothing of where it was.
  const nodes = Array.from({ length: 100_000 }, (_, index) => ({
    cle: `c${index}`,
    lieu: index % 100 === 0 ? null : index % 3 === 0 ? 'X' : 'Y',
    nbFaits: 2,
  }));
  const [table] = findTables({ liste: { nodes } });
  const lignes = table?.lignes ?? [];

  it('are by what comes back, and not by what tells rows apart or is added up', () => {
    expect(lignes).toHaveLength(100_000);
    const columns = [column('cle'), column('lieu'), column('nbFaits', 'nombre')];
    expect(groupingColumns(columns, lignes).map(({ id }) => id)).toEqual(['lieu']);
  });

  it('have all rows, each once, and their own sums', () => {
    const groups = groupsOf(column('lieu'), lignes);
    expect(groups.map((group) => [group.libelle, group.lignes.length])).toEqual([
      ['Un nom', 33_000],
      ['Y', 66_000],
      ['non renseigné', 1000],
    ]);
    expect(totalOf(column('nbFaits', 'nombre'), groups[0]?.lignes ?? [])?.somme).toBe(66_000);
  });
});
