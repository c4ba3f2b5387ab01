import { federationSuite } from './federation-suite.js';

const known = [
  { __typename: 'A', id: 'a1', a: 1 },
  { __typename: 'B', id: 'b1', b: 2 },
];
const find = ({ id }: { id: string }) => known.find((object) => object.id === id) ?? null;

federationSuite(
  'interface objects: a known concrete type stays',
  {
    objects: {
      sdl: `type Query { everything: [I] first: I box: Box }
        interface I @key(fields: "id") { id: ID! }
        type A implements I @key(fields: "id") { id: ID! a: Int peer: I }
        type B implements I @key(fields: "id") { id: ID! b: Int peer: I }
        type Box { inner: [I] }`,
      resolvers: {
        Query: {
          everything: () => known,
          first: () => known[0],
          box: () => ({ inner: known }),
        },
        I: { __resolveReference: find },
        A: { __resolveReference: find, peer: () => known[1] },
        B: { __resolveReference: find, peer: () => known[0] },
      },
    },
    others: {
      sdl: `type Query { rated: [I] }
        type I @key(fields: "id") @interfaceObject { id: ID! exp: Int note: Note }
        type Note { text: String about: I }`,
      resolvers: {
        Query: { rated: () => [{ id: 'b1' }, { id: 'a1' }] },
        I: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          exp: ({ id }: { id: string }) => id.length,
          note: ({ id }: { id: string }) => ({ text: id, about: { id } }),
        },
      },
    },
  },
  [
    {
      about: 'beside a field of the interface object, in a fragment',
      query: '{ everything { id ... on A { exp __typename } } }',
      data: { everything: [{ id: 'a1', exp: 2, __typename: 'A' }, { id: 'b1' }] },
      stockDiffers: 'it lets the abstract type name replace the known one',
    },
    {
      about: 'in fragments of both types, with their own fields',
      query: `{ everything { __typename ... on A { exp a t: __typename } ... on B { exp b note { text } } } }`,
      data: {
        everything: [
          { __typename: 'A', exp: 2, a: 1, t: 'A' },
          { __typename: 'B', exp: 2, b: 2, note: { text: 'b1' } },
        ],
      },
      stockDiffers: 'it lets the abstract type name replace the known one',
    },
    {
      about: 'below an object, and one step further on',
      query: `{ box { inner { ... on A { exp __typename peer { ... on B { exp __typename b } } } } } }`,
      data: {
        box: {
          inner: [{ exp: 2, __typename: 'A', peer: { exp: 2, __typename: 'B', b: 2 } }, {}],
        },
      },
      stockDiffers: 'it lets the abstract type name replace the known one',
    },
    {
      about: 'of a single object',
      query: '{ first { ... on A { exp note { text } __typename } ... on B { exp } } }',
      data: { first: { exp: 2, note: { text: 'a1' }, __typename: 'A' } },
      stockDiffers: 'it lets the abstract type name replace the known one',
    },
    {
      about: 'and is found where only the interface object is known at first',
      query: '{ rated { __typename id exp ... on A { a } note { about { __typename id } } } }',
      data: {
        rated: [
          { __typename: 'B', id: 'b1', exp: 2, note: { about: { __typename: 'B', id: 'b1' } } },
          {
            __typename: 'A',
            id: 'a1',
            exp: 2,
            a: 1,
            note: { about: { __typename: 'A', id: 'a1' } },
          },
        ],
      },
    },
  ],
);
