import { federationSuite } from './federation-suite.js';

const named = { __resolveReference: (ref: object) => ref };
const neverAsked = (): never => {
  throw new Error('asked for what nobody selected');
};

federationSuite(
  'what is provided below others, overridden, circular, or behind several keys',
  {
    catalogue: {
      sdl: `type Query { pieces: [Piece!]! first: Piece parcels: [Parcel] root: Root @shareable
          tools: [Tool] things: [Thing] }
        type Piece @key(fields: "id") { id: ID! rank: Int @external far: Boolean @requires(fields: "rank")
          byNovice: Boolean @external
          byExpert: Boolean @requires(fields: "byNovice") shelves: [Shelf!] @provides(fields: "items { label { text } }") weight: Int }
        type Author @key(fields: "id") { id: ID! years: Int }
        type Shelf @key(fields: "id") { id: ID! items: [Item!] @external }
        type Item @key(fields: "id") { id: ID! label: Label @external }
        type Label @key(fields: "id") { id: ID! text: String @external size: String @shareable }
        type Parcel @key(fields: "lines { sku }") { lines: [Line!]! }
        type Line @key(fields: "sku") { sku: ID! }
        type Root @key(fields: "id") { id: ID! price: Int }
        interface Tool { id: ID! name: String }
        type Saw implements Tool @key(fields: "id") { id: ID! name: String teeth: Int }
        type Axe implements Tool @key(fields: "id") { id: ID! name: String }
        union Thing = Saw | Axe`,
      resolvers: {
        Query: {
          pieces: () => [{ id: '1' }, { id: '2' }],
          first: () => ({ id: '1' }),
          parcels: () => [{ lines: [{ sku: 'x' }, { sku: 'y' }] }],
          root: () => ({ id: 'r', price: 3 }),
          tools: () => [
            { __typename: 'Saw', id: 's' },
            { __typename: 'Axe', id: 'a' },
          ],
          things: () => [{ __typename: 'Axe', id: 'a' }],
        },
        Piece: {
          __resolveReference: (ref: object) => ref,
          far: ({ rank }: { rank?: number }) => (rank === undefined ? null : rank > 1),
          byExpert: ({ byNovice }: { byNovice?: boolean }) =>
            byNovice === undefined ? null : !byNovice,
          shelves: () => [
            { id: 'h', items: [{ id: 'i', label: { id: 'l', text: 'provided', size: 'never' } }] },
          ],
          weight: neverAsked,
        },
        Author: {
          __resolveReference: ({ id }: { id: string }) => ({ id, years: Number(id.slice(2)) * 2 }),
        },
        Shelf: named,
        Item: named,
        Label: { ...named, size: neverAsked },
        Parcel: named,
        Line: named,
        Root: named,
        Saw: { ...named, name: () => 'old saw', teeth: () => 30 },
        Axe: { ...named, name: () => 'old axe' },
      },
    },
    measures: {
      sdl: `type Query { root: Root @shareable }
        type Piece @key(fields: "id") { id: ID! rank: Int byNovice: Boolean @requires(fields: "author { years }") author: Author
          weight: Int @override(from: "catalogue")
          volume: Int @requires(fields: "height") height: Int @external }
        type Author @key(fields: "id") { id: ID! years: Int @external }
        type Shelf @key(fields: "id") { id: ID! items: [Item!] @shareable }
        type Item @key(fields: "id") { id: ID! label: Label @shareable }
        type Label @key(fields: "id") { id: ID! text: String @shareable size: String @shareable deep: Int }
        type Parcel @key(fields: "lines { sku }") { lines: [Line!]! total: Int }
        type Line @key(fields: "sku") { sku: ID! price: Int }
        type Root @key(fields: "id") { id: ID! @shareable stock: Int }
        type Saw @key(fields: "id") { id: ID! name: String @override(from: "catalogue") }
        interface Sized { length: Int }
        type Axe implements Sized @key(fields: "id") { id: ID! length: Int label: Label }`,
      resolvers: {
        Query: { root: () => ({ id: 'r', stock: 9 }) },
        Piece: {
          __resolveReference: (ref: { id: string }) => ({ ...ref, rank: Number(ref.id) }),
          author: ({ id }: { id: string }) => ({ id: `by${id}` }),
          byNovice: ({ author }: { author?: { years?: number } }) =>
            author?.years === undefined ? null : author.years < 3,
          weight: () => 12,
          volume: ({ height }: { height?: number }) => (height ?? Number.NaN) * 10,
        },
        Author: named,
        Shelf: { ...named, items: () => [{ id: 'i' }] },
        Item: { ...named, label: () => ({ id: 'l' }) },
        Label: { ...named, text: () => 'asked again', deep: () => 4 },
        Parcel: {
          __resolveReference: (ref: object) => ref,
          total: ({ lines }: { lines: object[] }) => lines.length,
        },
        Line: { ...named, price: () => 2 },
        Root: { __resolveReference: (ref: object) => ({ ...ref, stock: 9 }) },
        Saw: { ...named, name: () => 'new saw' },
        Axe: { ...named, length: () => 80, label: () => ({ id: 'l' }) },
      },
    },
    heights: {
      sdl: `type Query { tall: Piece }
        type Piece @key(fields: "id") { id: ID! height: Int }`,
      resolvers: {
        Query: { tall: () => ({ id: '2', height: 7 }) },
        Piece: { __resolveReference: (ref: object) => ({ ...ref, height: 7 }) },
      },
    },
  },
  [
    {
      about: 'what is provided three levels down is not asked again',
      query: '{ first { shelves { items { label { text } } } } }',
      data: { first: { shelves: [{ items: [{ label: { text: 'provided' } }] }] } },
      maxFetches: 1,
    },
    {
      about: 'what stands beside it is asked of its owner, and nothing else',
      query: '{ first { shelves { items { label { text deep } } } } }',
      data: { first: { shelves: [{ items: [{ label: { text: 'provided', deep: 4 } }] }] } },
    },
    {
      about: 'what a condition leaves out is not asked of who provides it',
      query: `{ first { shelves { items { label { shown: text ... @skip(if: true) { size } } } } } }`,
      data: { first: { shelves: [{ items: [{ label: { shown: 'provided' } }] }] } },
    },
    {
      about: 'requirements that go round between two, there',
      query: '{ pieces { byNovice } }',
      data: { pieces: [{ byNovice: true }, { byNovice: false }] },
    },
    {
      about: 'and back',
      query: '{ pieces { byExpert } }',
      data: { pieces: [{ byExpert: false }, { byExpert: true }] },
    },
    {
      about: 'a requirement of what the other has',
      query: '{ pieces { far } }',
      data: { pieces: [{ far: false }, { far: true }] },
    },
    {
      about: 'a requirement behind a condition by variable',
      query:
        'query($yes: Boolean!, $no: Boolean!) { pieces { id byNovice @include(if: $no) far @skip(if: $yes) } }',
      variables: { yes: true, no: false },
      data: { pieces: [{ id: '1' }, { id: '2' }] },
      maxFetches: 1,
    },
    {
      about: 'a requirement of an overriding owner, from a third',
      query: '{ first { volume weight } tall { weight volume height } }',
      data: { first: { volume: 70, weight: 12 }, tall: { weight: 12, volume: 70, height: 7 } },
    },
    {
      about: 'a key that is a list of objects',
      query: '{ parcels { total lines { sku price } } }',
      data: {
        parcels: [
          {
            total: 2,
            lines: [
              { sku: 'x', price: 2 },
              { sku: 'y', price: 2 },
            ],
          },
        ],
      },
    },
    {
      about: 'a root field that two share, each with fields of its own',
      query: '{ root { id price stock } }',
      data: { root: { id: 'r', price: 3, stock: 9 } },
    },
    {
      about: 'an overridden field of an interface’s type',
      query: '{ tools { id name ... on Saw { teeth } } }',
      data: {
        tools: [
          { id: 's', name: 'new saw', teeth: 30 },
          { id: 'a', name: 'old axe' },
        ],
      },
    },
    {
      about: 'a union’s member through the other owner’s interface',
      query:
        '{ things { ... on Sized { length ... on Axe { label { deep } } } ... on Saw { teeth } } }',
      data: { things: [{ length: 80, label: { deep: 4 } }] },
    },
  ],
);

const homes = [
  { __typename: 'Barn', beams: 8 },
  { __typename: 'Coop', nests: 3 },
];

federationSuite(
  'what an interface provides and requires by its types',
  {
    yard: {
      sdl: `type Query { pet: Pet @provides(fields: "... on Hen { eggs }") plain: Pet hens: [Hen] }
        interface Pet { id: ID! }
        type Hen implements Pet @key(fields: "id") { id: ID! eggs: Int @external }
        type Ox implements Pet @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          pet: () => ({ __typename: 'Hen', id: '0', eggs: 1 }),
          plain: () => ({ __typename: 'Hen', id: '0', eggs: 1 }),
          hens: () => [{ id: '0' }, { id: '1' }],
        },
        Hen: named,
        Ox: named,
      },
    },
    farm: {
      sdl: `type Hen @key(fields: "id") { id: ID! eggs: Int @shareable home: Home inside: Inside }
        interface Home { roof: Boolean } union Inside = Barn | Coop
        type Barn implements Home { roof: Boolean beams: Int }
        type Coop implements Home { roof: Boolean nests: Int }`,
      resolvers: {
        Hen: {
          __resolveReference: (ref: object) => ref,
          eggs: () => 2,
          home: ({ id }: { id: string }) => ({ ...homes[Number(id)], roof: true }),
          inside: ({ id }: { id: string }) => homes[Number(id)],
        },
      },
    },
    survey: {
      sdl: `type Hen @key(fields: "id") { id: ID! home: Home @external inside: Inside @external
          roofed: String @requires(fields: "home { roof ... on Barn { beams } }")
          size: String @requires(fields: "inside { ... on Barn { beams } ... on Coop { nests } }") }
        interface Home { roof: Boolean } union Inside = Barn | Coop
        type Barn implements Home { roof: Boolean @external beams: Int @external }
        type Coop implements Home { roof: Boolean @external nests: Int @external }`,
      resolvers: {
        Hen: {
          __resolveReference: (ref: object) => ref,
          roofed: ({ home }: { home?: { roof?: boolean; beams?: number } }) =>
            `${home?.roof} ${home?.beams ?? 'none'}`,
          size: ({ inside }: { inside?: { beams?: number; nests?: number } }) =>
            `${inside?.beams ?? '-'} ${inside?.nests ?? '-'}`,
        },
        Home: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      },
    },
  },
  [
    {
      about: 'a field provided for one type of the interface',
      query: '{ pet { id ... on Hen { eggs } } }',
      data: { pet: { id: '0', eggs: 1 } },
      maxFetches: 1,
    },
    {
      about: 'and where it is not provided',
      query: '{ plain { ... on Hen { eggs } } }',
      data: { plain: { eggs: 2 } },
    },
    {
      about: 'requirements of an interface’s fields and of one type’s',
      query: '{ hens { roofed } }',
      data: { hens: [{ roofed: 'true 8' }, { roofed: 'true none' }] },
    },
    {
      about: 'requirements of a union’s members',
      query: '{ hens { size } }',
      data: { hens: [{ size: '8 -' }, { size: '- 3' }] },
    },
  ],
);
