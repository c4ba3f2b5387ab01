import { describe, expect, it } from '@jest/globals';
import { tilesOf } from '../../ide/src/board/board.js';
import { printCollection, readCollection } from '../../ide/src/board/collection.js';
import { QueryShelf } from '../../ide/src/editor/query-shelf.js';
import { readView } from '../../ide/src/results/kept-view.js';
import { toComplete } from '../../ide/src/graphql/person-free-variables.js';
import { SmallStorage } from './small-storage.js';

const saved = (titre: string, query = '{ moi { id } }', variables = {}) => ({
  titre,
  query,
  finalite: ['statistiques'],
  variables,
});

describe('the dashboard', () => {
  it('asks what is complete, and nothing that acts', () => {
    const tiles = tilesOf([
      saved('A'),
      saved('B', `{ incidents(id: "${toComplete}") { id } }`),
      saved('C', 'query ($v: String) { a(v: $v) }', { v: { w: toComplete } }),
      saved('D', 'mutation { clore(id: 1) { id } }'),
    ]);
    expect(tiles.map(({ isComplete }) => isComplete)).toEqual([true, false, false, false]);
    expect(tiles[0]?.question.finalites).toEqual(['statistiques']);
  });
});

describe('a saved question', () => {
  const vue = {
    panneau: 'carte',
    compte: {
      dimension: 'residence.commune.codeInsee',
      measure: null,
      base: 'habitants',
      periods: [
        { debut: '2026-01', fin: '2026-03' },
        { debut: '2026-04', fin: '2026-06' },
      ],
    },
  } as const;

  it('keeps how its answer was looked at', () => {
    const shelf = new QueryShelf('ekidom', new SmallStorage());
    shelf.save({ ...saved('A'), vue });
    expect(shelf.read('enregistrees')).toEqual([{ ...saved('A'), vue }]);
    expect(tilesOf(shelf.read('enregistrees'))[0]?.shelved.vue).toEqual(vue);
  });

  it.each([
    ['no view', 'x', null],
    ['a panel that draws nothing', { panneau: 'plan', compte: {} }, null],
    [
      'a view with what is no choice',
      { panneau: 'graphique', compte: { dimension: 3, base: 'x', periods: [{ debut: 'x' }] } },
      { panneau: 'graphique', compte: {} },
    ],
  ])('loses %s', (_, given, read) => {
    expect(readView(given)).toEqual(read);
  });
});

describe('a collection', () => {
  const file = (text: string) => new Blob([text]);

  it('comes back whole into the browser of a colleague, beside what is there', async () => {
    const queries = [saved('A'), saved('B', '{ b }', { n: 1 })];
    const shelf = new QueryShelf('ekidom', new SmallStorage());
    shelf.save(saved('A', '{ old }'));
    shelf.save(saved('Mine'));
    const read = await readCollection(file(printCollection('ekidom', queries)), 'ekidom');
    expect(shelf.saveAll(read)).toBe(true);
    expect(shelf.read('enregistrees')).toEqual([...queries, saved('Mine')]);
  });

  it.each([
    ['another organisation’s', printCollection('poitiers', [saved('A')]), /autre organisation/],
    ['none', '{"format": "x"}', /pas une collection/],
    ['no JSON', 'query { a }', /pas une collection/],
    ['too large', ' '.repeat(1_000_001), /trop grand/],
  ])('is refused, with a reason: %s', async (_, text, reason) => {
    await expect(readCollection(file(text), 'ekidom')).rejects.toThrow(reason);
  });

  it('loses what is no saved query', async () => {
    const text = JSON.stringify({
      format: 'passerelle-collection',
      version: 1,
      signataire: 'ekidom',
      requetes: [saved('A'), { titre: 1 }, null],
    });
    expect(await readCollection(file(text), 'ekidom')).toEqual([saved('A')]);
  });
});
