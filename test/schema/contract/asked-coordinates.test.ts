import { expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { askedCoordinates } from '../../../schema/contract/asked-coordinates.js';

const schema = buildSchema(`
  type Query { media(first: Int): [Media] commune: Commune }
  interface Media { id: ID! }
  type Livre implements Media { id: ID! titre: String commune: Commune }
  type Commune { nom: String }
`);

const asked = (document: string) => askedCoordinates(parse(document), schema);

it.each([
  [
    'fields by type, under whatever alias, each once',
    '{ a: media(first: 3) { id __typename } b: media { other: id } }',
    { Media: ['id'], Query: ['media'] },
  ],
  [
    'of fragments, by the type that they name',
    'query { media { ... on Livre { titre ...c } } } fragment c on Livre { commune { nom } }',
    { Commune: ['nom'], Livre: ['commune', 'titre'], Query: ['media'] },
  ],
  [
    'of entities, though the schema may not have their root field',
    '{ _entities(representations: []) { ... on Commune { nom } } }',
    { Commune: ['nom'], Query: ['_entities'] },
  ],
  [
    'a field of an interface object, which some implementer has',
    '{ media { commune { nom } } }',
    { Commune: ['nom'], Media: ['commune'], Query: ['media'] },
  ],
  ['nothing of introspection', '{ __schema { types { name } } }', {}],
  ['a field that nobody knows by its name', '{ inconnu { x } }', { Query: ['inconnu'] }],
  [
    'a fragment that holds itself, once',
    'query { commune { ...x } } fragment x on Commune { nom ...x }',
    { Commune: ['nom'], Query: ['commune'] },
  ],
])('%s', (_, document, expected) => {
  expect(asked(document)).toEqual(expected);
});
