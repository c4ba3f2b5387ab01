import { federationSuite } from './federation-suite.js';

const media = [
  { __typename: 'Book', id: '1' },
  { __typename: 'Film', id: '2' },
];

federationSuite(
  'interfaces and unions',
  {
    library: {
      sdl: `type Query { media: [Media] one(id: ID!): Media found: [Found] strict: [Found!]! nested: [[Media]] }
        interface Media { id: ID! title: String }
        type Book implements Media @key(fields: "id") { id: ID! title: String isbn: String same: String }
        type Film implements Media @key(fields: "id") { id: ID! title: String length: Int same: Int }
        type Tape implements Media { id: ID! title: String }
        union Found = Book | Film | Tape`,
      resolvers: {
        Query: {
          media: () => media,
          one: (_: unknown, { id }: { id: string }) => media.find((item) => item.id === id),
          found: () => [...media, { __typename: 'Tape', id: '3' }],
          strict: () => media,
          nested: () => [media, [], [null, media[0]]],
        },
        Book: {
          __resolveReference: (ref: object) => ref,
          title: ({ id }: { id: string }) => `B${id}`,
          isbn: () => 'ISBN',
          same: () => 'texte',
        },
        Film: {
          __resolveReference: (ref: object) => ref,
          title: ({ id }: { id: string }) => `F${id}`,
          length: () => 90,
          same: () => 7,
        },
        Tape: { title: () => 'T' },
      },
    },
    reviews: {
      sdl: `type Query { reviewed: [Reviewed] }
        interface Reviewed { id: ID! stars: Int }
        type Book implements Reviewed @key(fields: "id") { id: ID! stars: Int note: String }
        type Film implements Reviewed @key(fields: "id") { id: ID! stars: Int note: String }
        type Game implements Reviewed @key(fields: "id") { id: ID! stars: Int }`,
      resolvers: {
        Query: { reviewed: () => [media[1], { __typename: 'Game', id: '9' }] },
        Book: { __resolveReference: (ref: object) => ref, stars: () => 5, note: () => 'bien' },
        Film: { __resolveReference: (ref: object) => ref, stars: () => 3, note: () => 'moyen' },
        Game: { __resolveReference: (ref: object) => ref, stars: () => 1 },
      },
    },
  },
  [
    {
      about: 'a field of the interface',
      query: '{ media { title } }',
      data: { media: [{ title: 'B1' }, { title: 'F2' }] },
    },
    {
      about: 'run-time types',
      query: '{ media { __typename id } }',
      data: {
        media: [
          { __typename: 'Book', id: '1' },
          { __typename: 'Film', id: '2' },
        ],
      },
    },
    {
      about: 'fragments on implementers',
      query: '{ media { ... on Book { isbn } ... on Film { length } } }',
      data: { media: [{ isbn: 'ISBN' }, { length: 90 }] },
    },
    {
      about: 'fragments into another subgraph',
      query: '{ media { title ... on Book { stars note } ... on Film { stars } } }',
      data: {
        media: [
          { title: 'B1', stars: 5, note: 'bien' },
          { title: 'F2', stars: 3 },
        ],
      },
    },
    {
      about: 'a fragment on the other subgraph’s interface',
      query: '{ media { title ... on Reviewed { stars } } }',
      data: {
        media: [
          { title: 'B1', stars: 5 },
          { title: 'F2', stars: 3 },
        ],
      },
    },
    {
      about: 'from that interface back',
      query: '{ reviewed { stars ... on Film { title length } } }',
      data: { reviewed: [{ stars: 3, title: 'F2', length: 90 }, { stars: 1 }] },
    },
    {
      about: 'an implementer unknown to one side',
      query: '{ reviewed { __typename ... on Media { title } } }',
      data: { reviewed: [{ __typename: 'Film', title: 'F2' }, { __typename: 'Game' }] },
    },
    {
      about: 'a union',
      query: '{ found { __typename ... on Book { isbn } ... on Tape { title } } }',
      data: {
        found: [
          { __typename: 'Book', isbn: 'ISBN' },
          { __typename: 'Film' },
          { __typename: 'Tape', title: 'T' },
        ],
      },
    },
    {
      about: 'a union through an interface',
      query: '{ found { ... on Media { title } } }',
      data: { found: [{ title: 'B1' }, { title: 'F2' }, { title: 'T' }] },
    },
    {
      about: 'a union with joins',
      query: '{ found { ... on Book { note } ... on Film { note title } } }',
      data: { found: [{ note: 'bien' }, { note: 'moyen', title: 'F2' }, {}] },
    },
    {
      about: 'one key for fields of different types',
      query: '{ found { ... on Book { v: isbn } ... on Film { v: title } } }',
      data: { found: [{ v: 'ISBN' }, { v: 'F2' }, {}] },
    },
    {
      about: 'one field name with two types',
      query: '{ found { ... on Book { a: same } ... on Film { b: same } } }',
      data: { found: [{ a: 'texte' }, { b: 7 }, {}] },
    },
    {
      about: 'lists of lists',
      query: '{ nested { __typename ... on Book { isbn stars } } }',
      data: {
        nested: [
          [{ __typename: 'Book', isbn: 'ISBN', stars: 5 }, { __typename: 'Film' }],
          [],
          [null, { __typename: 'Book', isbn: 'ISBN', stars: 5 }],
        ],
      },
    },
    {
      about: 'nested fragments that narrow',
      query: '{ media { ... on Media { ... on Book { ... on Reviewed { stars } } } } }',
      data: { media: [{ stars: 5 }, {}] },
    },
    {
      about: 'an empty fragment type',
      query: '{ one(id: "1") { ... on Film { length } } }',
      data: { one: {} },
    },
    {
      about: 'only __typename of a union',
      query: '{ strict { __typename } }',
      data: { strict: [{ __typename: 'Book' }, { __typename: 'Film' }] },
    },
    {
      about: '@include on a fragment by variable',
      query: 'query ($b: Boolean!) { media { ... on Book @include(if: $b) { isbn } title } }',
      variables: { b: false },
      data: { media: [{ title: 'B1' }, { title: 'F2' }] },
    },
    {
      about: 'aliased __typename in a union',
      query: '{ found { sorte: __typename } }',
      data: { found: [{ sorte: 'Book' }, { sorte: 'Film' }, { sorte: 'Tape' }] },
    },
  ],
);

const agencies = [
  { __typename: 'Company', id: 'c1', siren: 'S1' },
  { __typename: 'Town', id: 't1', insee: '86194' },
];
federationSuite(
  '@interfaceObject',
  {
    core: {
      sdl: `type Query { agencies: [Agency] agency(id: ID!): Agency }
        interface Agency @key(fields: "id") { id: ID! name: String }
        type Company implements Agency @key(fields: "id") { id: ID! name: String siren: String }
        type Town implements Agency @key(fields: "id") { id: ID! name: String insee: String }`,
      resolvers: {
        Query: {
          agencies: () => agencies,
          agency: (_: unknown, { id }: { id: string }) =>
            agencies.find((agency) => agency.id === id),
        },
        Agency: {
          __resolveType: ({ id }: { id: string }) => (id.startsWith('c') ? 'Company' : 'Town'),
          __resolveReference: ({ id }: { id: string }) =>
            agencies.find((agency) => agency.id === id),
        },
        Company: {
          __resolveReference: ({ id }: { id: string }) =>
            agencies.find((agency) => agency.id === id),
          name: () => 'SEM',
        },
        Town: {
          __resolveReference: ({ id }: { id: string }) =>
            agencies.find((agency) => agency.id === id),
          name: () => 'Poitiers',
        },
      },
    },
    ratings: {
      sdl: `type Query { rated: [Agency] ratedOne: Agency }
        type Agency @key(fields: "id") @interfaceObject { id: ID! rating: Int name: String @external badge: String @requires(fields: "name") }`,
      resolvers: {
        Query: { rated: () => [{ id: 't1' }, { id: 'c1' }], ratedOne: () => ({ id: 'c1' }) },
        Agency: {
          __resolveReference: (ref: object) => ref,
          rating: ({ id }: { id: string }) => (id === 'c1' ? 4 : 2),
          badge: ({ name }: { name: string }) => `*${name}*`,
        },
      },
    },
  },
  [
    {
      about: 'its field on every implementer',
      query: '{ agencies { id rating } }',
      data: {
        agencies: [
          { id: 'c1', rating: 4 },
          { id: 't1', rating: 2 },
        ],
      },
    },
    {
      about: 'its field inside an implementer',
      query: '{ agencies { ... on Company { siren rating } } }',
      data: { agencies: [{ siren: 'S1', rating: 4 }, {}] },
    },
    {
      about: 'from the interface object, its own field',
      query: '{ rated { id rating } }',
      data: {
        rated: [
          { id: 't1', rating: 2 },
          { id: 'c1', rating: 4 },
        ],
      },
    },
    {
      about: 'from the interface object to the interface’s field',
      query: '{ rated { name } }',
      data: { rated: [{ name: 'Poitiers' }, { name: 'SEM' }] },
    },
    {
      about: 'from the interface object to the run-time type',
      query: '{ rated { __typename } }',
      data: { rated: [{ __typename: 'Town' }, { __typename: 'Company' }] },
    },
    {
      about: 'from the interface object into an implementer',
      query: '{ rated { ... on Town { insee } } }',
      data: { rated: [{ insee: '86194' }, {}] },
    },
    {
      about: 'with @requires',
      query: '{ ratedOne { badge } }',
      data: { ratedOne: { badge: '*SEM*' } },
    },
    {
      about: 'with @requires from the interface',
      query: '{ agencies { badge __typename } }',
      data: {
        agencies: [
          { badge: '*SEM*', __typename: 'Company' },
          { badge: '*Poitiers*', __typename: 'Town' },
        ],
      },
    },
    {
      about: 'all at once',
      query: '{ rated { id __typename name rating badge ... on Company { siren } } }',
      data: {
        rated: [
          { id: 't1', __typename: 'Town', name: 'Poitiers', rating: 2, badge: '*Poitiers*' },
          { id: 'c1', __typename: 'Company', name: 'SEM', rating: 4, badge: '*SEM*', siren: 'S1' },
        ],
      },
    },
    { about: 'none of the kind', query: '{ agency(id: "x") { rating } }', data: { agency: null } },
  ],
);
