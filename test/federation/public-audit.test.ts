import { federationSuite } from './federation-suite.js';

/** What the public audit's suites are about and no other file here has: schemas and data are our own. */

const reference = (ref: object): object => ref;
const never = (field: string) => () => {
  throw new Error(`${field} is not to be asked here`);
};

interface Flat {
  readonly id: string;
  readonly rent?: number;
}

const flats = ['f1', 'f2'].map((id) => ({
  id,
  code: `c-${id}`,
  place: { street: `s-${id}`, floor: `e-${id}`, door: `d-${id}` },
}));
const place = 'type Place { street: ID! floor: ID! door: ID! }';

federationSuite(
  'several keys that overlap, each resolvable elsewhere',
  {
    rents: {
      sdl: `type Flat
          @key(fields: "id")
          @key(fields: "code", resolvable: false)
          @key(fields: "place { street floor }", resolvable: false)
          @key(fields: "id place { floor door }", resolvable: false) {
          id: ID! code: ID! place: Place! rent: Int!
        }
        ${place}`,
      resolvers: {
        Flat: {
          __resolveReference: ({ id }: Flat) => ({
            ...flats.find((flat) => flat.id === id),
            rent: Number(id.slice(1)) * 100,
          }),
        },
      },
    },
    houses: {
      sdl: `type Query { house: House }
        type House @key(fields: "id") { id: ID! flats: [Flat!]! }
        type Flat
          @key(fields: "place { street floor }", resolvable: false)
          @key(fields: "id place { floor door }")
          @key(fields: "code", resolvable: false)
          @key(fields: "id", resolvable: false) {
          id: ID! code: ID! place: Place!
          rent: Int! @external
          label: String! @requires(fields: "rent")
        }
        ${place}`,
      resolvers: {
        Query: { house: () => ({ id: 'h1', flats }) },
        House: { __resolveReference: () => ({ id: 'h1', flats }) },
        Flat: {
          __resolveReference: (ref: Flat) => ({ ...flats.find(({ id }) => id === ref.id), ...ref }),
          label: ({ id, rent }: Flat) => `${id} at ${rent}`,
        },
      },
    },
  },
  [
    {
      about: 'the resolvable one is taken each way',
      query: '{ house { id flats { id label rent } } }',
      data: {
        house: {
          id: 'h1',
          flats: [
            { id: 'f1', label: 'f1 at 100', rent: 100 },
            { id: 'f2', label: 'f2 at 200', rent: 200 },
          ],
        },
      },
      stockDiffers: 'It goes back by a key that is not resolvable.',
    },
  ],
);

federationSuite(
  'an entity on the way that its subgraph does not know',
  {
    shelves: {
      sdl: `type Query { shelves: [Shelf] } type Shelf { book: Book } type Book @key(fields: "code") { code: ID! }`,
      resolvers: {
        Query: { shelves: () => ['b1', 'b3', 'b2'].map((code) => ({ book: { code } })) },
        Book: { __resolveReference: reference },
      },
    },
    catalogue: {
      sdl: `type Book @key(fields: "id") @key(fields: "code") { id: ID! code: ID! }`,
      resolvers: {
        Book: {
          __resolveReference: ({ code = '' }: { code?: string }) =>
            code === 'b3' ? null : { code, id: code.slice(1) },
        },
      },
    },
    authors: {
      sdl: `type Book @key(fields: "id") { id: ID! author: Author } type Author { id: ID! name: String }`,
      resolvers: {
        Book: {
          __resolveReference: (ref: { id?: string | null }) => {
            if (typeof ref.id !== 'string') throw new Error('a book without its id');
            return { ...ref, author: { id: `a${ref.id}`, name: `Auteur ${ref.id}` } };
          },
        },
      },
    },
  },
  [
    {
      about: 'is null from there, and nobody further is asked for it',
      query: '{ shelves { book { code author { name } } } }',
      data: {
        shelves: [
          { book: { code: 'b1', author: { name: 'Auteur 1' } } },
          { book: { code: 'b3', author: null } },
          { book: { code: 'b2', author: { name: 'Auteur 2' } } },
        ],
      },
    },
  ],
);

federationSuite(
  'an interface object of one, a type’s own fields of another',
  {
    works: {
      sdl: `type Query { work: Work }
        interface Work @key(fields: "id") { id: ID! title: String }
        type Film implements Work @key(fields: "id") { id: ID! title: String length: Int }
        type Text implements Work @key(fields: "id") { id: ID! title: String words: Int }`,
      resolvers: {
        Query: { work: () => ({ id: '1', title: 'Titre 1', length: 100 }) },
        Work: {
          __resolveType: () => 'Film',
          __resolveReference: ({ id }: Flat) => ({ id, title: `Titre ${id}`, length: 100 }),
        },
        Film: {
          __resolveReference: ({ id }: Flat) => ({ id, title: `Titre ${id}`, length: 100 }),
        },
        Text: { __resolveReference: ({ id }: Flat) => ({ id, title: `Titre ${id}`, words: 9 }) },
      },
    },
    people: {
      sdl: `type Query { person: Person }
        type Person @key(fields: "id") { id: ID! name: String }
        type Film @key(fields: "id") { id: ID! maker: String }`,
      resolvers: {
        Query: { person: () => ({ id: 'p1', name: 'Ada' }) },
        Person: { __resolveReference: reference },
        Film: { __resolveReference: reference, maker: ({ id }: Flat) => `maker of ${id}` },
      },
    },
    lists: {
      sdl: `type Query { list: List }
        type List @key(fields: "id") { id: ID! name: String work: Work }
        type Work @key(fields: "id") @interfaceObject { id: ID! }`,
      resolvers: {
        Query: { list: () => ({ id: 'l1', name: 'Liste', work: { id: '1' } }) },
        List: { __resolveReference: reference },
        Work: { __resolveReference: reference },
      },
    },
  },
  [
    {
      about: 'both ways at once',
      query: `{ work { id title ... on Film { length maker } ... on Text { words } }
        person { id name } list { id name work { id ... on Film { length } } } }`,
      data: {
        work: { id: '1', title: 'Titre 1', length: 100, maker: 'maker of 1' },
        person: { id: 'p1', name: 'Ada' },
        list: { id: 'l1', name: 'Liste', work: { id: '1', length: 100 } },
      },
    },
    {
      about: 'from the interface object to the other’s field of the type',
      query: '{ list { work { id title ... on Film { maker } } } }',
      data: { list: { work: { id: '1', title: 'Titre 1', maker: 'maker of 1' } } },
    },
  ],
);

const people = [{ id: 'u1', name: 'Une' }];
const everybody = () => [
  ...people.map((person) => ({ __typename: 'Tenant', ...person })),
  { __typename: 'Warden', id: 'w1', name: 'Deux' },
];

federationSuite(
  'an entity of one that is a mere value of the other, in a union with differing nullability',
  {
    values: {
      sdl: `type Query { tenants: [Tenant!]! } type Tenant { id: ID @shareable }`,
      resolvers: { Query: { tenants: () => people.map(({ id }) => ({ id })) } },
    },
    entities: {
      sdl: `type Query { everybody: [Anybody!]! }
        union Anybody = Tenant | Warden
        type Tenant @key(fields: "id") { id: ID! name: String like: [Anybody!]! }
        type Warden { id: ID name: String @shareable like: [Anybody!]! }`,
      resolvers: {
        Query: { everybody },
        Tenant: {
          __resolveReference: ({ id }: Flat) => people.find((person) => person.id === id),
          like: everybody,
        },
        Warden: { like: everybody },
      },
    },
  },
  [
    {
      about: 'from the value to the entity, beside the union',
      query: `{ tenants { id name }
        everybody { ... on Tenant { id name } ... on Warden { id name } } }`,
      data: {
        tenants: [{ id: 'u1', name: 'Une' }],
        everybody: [
          { id: 'u1', name: 'Une' },
          { id: 'w1', name: 'Deux' },
        ],
      },
    },
    {
      about: 'two levels down',
      query: `{ everybody {
        ... on Tenant { id like { ... on Tenant { id name } ... on Warden { id name } } }
        ... on Warden { id like { ... on Tenant { id } ... on Warden { name } } } } }`,
      data: {
        everybody: [
          {
            id: 'u1',
            like: [
              { id: 'u1', name: 'Une' },
              { id: 'w1', name: 'Deux' },
            ],
          },
          { id: 'w1', like: [{ id: 'u1' }, { name: 'Deux' }] },
        ],
      },
    },
  ],
);

federationSuite(
  'only what is asked of what is provided',
  {
    owner: {
      sdl: `type Query { unused: Boolean }
        type Entry @key(fields: "id") {
          id: ID! name: String! @shareable words: String! @shareable more: String!
        }`,
      resolvers: {
        Entry: {
          __resolveReference: reference,
          name: never('name'),
          words: never('words'),
          more: ({ id }: Flat) => `more of ${id}`,
        },
      },
    },
    provider: {
      sdl: `type Query { entry: Entry @provides(fields: "name words") entries: [Entry] @provides(fields: "name words") }
        type Entry @key(fields: "id") { id: ID! name: String! @external words: String! @external }`,
      resolvers: {
        Query: { entry: () => ({ id: 'e1' }), entries: () => [{ id: 'e1' }, { id: 'e2' }] },
        Entry: {
          __resolveReference: reference,
          name: ({ id }: Flat) => `name of ${id}`,
          words: never('words'),
        },
      },
    },
  },
  [
    {
      about: 'a fragment that is skipped, by a literal',
      query: `{ entry { id ... on Entry @skip(if: true) { words } } }`,
      data: { entry: { id: 'e1' } },
    },
    {
      about: 'a fragment that is not included, and one without a type',
      query: `{ entry { ... @include(if: false) { words } ... { name } ... { more } } }`,
      data: { entry: { name: 'name of e1', more: 'more of e1' } },
    },
    {
      about: 'an alias, a named fragment and a list',
      query: `{ entry { shown: name } entries { ...Named more } } fragment Named on Entry { name }`,
      data: {
        entry: { shown: 'name of e1' },
        entries: [
          { name: 'name of e1', more: 'more of e1' },
          { name: 'name of e2', more: 'more of e2' },
        ],
      },
    },
  ],
);
