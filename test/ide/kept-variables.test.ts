import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { KeptTexts } from '../../ide/src/editor/kept-texts.js';
import { KeptVariables } from '../../ide/src/editor/kept-variables.js';
import { printQueryFile, readQueryFile } from '../../ide/src/editor/query-file.js';
import { QueryShelf } from '../../ide/src/editor/query-shelf.js';
import { QueryStorage } from '../../ide/src/editor/query-storage.js';
import { personFreeText } from '../../ide/src/graphql/person-free-text.js';
import {
  personFreeVariables,
  toComplete,
  type Graph,
} from '../../ide/src/graphql/person-free-variables.js';
import { SmallStorage } from './small-storage.js';

const graph: Graph = {
  schema: buildSchema(`
    type Query {
      incidents(first: Int, filtre: Filtre, tri: Tri): [Incident]
      rappels(commune: String): [Incident]
      dossiers: [Dossier]
    }
    type Mutation { clore(id: ID!, motif: String): Incident }
    type Incident { id: ID! proches(filtre: Filtre): [Incident] }
    interface Dossier { pieces(nom: String): [String] }
    type Plainte implements Dossier { pieces(nom: String): [String] }
    input Filtre { bailleur: String victime: String periode: Periode ou: [Filtre!] }
    input Periode { debut: String }
    enum Tri { DATE AGE_VICTIME }
  `),
  classes: new Map([
    ['Query.incidents', 'P1'],
    ['Query.rappels', 'P2'],
    ['Filtre.victime', 'P3'],
    ['Tri.AGE_VICTIME', 'P2'],
    ['Plainte.pieces(nom:)', 'P2'],
  ]),
};

const kept = (query: string, variables: Record<string, unknown>, known: Graph | null = graph) =>
  personFreeVariables(query, variables, known);

describe('the values of a query', () => {
  it('are written down where they go to no data of persons, however deep', () => {
    const query = `query ($n: Int, $b: String, $p: Periode, $tri: Tri, $avec: Boolean!) {
      incidents(first: $n, filtre: { ou: [{ bailleur: $b, periode: $p }] }, tri: $tri) {
        ...Proches @include(if: $avec)
      }
    }
    fragment Proches on Incident { proches(filtre: { bailleur: $b }) { id } }`;
    const values = { n: 3, b: 'ekidom', p: { debut: '2026-01-01' }, tri: 'DATE', avec: true };
    expect(kept(query, values)).toEqual(values);
  });

  it.each([
    ['a field of persons', 'query ($v: String) { rappels(commune: $v) { id } }', 'x'],
    ['no place at all', 'query ($v: String) { incidents { id } }', 'x'],
    ['a protected filter', 'query ($v: String) { incidents(filtre: { victime: $v }) { id } }', 'x'],
    [
      'a protected filter beside an open one',
      'query ($v: String) { incidents(filtre: { bailleur: $v, victime: $v }) { id } }',
      'x',
    ],
    [
      'a filter in the value itself',
      'query ($v: Filtre) { incidents(filtre: $v) { id } }',
      { ou: [{ victime: 'x' }] },
    ],
    ['a protected order', 'query ($v: Tri) { incidents(tri: $v) { id } }', 'AGE_VICTIME'],
    [
      'a field that one implementer protects',
      'query ($v: String) { dossiers { pieces(nom: $v) } }',
      'x',
    ],
    ['an act', 'mutation ($v: ID!) { clore(id: $v) { id } }', 'x'],
    ['an unknown field', 'query ($v: String) { autres(nom: $v) { id } }', 'x'],
    ['an unknown filter', 'query ($v: String) { incidents(filtre: { nom: $v }) { id } }', 'x'],
    ['nothing', 'query ($v: String) { incidents { id } } query B { rappels { id } }', undefined],
    ['a text that cannot be read', 'query ($v: String) {', 'x'],
  ])('are to be completed where they go to %s', (_, query, v) => {
    if (v === undefined) expect(kept(query, { autre: 'x' })).toEqual({ autre: toComplete });
    else expect(kept(query, { v })).toEqual({ v: toComplete });
  });

  it('are to be completed as long as nothing is known of the graph', () => {
    expect(kept('query ($n: Int) { incidents(first: $n) { id } }', { n: 1 }, null)).toEqual({
      n: toComplete,
    });
  });
});

describe('the text of a query', () => {
  const free = (query: string, known: Graph | null = graph) => personFreeText(query, known);

  it('is written down as it was typed where its literals go to no data of persons', () => {
    const query = `# Les derniers
query Q($b: String = "ekidom", $n: Int = 3) {
  incidents(first: $n, tri: DATE, filtre: { bailleur: $b, ou: [{ periode: { debut: "2026-01-01" } }] }) {
    proches(filtre: { bailleur: """autre""" }) @include(if: true) { id }
  }
}`;
    expect(free(query)).toBe(query);
  });

  it.each([
    ['a field of persons', '{ rappels(commune: "X") { id } }'],
    ['a protected filter', '{ incidents(filtre: { bailleur: "a", victime: "X" }) { id } }'],
    ['a filter below others', '{ incidents(filtre: { ou: [{ victime: "X" }] }) { id } }'],
    ['a block of text', '{ incidents(filtre: { victime: """X""" }) { id } }'],
    ['what one implementer protects', '{ dossiers { pieces(nom: "X") } }'],
    ['an act', 'mutation { clore(id: "X", motif: "X") { id } }'],
    ['an unknown field', '{ autres(nom: "X") { id } }'],
    ['what stands in for a variable', 'query ($v: String = "X") { rappels(commune: $v) { id } }'],
    ['a text that is being written', '{ incidents(filtre: { bailleur: "a", victime: "X'],
    [
      'a fragment',
      '{ incidents { ...F } } fragment F on Incident { proches(filtre: {victime: "X"}) { id } }',
    ],
  ])('is written down without a literal that goes to %s', (_, query) => {
    expect(free(query)).not.toContain('X');
    expect(free(query)).toContain(toComplete);
  });

  it('loses a protected order, and numbers of persons', () => {
    expect(free('{ incidents(tri: AGE_VICTIME) { id } }')).not.toContain('AGE_VICTIME');
    expect(free('{ autres(age: 17) { id } }')).not.toContain('17');
    expect(free('{ autres(first: 100, age: 17, lieu: [86')).toBe(
      `{ autres(first: 100, age: "${toComplete}", lieu: ["${toComplete}"`,
    );
  });

  it('has no literal as long as nothing is known of the graph, but the length of a page', () => {
    expect(free('{ incidents(first: 5, filtre: { bailleur: "a" }) { id } }', null)).toBe(
      `{ incidents(first: 5, filtre: { bailleur: "${toComplete}" }) { id } }`,
    );
  });
});

const saved = {
  titre: 'Autour de mes résidences',
  query: 'query Q($b: String) { incidents(filtre: { bailleur: $b }) { id } }',
  finalite: ['prevention'],
  variables: { b: 'ekidom' },
};

describe('a question', () => {
  it('that was saved comes back with its values, and with the title it was given', () => {
    const shelf = new QueryShelf('ekidom', new SmallStorage());
    shelf.save(saved);
    expect(shelf.read('enregistrees')).toEqual([saved]);
    expect(shelf.titleGiven(saved)).toBe(saved.titre);
    expect(shelf.titleGiven({ ...saved, variables: { b: 'autre' } })).toBeNull();
  });

  it('that was saved before values were kept is read without them', () => {
    const storage = new SmallStorage();
    const { titre, query, finalite } = saved;
    const stored = [{ titre, query, finalite }, { titre: 1 }];
    storage.setItem('passerelle/ekidom/enregistrees', JSON.stringify(stored));
    expect(new QueryShelf('ekidom', storage).read('enregistrees')).toEqual([
      { ...saved, variables: {} },
    ]);
  });

  it('that is shared as a file comes back whole, and is shared again as it was', async () => {
    const file = printQueryFile(saved);
    const read = await readQueryFile(new Blob([file]));
    expect({ ...read, query: '' }).toEqual({ ...saved, query: '' });
    expect(printQueryFile(read)).toBe(file);
  });

  it('that is shared without values, purposes or a title is a query all the same', async () => {
    const query = '# variables: rien\nquery Nue { incidents { id } }';
    expect(await readQueryFile(new Blob([query]))).toEqual({
      titre: 'Nue',
      query,
      finalite: [],
      variables: {},
    });
  });
});

describe('the tabs of the editor', () => {
  const storage = new SmallStorage();
  let known: Graph | null = null;
  const open = (): QueryStorage =>
    new QueryStorage('ekidom', storage, new KeptVariables(() => known), new KeptTexts(() => known));
  const tabs = (variables: string, query = saved.query) =>
    JSON.stringify({
      activeTabIndex: 0,
      tabs: [{ id: 't', title: 'Q', query, variables, headers: 'h', response: 'r' }],
    });
  const stored = (editor: QueryStorage): unknown => editor.getItem('graphiql:variables');

  it('come back with harmless values, once they are known to be', () => {
    const editor = open();
    editor.setItem('graphiql:tabState', tabs('{"b": "ekidom"}'));
    expect(stored(editor)).toContain(toComplete);
    known = graph;
    editor.write();
    expect(stored(editor)).toBe('{"b": "ekidom"}');
    expect(storage.getItem('passerelle/ekidom/graphiql:tabState')).not.toMatch(/"[hr]"/);
    expect(editor.getItem('graphiql:query')).toBe(saved.query);
    expect(editor.getItem('graphiql:headers')).toBeNull();
  });

  it('keep what was harmless when they come back, before anything is known', () => {
    known = null;
    const editor = open();
    const text = editor.getItem('graphiql:tabState') ?? '';
    editor.setItem('graphiql:tabState', text);
    expect(stored(editor)).toBe('{"b": "ekidom"}');
    editor.setItem('graphiql:tabState', tabs('{"b": "Mme X"}'));
    expect(stored(editor)).toContain(toComplete);
  });

  it('keep no literal of a person, whatever is known', () => {
    for (known of [null, graph]) {
      const editor = open();
      editor.setItem(
        'graphiql:tabState',
        tabs('', '{ incidents(filtre: { victime: "Mme X" }) { id } }'),
      );
      expect(editor.getItem('graphiql:query')).toContain(toComplete);
      expect(storage.getItem('passerelle/ekidom/graphiql:tabState')).not.toContain('Mme X');
    }
  });
});
