import { federationSuite } from './federation-suite.js';

/** What the public audit's suites require and no other file here does: schemas and data are our own. */

const reference = (ref: object): object => ref;

interface Flat {
  readonly id: string;
}

interface Note {
  readonly id: string;
  readonly by?: string;
  readonly alike?: readonly { readonly notes?: readonly Note[] }[];
}

const notesOf = (report: string): Note[] =>
  [1, 2, 3].map((n) => ({ id: `${report}-${n}`, by: `p${n}` }));

federationSuite(
  'lists with an argument that are required',
  {
    reports: {
      sdl: `type Query { reports: [Report] }
        type Report @key(fields: "id") { id: ID! notes(limit: Int!): [Note] @external }
        type Note @key(fields: "id") {
          id: ID!
          by: ID
          alike: [Report] @external
          repeated: Boolean @requires(fields: "alike { notes(limit: 50) { id } }")
        }`,
      resolvers: {
        Query: { reports: () => [{ id: 'r1' }, { id: 'r2' }] },
        Report: { __resolveReference: reference },
        Note: {
          __resolveReference: reference,
          by: ({ id }: Note) => `p${id.slice(-1)}`,
          repeated: ({ alike = [] }: Note) =>
            alike.length > 0 && alike.every(({ notes }) => notes?.length === 3),
        },
      },
    },
    notes: {
      sdl: `type Report @key(fields: "id") {
          id: ID!
          author: Author @requires(fields: "notes(limit: 3) { by }")
          notes(limit: Int!): [Note]
        }
        type Note @key(fields: "id") { id: ID! by: ID @external alike: [Report] }
        type Author { id: ID! }`,
      resolvers: {
        Report: {
          __resolveReference: reference,
          author: ({ notes }: { notes?: Note[] }) =>
            notes?.length === 3 ? { id: notes[2]?.by } : null,
          notes: ({ id }: Flat, { limit }: { limit: number }) =>
            notesOf(id)
              .slice(0, limit)
              .map((note) => ({ id: note.id })),
        },
        Note: {
          __resolveReference: reference,
          alike: ({ id }: Note) => (id === 'r1-3' ? [{ id: 'r2' }] : []),
        },
      },
    },
  },
  [
    {
      about: 'beside the caller’s own call by a variable’s default, in two fragments',
      query: `query ($limit: Int = 1) { reports { author { id } ...One ...Two } }
        fragment One on Report { notes(limit: $limit) { id } }
        fragment Two on Report { notes(limit: $limit) { id } }`,
      data: {
        reports: [
          { author: { id: 'p3' }, notes: [{ id: 'r1-1' }] },
          { author: { id: 'p3' }, notes: [{ id: 'r2-1' }] },
        ],
      },
      stockDiffers: 'Both calls have one response key.',
    },
    {
      about: 'through other objects',
      query: '{ reports { notes(limit: 3) { repeated } } }',
      data: {
        reports: [
          { notes: [{ repeated: false }, { repeated: false }, { repeated: true }] },
          { notes: [{ repeated: false }, { repeated: false }, { repeated: false }] },
        ],
      },
    },
  ],
);

federationSuite(
  'a list of references that is required and requires something',
  {
    persons: {
      sdl: `type Query { person: Person }
        type Person @key(fields: "id") { id: ID! first: String! last: String! }`,
      resolvers: {
        Query: { person: () => ({ id: '1', first: 'Ada', last: 'Lefort' }) },
        Person: { __resolveReference: () => ({ id: '1', first: 'Ada', last: 'Lefort' }) },
      },
    },
    sums: {
      sdl: `type Order @key(fields: "id", resolvable: false) { id: ID! }
        type Person @key(fields: "id") {
          id: ID!
          orders: [Order!] @external
          total: Int @requires(fields: "orders { id }")
          open: String @requires(fields: "orders { id }")
        }`,
      resolvers: {
        Person: {
          __resolveReference: reference,
          total: ({ orders }: { orders?: Flat[] }) => orders?.length,
          open: ({ orders }: { orders?: Flat[] }) => orders?.map(({ id }) => id).join(),
        },
      },
    },
    orders: {
      sdl: `type Order @key(fields: "id") { id: ID! }
        type Person @key(fields: "id") {
          id: ID! last: String! @external orders: [Order!] @requires(fields: "last")
        }`,
      resolvers: {
        Order: { __resolveReference: reference },
        Person: {
          __resolveReference: reference,
          orders: ({ last }: { last?: string }) => [{ id: `${last}1` }, { id: `${last}2` }],
        },
      },
    },
  },
  [
    {
      about: 'of two fields at once',
      query: '{ person { total open } }',
      data: { person: { total: 2, open: 'Lefort1,Lefort2' } },
    },
  ],
);

interface Seat {
  readonly id: string;
  readonly seat?: { readonly id?: string };
}

const seatOf = ({ id }: Seat) => ({
  __typename: { 1: 'Home', 2: 'Office', 3: 'Boat' }[id],
  id: `s${id}`,
  town: `T${id}`,
});
const townOf = ({ id }: Seat) => ({ id, town: `T${id.slice(1)}` });

federationSuite(
  'requirements through an interface with a type that who requires does not know',
  {
    who: {
      sdl: `type Query { mine: Person }
        interface Seat { id: ID! }
        type Home implements Seat @key(fields: "id") { id: ID! town: String @shareable }
        type Office implements Seat @key(fields: "id") { id: ID! town: String @shareable }
        type Person @key(fields: "id") {
          id: ID!
          seat: Seat @external
          where: String @requires(fields: "seat { id }")
          work: String @requires(fields: "seat { ... on Office { id } }")
        }`,
      resolvers: {
        Query: { mine: () => ({ id: '1' }) },
        Person: {
          __resolveReference: reference,
          where: ({ seat }: Seat) => (seat?.id === undefined ? null : `at ${seat.id}`),
          work: ({ seat }: Seat) => (seat?.id === undefined ? null : `works at ${seat.id}`),
        },
        Home: { __resolveReference: townOf },
        Office: { __resolveReference: townOf },
      },
    },
    seats: {
      sdl: `type Query { theirs: [Person] }
        interface Seat { id: ID! }
        type Home implements Seat @key(fields: "id") { id: ID! town: String @shareable }
        type Office implements Seat @key(fields: "id") { id: ID! town: String @shareable }
        type Boat implements Seat @key(fields: "id") { id: ID! town: String @shareable }
        type Person @key(fields: "id") { id: ID! seat: Seat @shareable }`,
      resolvers: {
        Query: { theirs: () => [{ id: '1' }, { id: '2' }, { id: '3' }] },
        Person: { __resolveReference: reference, seat: seatOf },
        Home: { __resolveReference: townOf },
        Office: { __resolveReference: townOf },
        Boat: { __resolveReference: townOf },
      },
    },
  },
  [
    {
      about: 'one type of it alone, and all',
      query: '{ mine { where } theirs { id work } }',
      data: {
        mine: { where: 'at s1' },
        theirs: [
          { id: '1', work: null },
          { id: '2', work: 'works at s2' },
          { id: '3', work: null },
        ],
      },
    },
    {
      about: 'beside the caller’s own fragments',
      query: `{ mine { seat { ... on Home { town } ... on Office { id town } } where } }`,
      data: { mine: { seat: { town: 'T1' }, where: 'at s1' } },
    },
  ],
);

const figure = (kind: 'Square' | 'Disc') => ({
  __typename: kind,
  edge: 'e',
  area: 'a',
  side: 's',
  radius: 'r',
});
const shapes = (hidden: string) => `
  interface Shape { edge: String! }
  interface Plane implements Shape { edge: String! area: String! }
  type Square implements Shape & Plane @shareable ${hidden} { edge: String! area: String! side: String! }
  type Disc implements Shape & Plane @shareable { edge: String! area: String! radius: String! }`;

federationSuite(
  'requirements through interfaces of interfaces, one type of them hidden',
  {
    drawn: {
      sdl: `type Query { drawn: [Thing] } type Thing @key(fields: "id") { id: ID! shape: Shape } ${shapes('')}`,
      resolvers: {
        Query: { drawn: () => [{ id: '1' }, { id: '2' }] },
        Thing: {
          __resolveReference: reference,
          shape: ({ id }: Seat) => figure(id === '1' ? 'Square' : 'Disc'),
        },
      },
    },
    told: {
      sdl: `type Query { told: Thing }
        type Thing @key(fields: "id") {
          id: ID!
          shape: Shape @external
          words: String! @requires(fields: "shape { edge ... on Plane { area ... on Square { side } ... on Disc { radius } } }")
        } ${shapes('@inaccessible')}`,
      resolvers: {
        Query: { told: () => ({ id: '1' }) },
        Thing: {
          __resolveReference: reference,
          words: ({ shape = {} }: { shape?: Record<string, string> }) =>
            ['edge', 'area', 'side', 'radius'].map((name) => shape[name] ?? '-').join(''),
        },
      },
    },
  },
  [
    {
      about: 'what is required is told of the hidden type too',
      query: '{ drawn { words } told { words } }',
      data: { drawn: [{ words: 'eas-' }, { words: 'ea-r' }], told: { words: 'eas-' } },
    },
    {
      about: 'what is asked of it is no answer of the caller’s',
      query: '{ drawn { id shape { edge ... on Disc { radius } } } }',
      data: {
        drawn: [
          { id: '1', shape: null },
          { id: '2', shape: { edge: 'e', radius: 'r' } },
        ],
      },
      errors: ['drawn.0.shape'],
      stockDiffers: 'it keeps the error in an extension',
    },
  ],
);
