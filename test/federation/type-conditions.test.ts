import { federationSuite } from './federation-suite.js';

const asked: string[] = [];
const say = (field: string, value: unknown) => () => {
  asked.push(field);
  if (value instanceof Error) throw value;
  return value;
};
const failure = new Error('no');

federationSuite(
  'what only another type’s branch asks',
  {
    places: {
      sdl: `type Query { all: [Place] one: Place nested: [[Place]] wrapped: Wrapper }
        type Wrapper { place: Place }
        union Place = House | Shop
        interface Owned { owner: Person }
        type House implements Owned { owner: Person rooms: [Room] }
        type Shop implements Owned { owner: Person rooms: [Room] }
        type Room { holder: Person }
        type Person @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          all: () => [place('House', 'h'), place('Shop', 's')],
          one: () => place('House', 'h'),
          nested: () => [[place('House', 'h')], [place('Shop', 's')]],
          wrapped: () => ({ place: place('House', 'h') }),
        },
        Place: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
        Owned: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      },
    },
    persons: {
      sdl: `type Query { asked: String forget: Boolean }
        type Person @key(fields: "id") { id: ID! card: Card name: String }
        type Card { number: Int must: Int! fails: Int! }`,
      resolvers: {
        Query: {
          asked: () => asked.join(' '),
          forget: () => asked.splice(0).length >= 0,
        },
        Person: {
          __resolveReference: (ref: object) => ref,
          card: () => ({}),
          name: say('name', 'N'),
        },
        Card: { number: say('number', 1), must: say('must', 2), fails: say('fails', failure) },
      },
    },
  },
  [
    {
      about: 'does not null what this one asks',
      query: `{ all { ... on House { owner { card { number } } } ... on Shop { owner { card { fails } } } } }`,
      data: { all: [{ owner: { card: { number: 1 } } }, { owner: { card: null } }] },
      errors: ['all.1.owner.card.fails'],
      stockDiffers: 'it asks every owner for both, and one failure takes both cards',
    },
    {
      about: 'is not fetched for a single object of this type',
      query: `{ one { ... on House { owner { card { number } } } ... on Shop { owner { card { fails } } } } }`,
      data: { one: { owner: { card: { number: 1 } } } },
      stockDiffers: 'it asks for what only a shop would need',
    },
    {
      about: 'is not fetched in lists of lists, nor two levels down',
      query: `{ nested { ... on House { rooms { holder { card { must } } } }
        ... on Shop { rooms { holder { card { fails number } } } } } }`,
      data: {
        nested: [
          [{ rooms: [{ holder: { card: { must: 2 } } }] }],
          [{ rooms: [{ holder: { card: null } }] }],
        ],
      },
      errors: ['nested.1.0.rooms.0.holder.card.fails'],
      stockDiffers: 'it asks every holder for both',
    },
    {
      about: 'is not fetched through an interface within a union',
      query: `{ all { ... on Owned { ... on House { owner { card { number } } } }
        ... on Owned { ... on Shop { owner { card { must fails } } } } } }`,
      data: { all: [{ owner: { card: { number: 1 } } }, { owner: { card: null } }] },
      errors: ['all.1.owner.card.fails'],
      stockDiffers: 'it asks every owner for both',
    },
    {
      about: 'is not fetched below an object',
      query: `{ wrapped { place { ... on House { owner { name } } ... on Shop { owner { card { fails } } } } } }`,
      data: { wrapped: { place: { owner: { name: 'N' } } } },
      stockDiffers: 'it asks for what only a shop would need',
    },
    {
      about: 'what both ask is fetched once',
      query: `{ all { ... on House { owner { name } } ... on Shop { owner { name } } } }`,
      data: { all: [{ owner: { name: 'N' } }, { owner: { name: 'N' } }] },
      maxFetches: 2,
    },
  ],
);

function place(type: 'House' | 'Shop', id: string) {
  return {
    __typename: type,
    owner: { id: `${id}1` },
    rooms: [{ holder: { id: `${id}2` } }],
  };
}
