import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { columnsOf } from '../../ide/src/results/columns.js';
import { countables, countBy, monthsOf, type Countable } from '../../ide/src/results/counts.js';
import { differenceOf, differenceText, drawn } from '../../ide/src/results/drawn.js';
import { mapCells, mapHeight, mapWidth } from '../../ide/src/results/map-cells.js';
import {
  changedCells,
  changeLegendOf,
  legendOf,
  shadedCells,
} from '../../ide/src/results/map-shades.js';
import { countText, markOf, type Base } from '../../ide/src/results/marks.js';
import { shadeAt, shadesOf } from '../../ide/src/results/shades.js';
import { findTables } from '../../ide/src/results/tables.js';
import { halvesOf } from '../../ide/src/results/counting.js';

const unknownSchema = { query: '', operationName: null, schema: null };

function listsOf(data: Readonly<Record<string, unknown>>): readonly Countable[] {
  return countables(findTables(data), (table) => columnsOf(table, unknownSchema));
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('not there');
  return value;
}

/** « libellé nombre » of each, by the title of a dimension, of the measure with this title or the first. */
function counted(countable: Countable, par: string, measure?: string): readonly string[] {
  const { counts, sans } = countBy(
    countable,
    found(countable.dimensions.find(({ titre }) => titre === par)),
    found(countable.measures.find(({ titre }) => measure === undefined || titre === measure)),
    null,
  );
  return [...counts, ...(sans ? [sans] : [])].map(
    (count) => `${count.libelle} ${countText(count).replaceAll(/\s/g, ' ')}`,
  );
}

const commune = (codeInsee: string, nom: string) => ({ codeInsee, nom });
const incidents = {
  incidents: {
    nodes: [
      { moisFaits: '2025-11', gravite: 'G1', residence: { commune: commune('86194', 'Poitiers') } },
      { moisFaits: '2026-02', gravite: 'G1', residence: { commune: commune('86194', 'Poitiers') } },
      { moisFaits: '2026-02', gravite: 'G2', residence: { commune: commune('86066', 'Châtel') } },
      { moisFaits: null, gravite: null, residence: null },
    ],
  },
};

describe('counts', () => {
  it('are by month, months without anything included, by commune and by any value', () => {
    const [list] = listsOf(incidents);
    expect(found(list).dimensions.map(({ titre }) => titre)).toEqual([
      'mois',
      'commune',
      'gravite',
    ]);
    expect(counted(found(list), 'mois')).toEqual([
      'nov. 2025 1',
      'déc. 2025 0',
      'janv. 2026 0',
      'févr. 2026 2',
      'sans mois 1',
    ]);
    expect(counted(found(list), 'commune')).toEqual(['Poitiers 2', 'Châtel 1', 'sans commune 1']);
    expect(counted(found(list), 'gravite')).toEqual(['G1 2', 'G2 1', 'non renseigné 1']);
  });

  it('have the titles and labels of the schema', () => {
    const schema = buildSchema(`
      type Query { "Les incidents." incidents: [Incident!] }
      type Incident { "Nature des faits." nature: Nature "Coût des réparations." coutReparations: Int }
      enum Nature { "Dégradation volontaire." DEGRADATION }`);
    const query = '{ incidents { nature coutReparations } }';
    const row = { nature: 'DEGRADATION', coutReparations: 120 };
    const [list] = countables(findTables({ incidents: [row, row] }), (table) =>
      columnsOf(table, { query, operationName: null, schema }),
    );
    expect(counted(found(list), 'nature des faits')).toEqual(['Dégradation volontaire 2']);
    expect(counted(found(list), 'nature des faits', 'Coût des réparations')).toEqual([
      'Dégradation volontaire 240',
    ]);
  });

  it('take the numbers an indicator gives', () => {
    const lists = listsOf({
      epci: {
        communes: [
          { codeInsee: '86066', nom: 'Châtellerault', incidents: { totalCount: 3 } },
          { codeInsee: '86194', nom: 'Poitiers', incidents: { totalCount: 1700 } },
          { codeInsee: '86031', nom: 'Bonnes', incidents: null },
        ],
      },
    });
    expect(lists).toHaveLength(1);
    // Not none: nobody knows.
    expect(counted(found(lists[0]), 'commune', 'incidents.totalCount')).toEqual([
      'Poitiers 1 700',
      'Châtellerault 3',
      'Bonnes 1 inconnu',
    ]);
  });

  it('are by month of the facts alone, not of what was evaluated or decided', () => {
    const hall = { id: '1', dateEvaluation: '2026-05-01', niveauVigilance: 'ROUGE' };
    expect(listsOf({ entrees: { nodes: [hall] } }).flatMap(({ dimensions }) => dimensions)).toEqual(
      [expect.objectContaining({ id: 'niveauVigilance' })],
    );
  });

  it('take no number of a parent, which each of its elements repeats', () => {
    const entree = { id: '1' };
    const residence = {
      commune: { codeInsee: '86194' },
      incidents: { totalCount: 40 },
      entrees: [entree, entree],
    };
    const lists = listsOf({ residences: { nodes: [residence] } });
    expect(lists.map((list) => counted(list, 'commune', list.measures.at(-1)?.titre))).toEqual([
      ['86194 40'],
      ['86194 2'],
    ]);
  });

  it('add up no numbers of different kinds, and tell them apart', () => {
    const of = (...types: string[]) =>
      listsOf({
        statistiquesSuites: {
          nodes: types.map((type) => ({ territoire: '86194', type, effectif: 12 })),
        },
      });
    const [mixed] = of('CLASSEMENT', 'POURSUITE', 'POURSUITE', 'CLASSEMENT');
    expect(found(mixed).dimensions.map(({ id }) => id)).toEqual(['type']);
    expect(counted(found(mixed), 'type')).toEqual(['CLASSEMENT 24', 'POURSUITE 24']);
    const [alike] = of('CLASSEMENT', 'CLASSEMENT');
    expect(counted(found(alike), 'commune')).toEqual(['86194 24']);
  });

  it('tell rows apart by grades, but by no quantity, no date, no name that each has for itself', () => {
    const row = (nom: string) => ({ nom, gravite: 3, coutReparations: 3, dateDepot: '2026-05-01' });
    const [list] = listsOf({ plaintes: { nodes: ['a', 'b', 'c'].map(row) } });
    expect(found(list).dimensions.map(({ id }) => id)).toEqual(['gravite']);
  });

  it('say what was suppressed instead of counting it as nothing', () => {
    const [list] = listsOf({
      statistiquesSuites: {
        nodes: [
          { territoire: '86194', effectif: 12, supprime: false },
          { territoire: '86194', effectif: null, supprime: true },
          { territoire: '86066', effectif: null, supprime: true },
        ],
      },
    });
    expect(counted(found(list), 'commune')).toEqual([
      '86194 12, plus 1 effectif < 5 masqué',
      '86066 1 effectif < 5 masqué',
    ]);
  });
});

describe('figures', () => {
  const [list] = listsOf(incidents);
  const countable = found(list);
  const [mois, parCommune, gravite] = countable.dimensions;
  const [measure] = countable.measures;
  const counting = (dimension: typeof mois) => ({
    countable,
    dimension: found(dimension),
    measure: found(measure),
    base: null,
    periods: halvesOf(monthsOf(countable)),
  });

  it('compare two periods: months by their place, all else by its name', () => {
    expect(halvesOf(monthsOf(countable))).toEqual([
      { debut: '2025-11', fin: '2025-12' },
      { debut: '2026-01', fin: '2026-02' },
    ]);
    const months = drawn(counting(mois), null);
    expect(months.periodes).toEqual(['nov. 2025 à déc. 2025', 'janv. 2026 à févr. 2026']);
    expect(
      months.places.map(({ libelle, marks }) => [libelle, marks.map((m) => m.valeur)]),
    ).toEqual([
      ['nov. 2025 / janv. 2026', [1, 0]],
      ['déc. 2025 / févr. 2026', [0, 2]],
    ]);
    const places = drawn(counting(gravite), null).places;
    expect(places.map(({ libelle, marks }) => [libelle, marks.map((m) => m.valeur)])).toEqual([
      ['G1', [1, 1]],
      ['G2', [0, 1]],
    ]);
    expect(differenceText(found(places[0]))).toBe('0 (0 %)'.replace(' %', '\u00a0%'));
    expect(differenceText(found(places[1]))).toBe('+1');
  });

  it('are put in proportion where both numbers are known, and nowhere else', () => {
    const base: Base = { mot: 'habitants', parCommune: new Map([['86194', 4000]]) };
    const count = { cle: '86194', libelle: 'P', nombre: 10, masques: 0, inconnus: 0 };
    const text = (mark: { texte: string }) => mark.texte.replaceAll(/\s/g, ' ');
    expect(markOf(count, base).valeur).toBe(2.5);
    expect(text(markOf(count, base))).toBe('2,5 pour 1 000 habitants (10 pour 4 000)');
    expect(markOf({ ...count, cle: '86066' }, base).valeur).toBeNull();
    expect(text(markOf({ ...count, cle: '86066' }, base))).toBe('10 (habitants : nombre inconnu)');
    expect(markOf({ ...count, nombre: 0, masques: 1 }, base)).toMatchObject({
      valeur: null,
      masque: true,
    });
  });

  it('have places on the map: what is masked, unknown or absent is no zero', () => {
    const mark = (cle: string, nombre: number, masques = 0, inconnus = 0) => ({
      cle,
      libelle: cle,
      marks: [markOf({ cle, libelle: cle, nombre, masques, inconnus }, null)],
    });
    const { cells, shades } = shadedCells([
      mark('86194', 100),
      mark('86066', 3),
      mark('86031', 0),
      mark('86010', 0, 1),
      mark('86012', 0, 0, 1),
    ]);
    const tints = new Map(cells.map(({ codeInsee, teinte }) => [codeInsee, teinte]));
    expect(
      ['86194', '86066', '86031', '86010', '86012', '86001'].map((at) => tints.get(at)),
    ).toEqual(['teinte-5', 'teinte-4', 'zero', 'masque', 'inconnu', 'absent']);
    expect(legendOf(shades, false).map(({ texte }) => texte)).toEqual([
      '0',
      '3',
      '100',
      'masqué (effectif < 5)',
      'nombre inconnu',
      'absente de la réponse',
    ]);
    expect(drawn({ ...counting(parCommune), periods: null }, null).sans[0]?.nombre).toBe(1);
  });

  it('have changes on the map, told apart from what is masked, unknown, absent or none', () => {
    type Seen = readonly [nombre: number, masques?: number, inconnus?: number];
    const place = (cle: string, ...seen: readonly Seen[]) => ({
      cle,
      libelle: cle,
      marks: seen.map(([nombre, masques = 0, inconnus = 0]) =>
        markOf({ cle, libelle: cle, nombre, masques, inconnus }, null),
      ),
    });
    const places = [
      place('86194', [100], [140]),
      place('86066', [50], [10]),
      place('86031', [3], [4]),
      place('86010', [7], [7]),
      place('86012', [0], [0]),
      // Twelve and more are no twelve: nothing is known of how much they became.
      place('86024', [12, 1], [20]),
      place('86027', [5], [9, 0, 1]),
    ];
    expect(places.map(differenceOf)).toEqual([40, -40, 1, 0, 0, null, null]);
    expect(differenceText(found(places[5]))).toBe('');
    const { cells, shades } = changedCells(places);
    const tints = new Map(cells.map(({ codeInsee, teinte }) => [codeInsee, teinte]));
    expect([...places.map(({ cle }) => tints.get(cle)), tints.get('86001')]).toEqual([
      'hausse-3',
      'baisse-3',
      'hausse-2',
      'stable',
      'zero',
      'masque',
      'inconnu',
      'absent',
    ]);
    expect(
      cells.find(({ codeInsee }) => codeInsee === '86194')?.mark?.texte.replaceAll(/\s/g, ' '),
    ).toBe('100 puis 140 : +40 (+40 %)');
    expect(changeLegendOf(shades).map(({ texte }) => texte)).toEqual([
      '-40',
      '-1',
      'sans changement',
      '+1',
      '+40',
      '0 dans les deux périodes',
      'masqué (effectif < 5)',
      'nombre inconnu',
      'absente de la réponse',
    ]);
  });

  it('have shades with about as many in each, every value in one', () => {
    const values = [1, 1, 1, 1, 2, 3, 5, 8, 13, 400];
    const shades = shadesOf(values);
    expect(shades).toHaveLength(5);
    for (const value of values) {
      const { de, a } = found(shades[shadeAt(shades, value)]);
      expect(value >= de && value <= a).toBe(true);
    }
    expect(shadesOf([0, 0])).toEqual([]);
    expect(shadeAt(shades, 0)).toBe(-1);
  });
});

describe('the map', () => {
  it('has a cell for each commune of the département, around its centre', () => {
    expect(mapCells).toHaveLength(274);
    expect(mapCells.filter(({ nom }) => nom !== null)).toHaveLength(87);
    for (const { x, y, chemin } of mapCells) {
      expect(x > 0 && x < mapWidth && y > 0 && y < mapHeight).toBe(true);
      expect(chemin).toMatch(/^M(?:[\d.]+,[\d.]+L){3,}[\d.]+,[\d.]+Z$/);
    }
  });

  it('has Châtellerault north-east of Poitiers, and the true neighbours nearby', () => {
    const at = (code: string) => found(mapCells.find(({ codeInsee }) => codeInsee === code));
    expect(at('86066').y).toBeLessThan(at('86194').y);
    expect(at('86066').x).toBeGreaterThan(at('86194').x);
    for (const cell of mapCells) {
      for (const voisine of cell.voisines.map(at)) {
        expect(Math.hypot(cell.x - voisine.x, cell.y - voisine.y)).toBeLessThan(mapWidth / 5);
      }
    }
  });
});
