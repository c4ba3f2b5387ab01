import { federationSuite } from './federation-suite.js';

interface Reference {
  readonly edition?: Edition;
  readonly parts?: readonly { readonly no: string; readonly extra: string }[];
  readonly shelf?: {
    readonly room: { readonly id: string; readonly floor: { readonly no: number } };
  };
  readonly cover?: { readonly __typename: string; readonly code: string; readonly tone?: string };
}
interface Edition {
  readonly isbn: string;
  readonly book?: { readonly catalogId: string };
}

const text = (value: unknown): string => JSON.stringify(value);

federationSuite(
  'keys and requirements that share a value',
  {
    store: {
      sdl: `type Query { copies: [Copy] copy: Copy }
        type Copy @key(fields: "edition { isbn }") @key(fields: "parts { no }")
            @key(fields: "shelf { room { id } }") {
          edition: Edition! @shareable parts: [Part!]! @shareable shelf: Shelf! @shareable cover: Cover!
        }
        type Edition @shareable { isbn: String! book: Book! }
        type Book @shareable { catalogId: String! }
        type Part @shareable { no: String! extra: String! }
        type Shelf @shareable { room: Room! }
        type Room @shareable { id: String! floor: Floor! }
        type Floor @shareable { no: Int! }
        union Cover = Hard | Soft
        type Hard { code: String! tone: String! }
        type Soft { code: String! tone: String! }`,
      resolvers: {
        Query: { copies: () => [copyOf('1'), copyOf('2')], copy: () => copyOf('1') },
        Cover: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      },
    },
    prices: {
      sdl: `type Copy @key(fields: "edition { isbn }") {
          edition: Edition! @shareable
          cover: Cover! @external
          tone: String @requires(fields: "cover { ... on Hard { tone } ... on Soft { code tone } } edition { book { catalogId } }")
          price: String @requires(fields: "edition { book { catalogId } }")
          label: String @requires(fields: "edition { book { catalogId } }")
        }
        union Cover = Hard | Soft
        type Hard { tone: String! @external }
        type Soft { code: String! @external tone: String! @external }
        type Edition @shareable { isbn: String! book: Book! @external }
        type Book { catalogId: String! @external }`,
      resolvers: {
        Copy: {
          __resolveReference: (ref: Reference) => ref,
          tone: ({ cover, edition }: Reference) => text([cover?.tone, edition?.book?.catalogId]),
          price: ({ edition }: Reference) => text([edition?.isbn, edition?.book?.catalogId]),
          label: ({ edition }: Reference) => text(edition),
        },
      },
    },
    parts: {
      sdl: `type Copy @key(fields: "parts { no }") {
          parts: [Part!]! @shareable
          extras: String @requires(fields: "parts { extra }")
        }
        type Part @shareable { no: String! extra: String! @external }`,
      resolvers: {
        Copy: {
          __resolveReference: (ref: Reference) => ref,
          extras: ({ parts }: Reference) => text(parts?.map(({ no, extra }) => [no, extra])),
        },
      },
    },
    rooms: {
      sdl: `type Copy @key(fields: "shelf { room { id } }") {
          shelf: Shelf! @shareable
          place: String @requires(fields: "shelf { room { floor { no } } }")
        }
        type Shelf @shareable { room: Room! }
        type Room @shareable { id: String! floor: Floor! @external }
        type Floor { no: Int! @external }`,
      resolvers: {
        Copy: {
          __resolveReference: (ref: Reference) => ref,
          place: ({ shelf }: Reference) => text([shelf?.room.id, shelf?.room.floor.no]),
        },
      },
    },
  },
  [
    {
      about: 'a requirement beside the key, in the same object',
      query: '{ copies { price } }',
      data: { copies: [{ price: '["i1","c1"]' }, { price: '["i2","c2"]' }] },
      stockDiffers: 'it takes the key’s value for the requirement’s',
    },
    {
      about: 'the key’s field in the requirement too',
      query: '{ copy { label } }',
      data: { copy: { label: '{"isbn":"i1","book":{"catalogId":"c1"}}' } },
      stockDiffers: 'it takes the key’s value for the requirement’s',
    },
    {
      about: 'both, and the caller’s own selection under an alias',
      query: '{ copy { label price e: edition { b: book { c: catalogId } } } }',
      data: {
        copy: {
          label: '{"isbn":"i1","book":{"catalogId":"c1"}}',
          price: '["i1","c1"]',
          e: { b: { c: 'c1' } },
        },
      },
      stockDiffers: 'it takes the key’s value for the requirement’s',
    },
    {
      about: 'in the items of a list',
      query: '{ copies { extras } }',
      data: {
        copies: [{ extras: '[["n1","x1"],["m1","y1"]]' }, { extras: '[["n2","x2"],["m2","y2"]]' }],
      },
      stockDiffers: 'it takes the key’s value for the requirement’s',
    },
    {
      about: 'two levels down',
      query: '{ copy { place shelf { room { id } } } }',
      data: { copy: { place: '["r1",1]', shelf: { room: { id: 'r1' } } } },
      stockDiffers: 'it takes the key’s value for the requirement’s',
    },
    {
      about: 'beside what a union requires',
      query: '{ copies { tone cover { ... on Hard { k: code } } } }',
      data: {
        copies: [
          { tone: '["red","c1"]', cover: { k: 'h1' } },
          { tone: '["red","c2"]', cover: { k: 'h2' } },
        ],
      },
    },
    {
      about: 'all of them at once',
      query: '{ copy { place extras price label } }',
      data: {
        copy: {
          place: '["r1",1]',
          extras: '[["n1","x1"],["m1","y1"]]',
          price: '["i1","c1"]',
          label: '{"isbn":"i1","book":{"catalogId":"c1"}}',
        },
      },
      stockDiffers: 'it takes the key’s value for the requirement’s',
    },
  ],
);

function copyOf(id: string) {
  return {
    edition: { isbn: `i${id}`, book: { catalogId: `c${id}` } },
    parts: [
      { no: `n${id}`, extra: `x${id}` },
      { no: `m${id}`, extra: `y${id}` },
    ],
    shelf: { room: { id: `r${id}`, floor: { no: Number(id) } } },
    cover: { __typename: 'Hard', code: `h${id}`, tone: 'red' },
  };
}
