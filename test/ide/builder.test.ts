import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, print, validate } from 'graphql';
import { builtQuery, isSelected, toggleField } from '../../ide/src/builder/selection.js';

const schema = buildSchema(`
  type Query {
    incidents(first: Int, tri: String): IncidentConnection
    incident(id: ID!): Incident
    moi: Moi!
  }
  type IncidentConnection { totalCount: Int! nodes: [Incident!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! }
  type Incident { id: ID! type: String! residence: Residence }
  type Residence { id: ID! nom: String! commune: Commune }
  type Commune { codeInsee: ID! nom: String! }
  type Moi { nom: String! }
`);

const after = (text: string, ...paths: string[]) =>
  paths.reduce((left, path) => toggleField(left, path.split('.'), schema), text);
const written = (text: string) => (text === '' ? '' : print(parse(text)));

describe('a query that is built by ticking', () => {
  it.each([
    ['a leaf', '', ['moi.nom'], '{ moi { nom } }'],
    ['an object, known by its name', '', ['incident'], '{ incident(id: "à compléter") { id } }'],
    [
      'a list in pages, and how many there are',
      '',
      ['incidents.nodes.residence'],
      '{ incidents(first: 20) { totalCount nodes { residence { nom } } } }',
    ],
    [
      'one field after another, each beside the others',
      'query Q { moi { nom } }',
      ['incidents.nodes.type', 'incidents.nodes.residence.commune.codeInsee'],
      'query Q { moi { nom } incidents(first: 20) { totalCount nodes { type residence { commune { codeInsee } } } } }',
    ],
    [
      'what was written by hand, kept',
      'query Q($t: String) { incidents(first: 3, tri: $t) { nodes { id ...F } } } fragment F on Incident { type }',
      ['incidents.nodes.residence.nom'],
      'query Q($t: String) { incidents(first: 3, tri: $t) { nodes { id ...F residence { nom } } } } fragment F on Incident { type }',
    ],
  ])('has %s', (_, text, ticked, expected) => {
    const built = after(text, ...ticked);
    expect(written(built)).toBe(written(expected));
    expect(validate(schema, parse(built))).toEqual([]);
    for (const path of ticked) {
      const operation = builtQuery(built);
      expect(operation && isSelected(operation, path.split('.'))).toBe(true);
    }
  });

  it('loses what is ticked again, with what would be left empty', () => {
    const text = after('{ moi { nom } }', 'incidents.nodes.residence.nom');
    expect(written(after(text, 'incidents.nodes.residence.nom'))).toBe(written('{ moi { nom } }'));
    expect(after(text, 'incidents', 'moi.nom')).toBe('');
  });

  it('is no act, and no text that cannot be read', () => {
    expect(builtQuery('mutation { clore { id } }')).toBeNull();
    expect(builtQuery('{ moi {')).toBeNull();
    expect(after('{ moi {', 'moi.nom')).toBe('{ moi {');
  });
});
