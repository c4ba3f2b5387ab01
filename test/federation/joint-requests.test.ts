import { GraphQLError, GraphQLScalarType } from 'graphql';
import { federationSuite } from './federation-suite.js';

const fail = (): never => {
  throw new Error('boom');
};

const refuse = (): never => {
  throw new GraphQLError('no such colour');
};

/** Refuses whatever a request says: the whole request is then invalid. */
const colour = new GraphQLScalarType({
  name: 'Colour',
  parseValue: refuse,
  parseLiteral: refuse,
});

federationSuite(
  'several fetches of entities of one subgraph in one request',
  {
    lists: {
      sdl: `type Query { books: [Book] people: [Person] lost: [Lost] }
        type Book @key(fields: "id") { id: ID! author: Person }
        type Person @key(fields: "id") { id: ID! books: [Book] }
        type Lost @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          books: () => [
            { id: '1', author: { id: 'a' } },
            { id: '2', author: { id: 'b' } },
          ],
          people: () => [{ id: 'a', books: [{ id: '2' }] }, { id: 'b' }, { id: 'c' }],
          lost: () => [{ id: '1' }],
        },
      },
    },
    facts: {
      sdl: `type Book @key(fields: "id") {
          id: ID! weight: Int @external pages: Int postage: Int @requires(fields: "weight")
          strict: Int! fails: Int cover(colour: Colour): String shelf(row: Int, side: String): String
        }
        type Person @key(fields: "id") { id: ID! name: String strict: Int! fails: Int born(in: Int): Int }
        type Lost @key(fields: "id") { id: ID! name: String }
        scalar Colour`,
      resolvers: {
        Book: {
          __resolveReference: (reference: object) => reference,
          pages: ({ id }: { id: string }) => Number(id) * 100,
          postage: ({ weight }: { weight: number }) => weight * 2,
          strict: ({ id }: { id: string }) => (id === '2' ? null : 1),
          fails: ({ id }: { id: string }) => (id === '2' ? fail() : 1),
          cover: () => 'a cover',
          shelf: (_: unknown, { row, side }: { row: number; side: string }) => `${row}${side}`,
        },
        Person: {
          __resolveReference: (reference: { id: string }) =>
            reference.id === 'c' ? null : reference,
          name: ({ id }: { id: string }) => `N${id}`,
          strict: ({ id }: { id: string }) => (id === 'a' ? null : 1),
          fails: ({ id }: { id: string }) => (id === 'a' ? fail() : 1),
          born: (_: unknown, { in: year }: { in: number }) => year,
        },
        // At its own place; thrown at once, it would be the whole answer's.
        Lost: { __resolveReference: () => Promise.reject(new Error('boom')) },
        Colour: colour,
      },
    },
    scales: {
      sdl: `type Book @key(fields: "id") { id: ID! weight: Int }`,
      resolvers: {
        Book: {
          __resolveReference: (reference: object) => reference,
          weight: ({ id }: { id: string }) => (id === '2' ? fail() : 7),
        },
      },
    },
  },
  [
    {
      about: 'what is known at one time is asked at one time',
      query: '{ books { pages author { name } } }',
      data: {
        books: [
          { pages: 100, author: { name: 'Na' } },
          { pages: 200, author: { name: 'Nb' } },
        ],
      },
      maxFetches: 2,
    },
    {
      about: 'each has its own arguments and variables',
      query: `query ($row: Int, $representations0: String, $year: Int) {
        books { shelf(row: $row, side: $representations0) }
        people { born(in: $year) books { again: shelf(row: $row, side: "l") } } }`,
      variables: { row: 3, representations0: 'r', year: 1950 },
      data: {
        books: [{ shelf: '3r' }, { shelf: '3r' }],
        people: [
          { born: 1950, books: [{ again: '3l' }] },
          { born: 1950, books: null },
          { born: null, books: null },
        ],
      },
      maxFetches: 2,
    },
    {
      about: 'what fails of one leaves the other as it is',
      query: '{ books { pages fails } people { name fails } lost { name } }',
      data: {
        books: [
          { pages: 100, fails: 1 },
          { pages: 200, fails: null },
        ],
        people: [
          { name: 'Na', fails: null },
          { name: 'Nb', fails: 1 },
          { name: null, fails: null },
        ],
        lost: [{ name: null }],
      },
      errors: ['books.1.fails', 'lost.0.name', 'people.0.fails'],
      stockDiffers: 'it says nothing of an entity that failed as a whole',
      maxFetches: 2,
    },
    {
      about: 'a null where none may be takes away its own object only',
      query: '{ books { pages strict } people { name strict } }',
      data: {
        books: [{ pages: 100, strict: 1 }, null],
        people: [null, { name: 'Nb', strict: 1 }, null],
      },
      errors: ['books.1.strict', 'people.0.strict'],
      maxFetches: 2,
    },
    {
      about: 'what makes the request invalid is nobody else’s fault',
      query: 'query ($colour: Colour) { books { cover(colour: $colour) } people { name } }',
      variables: { colour: 'red' },
      data: {
        books: [{ cover: null }, { cover: null }],
        people: [{ name: 'Na' }, { name: 'Nb' }, { name: null }],
      },
      errors: ['books.0.cover', 'books.1.cover'],
      stockDiffers: 'it tells no path of an error without one',
      // The lists, both together in vain, and each by itself.
      maxFetches: 4,
    },
    {
      about: 'what nobody waits for comes with what has to wait',
      query: '{ books { pages weight postage } people { books { id } } }',
      data: {
        books: [
          { pages: 100, weight: 7, postage: 14 },
          { pages: 200, weight: null, postage: 0 },
        ],
        people: [{ books: [{ id: '2' }] }, { books: null }, { books: null }],
      },
      errors: ['books.1.weight'],
      maxFetches: 3,
    },
  ],
);
