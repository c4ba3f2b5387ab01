import { federationSuite } from './federation-suite.js';

const books = [
  { id: '1', isbn: 'I1', title: 'Un', author: { id: 'a' } },
  { id: '2', isbn: 'I2', title: 'Deux', author: { id: 'b' } },
  { id: '3', isbn: 'I3', title: 'Trois', author: null },
];

federationSuite(
  'entities with several keys',
  {
    catalogue: {
      sdl: `type Query { books: [Book] book(id: ID!): Book }
        type Book @key(fields: "id") @key(fields: "isbn") { id: ID! isbn: String! title: String author: Author }
        type Author @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          books: () => books,
          book: (_: unknown, { id }: { id: string }) => books.find((book) => book.id === id),
        },
        Book: {
          __resolveReference: (ref: { id?: string; isbn?: string }) =>
            books.find(({ id, isbn }) => id === ref.id || isbn === ref.isbn),
        },
      },
    },
    stock: {
      sdl: `type Query { shelves: [Shelf] }
        type Shelf { name: String books: [Book] }
        type Book @key(fields: "isbn") { isbn: String! copies: Int place(room: String): String }`,
      resolvers: {
        Query: { shelves: () => [{ name: 'A', books: [{ isbn: 'I1' }, { isbn: 'I2' }] }] },
        Book: {
          __resolveReference: (ref: { isbn: string }) => (ref.isbn === 'I3' ? null : ref),
          copies: ({ isbn }: { isbn: string }) => Number(isbn.slice(1)) * 10,
          place: ({ isbn }: { isbn: string }, { room }: { room?: string }) =>
            `${isbn}@${room ?? '?'}`,
        },
      },
    },
    people: {
      sdl: `type Query { authors: [Author] }
        type Author @key(fields: "id") { id: ID! name: String! books: [Book] }
        type Book @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: {
        Query: { authors: () => [{ id: 'a' }, { id: 'b' }] },
        Author: {
          __resolveReference: (ref: object) => ref,
          name: ({ id }: { id: string }) => `Nom ${id}`,
          books: ({ id }: { id: string }) =>
            id === 'a' ? [{ id: '1' }] : [{ id: '2' }, { id: '3' }],
        },
      },
    },
  },
  [
    {
      about: 'one subgraph',
      query: '{ books { title } }',
      data: { books: [{ title: 'Un' }, { title: 'Deux' }, { title: 'Trois' }] },
      maxFetches: 1,
    },
    {
      about: 'a join by the second key',
      query: '{ book(id: "1") { title copies } }',
      data: { book: { title: 'Un', copies: 10 } },
      maxFetches: 2,
    },
    {
      about: 'an entity that the other subgraph does not have',
      query: '{ book(id: "3") { title copies } }',
      data: { book: { title: 'Trois', copies: null } },
    },
    {
      about: 'from the second key to the first',
      query: '{ shelves { name books { title copies } } }',
      data: {
        shelves: [
          {
            name: 'A',
            books: [
              { title: 'Un', copies: 10 },
              { title: 'Deux', copies: 20 },
            ],
          },
        ],
      },
    },
    {
      about: 'three hops',
      query: '{ shelves { books { author { name } } } }',
      data: {
        shelves: [{ books: [{ author: { name: 'Nom a' } }, { author: { name: 'Nom b' } }] }],
      },
    },
    {
      about: 'a null between',
      query: '{ books { id author { name } } }',
      data: {
        books: [
          { id: '1', author: { name: 'Nom a' } },
          { id: '2', author: { name: 'Nom b' } },
          { id: '3', author: null },
        ],
      },
    },
    {
      about: 'there and back',
      query: '{ authors { name books { title author { name } copies } } }',
      data: {
        authors: [
          { name: 'Nom a', books: [{ title: 'Un', author: { name: 'Nom a' }, copies: 10 }] },
          {
            name: 'Nom b',
            books: [
              { title: 'Deux', author: { name: 'Nom b' }, copies: 20 },
              { title: 'Trois', author: null, copies: null },
            ],
          },
        ],
      },
    },
    {
      about: 'nothing found',
      query: '{ book(id: "9") { title copies author { name } } }',
      data: { book: null },
    },
    {
      about: 'aliases of one field with different arguments across a join',
      query: '{ book(id: "1") { nord: place(room: "N") sud: place(room: "S") place } }',
      data: { book: { nord: 'I1@N', sud: 'I1@S', place: 'I1@?' } },
      maxFetches: 2,
    },
    {
      about: 'an alias named like the key',
      query: '{ book(id: "1") { id: title isbn copies } }',
      data: { book: { id: 'Un', isbn: 'I1', copies: 10 } },
    },
    {
      about: 'an alias named like the key that a join needs',
      query: '{ book(id: "1") { isbn: title copies } }',
      data: { book: { isbn: 'Un', copies: 10 } },
      stockDiffers: 'the alias takes the key’s place and is sent as the key',
    },
    {
      about: 'the key under another name',
      query: '{ book(id: "1") { numero: isbn copies } }',
      data: { book: { numero: 'I1', copies: 10 } },
    },
    {
      about: 'two aliases swapped',
      query: '{ book(id: "1") { id: isbn isbn: id copies } }',
      data: { book: { id: 'I1', isbn: '1', copies: 10 } },
      stockDiffers: 'keys and aliases collide',
    },
    {
      about: '__typename beside a join',
      query: '{ book(id: "1") { __typename copies author { __typename name } } }',
      data: {
        book: { __typename: 'Book', copies: 10, author: { __typename: 'Author', name: 'Nom a' } },
      },
    },
    {
      about: 'aliased __typename',
      query: '{ t: __typename book(id: "1") { sorte: __typename } }',
      data: { t: 'Query', book: { sorte: 'Book' } },
    },
    {
      about: '__typename alone asks nobody',
      query: '{ __typename }',
      data: { __typename: 'Query' },
      maxFetches: 0,
    },
    {
      about: 'root aliases',
      query: '{ a: book(id: "1") { title } b: book(id: "2") { copies } }',
      data: { a: { title: 'Un' }, b: { copies: 20 } },
    },
    {
      about: 'a root field twice under one key, merged',
      query: '{ book(id: "1") { title } book(id: "1") { copies } }',
      data: { book: { title: 'Un', copies: 10 } },
    },
    {
      about: 'named fragments nested',
      query:
        'query { books { ...B } } fragment B on Book { title ...C } fragment C on Book { copies author { ...A } } fragment A on Author { name }',
      data: {
        books: [
          { title: 'Un', copies: 10, author: { name: 'Nom a' } },
          { title: 'Deux', copies: 20, author: { name: 'Nom b' } },
          { title: 'Trois', copies: null, author: null },
        ],
      },
    },
    {
      about: 'variables with defaults',
      query: 'query ($id: ID! = "2", $room: String = "N") { book(id: $id) { place(room: $room) } }',
      data: { book: { place: 'I2@N' } },
    },
    {
      about: 'a variable given',
      query: 'query ($id: ID!, $room: String) { book(id: $id) { place(room: $room) } }',
      variables: { id: '1', room: 'W' },
      data: { book: { place: 'I1@W' } },
    },
    {
      about: 'a null variable',
      query: 'query ($room: String = "N") { book(id: "1") { place(room: $room) } }',
      variables: { room: null },
      data: { book: { place: 'I1@?' } },
    },
    {
      about: 'the chosen of two operations',
      query: 'query A { book(id: "1") { title } } query B { book(id: "2") { title } }',
      operationName: 'B',
      data: { book: { title: 'Deux' } },
    },
    {
      about: '@skip on a joined field',
      query: 'query ($s: Boolean!) { book(id: "1") { title copies @skip(if: $s) } }',
      variables: { s: true },
      data: { book: { title: 'Un' } },
      maxFetches: 1,
    },
    {
      about: '@include false on an object',
      query:
        'query ($i: Boolean = false) { book(id: "1") { title author @include(if: $i) { name } } }',
      data: { book: { title: 'Un' } },
      maxFetches: 1,
    },
    {
      about: '@include on a fragment, @skip inside',
      query:
        'query ($i: Boolean!, $s: Boolean!) { book(id: "1") { ... @include(if: $i) { title copies @skip(if: $s) } } }',
      variables: { i: true, s: false },
      data: { book: { title: 'Un', copies: 10 } },
    },
    {
      about: 'everything skipped below',
      query: 'query ($s: Boolean!) { book(id: "1") { title @skip(if: $s) } }',
      variables: { s: true },
      data: { book: {} },
    },
    {
      about: 'one key with and without a condition',
      query: 'query ($s: Boolean!) { book(id: "1") { copies @skip(if: $s) copies } }',
      variables: { s: true },
      data: { book: { copies: 10 } },
    },
    {
      about: '@include on a root field',
      query: 'query ($i: Boolean!) { book(id: "1") { title } shelves @include(if: $i) { name } }',
      variables: { i: false },
      data: { book: { title: 'Un' } },
      maxFetches: 1,
    },
    {
      about: 'prototype names as aliases',
      query: '{ book(id: "1") { constructor: title toString: copies hasOwnProperty: isbn } }',
      data: { book: { constructor: 'Un', toString: 10, hasOwnProperty: 'I1' } },
    },
  ],
);
