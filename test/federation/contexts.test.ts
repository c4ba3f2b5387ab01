import { federationSuite } from './federation-suite.js';

interface Agency {
  readonly id: string;
  readonly currency: string | null;
  readonly halls: readonly string[];
}

const agencies: Record<string, Agency> = {
  a1: { id: 'a1', currency: 'EUR', halls: ['h1', 'h2'] },
  a2: { id: 'a2', currency: 'CHF', halls: ['h1', 'h3'] },
  a3: { id: 'a3', currency: null, halls: ['h1'] },
};

federationSuite(
  '@context and @fromContext',
  {
    agencies: {
      sdl: `type Query { agency(id: ID!): Agency agencies: [Agency] houses: [House] landlords: [Landlord] grid: [[Agency]] }
        interface House { rooms: [Room] }
        union Landlord = Agency | Person
        type Agency implements House @key(fields: "id") {
          id: ID! halls: [Hall] rooms: [Room] main: Hall address: Address
        }
        type Person implements House @key(fields: "id") { id: ID! nickname: String rooms: [Room] }
        type Address { city: String codes: [Int] parts: [Part] }
        type Part { label: String }
        type Room @key(fields: "id") { id: ID! }
        type Hall @key(fields: "id") { id: ID! label: String }`,
      resolvers: {
        Query: {
          agency: (_: unknown, { id }: { id: string }) => agencies[id],
          agencies: () => Object.values(agencies),
          houses: () => [
            { __typename: 'Agency', ...agencies['a1'] },
            { __typename: 'Person', id: 'p1' },
          ],
          landlords: () => [
            { __typename: 'Agency', ...agencies['a2'] },
            { __typename: 'Person', id: 'p1' },
          ],
          grid: () => [[agencies['a1']], [agencies['a2'], null]],
        },
        Agency: {
          __resolveReference: ({ id }: { id: string }) => agencies[id],
          rooms: () => [{ id: 'r1' }],
          halls: ({ halls }: Agency) => halls.map((id) => ({ id })),
          main: ({ halls }: Agency) => ({ id: halls[0] }),
          address: ({ id }: Agency) => ({
            city: `ville ${id}`,
            codes: [1, 2],
            parts: [{ label: `${id}-1` }, { label: `${id}-2` }],
          }),
        },
        Person: {
          __resolveReference: (ref: object) => ref,
          nickname: ({ id }: { id: string }) => `dit ${id}`,
          rooms: () => [{ id: 'r1' }],
        },
        Hall: {
          __resolveReference: (ref: object) => ref,
          label: ({ id }: { id: string }) => `hall ${id}`,
        },
      },
    },
    money: {
      sdl: `type Agency @key(fields: "id") { id: ID! currency: String broken: String }`,
      resolvers: {
        Agency: {
          __resolveReference: ({ id }: { id: string }) => agencies[id],
          broken: ({ id, currency }: Agency) => {
            if (id === 'a2') throw new Error('no');
            return currency;
          },
        },
      },
    },
    rents: {
      sdl: `type Query { direct: Agency }
        type Agency @key(fields: "id") @context(name: "agency") @context(name: "payer") {
          id: ID! currency: String @external broken: String @external
          address: Address @external local: String here: Hall
        }
        type Person @key(fields: "id") @context(name: "payer") { id: ID! nickname: String @external }
        type Address { city: String @external codes: [Int] @external parts: [Part] @external }
        type Part { label: String @external }
        type Hall @key(fields: "id") {
          id: ID!
          rent(currency: String @fromContext(field: "$agency { currency }")): String
          share(factor: Int!, currency: String @fromContext(field: "$agency { currency }")): String
          insured(value: String @fromContext(field: "$agency { broken }")): String
          city(city: String @fromContext(field: "$agency { address { city } }")): String
          codes(codes: [Int] @fromContext(field: "$agency { address { codes } }")): [Int]
          labels(labels: [String] @fromContext(field: "$agency { address { parts { label } } }")): [String]
          place(where: String @fromContext(field: "$agency { local }")): String
          two(
            a: String @fromContext(field: "$agency { currency }")
            b: ID @fromContext(field: "$agency { id }")
          ): String
          meter: Meter
          plain: String
        }
        type Room @key(fields: "id") {
          id: ID!
          payer(who: String @fromContext(field: "$payer ... on Agency { currency } ... on Person { nickname }")): String
        }
        type Meter @key(fields: "id") {
          id: ID!
          bill(currency: String @fromContext(field: "$agency { currency }")): String
        }`,
      resolvers: {
        Query: { direct: () => ({ id: 'a2' }) },
        Agency: {
          __resolveReference: (ref: object) => ref,
          local: ({ id }: { id: string }) => `local ${id}`,
          here: () => ({ id: 'h9' }),
        },
        Hall: {
          __resolveReference: (ref: object) => ref,
          rent: ({ id }: { id: string }, { currency }: { currency: string | null }) =>
            `${id}:${currency ?? 'null'}`,
          share: (
            { id }: { id: string },
            { factor, currency }: { factor: number; currency: string },
          ) => `${id}:${factor}${currency}`,
          insured: (_: unknown, { value }: { value: string | null }) => `i${value ?? 'null'}`,
          city: (_: unknown, { city }: { city: string }) => `à ${city}`,
          codes: (_: unknown, { codes }: { codes: number[] }) => codes,
          labels: (_: unknown, { labels }: { labels: string[] }) => labels,
          place: (_: unknown, { where }: { where: string }) => where,
          two: (_: unknown, { a, b }: { a: string; b: string }) => `${a}/${b}`,
          meter: ({ id }: { id: string }) => ({ id: `m-${id}` }),
          plain: ({ id }: { id: string }) => `plain ${id}`,
        },
        Room: {
          __resolveReference: (ref: object) => ref,
          payer: (_: unknown, { who }: { who: string }) => who,
        },
        Meter: {
          __resolveReference: (ref: object) => ref,
          bill: ({ id }: { id: string }, { currency }: { currency: string }) => `${id}:${currency}`,
        },
      },
    },
    notes: {
      sdl: `type Meter @key(fields: "id") { id: ID! brand: String kind: Kind }
        type Kind { code: String }`,
      resolvers: {
        Meter: {
          __resolveReference: (ref: object) => ref,
          brand: ({ id }: { id: string }) => `marque ${id}`,
          kind: ({ id }: { id: string }) => ({ code: `k ${id}` }),
        },
      },
    },
  },
  [
    {
      about: 'a value of the object above',
      query: '{ agency(id: "a1") { main { rent } } }',
      data: { agency: { main: { rent: 'h1:EUR' } } },
    },
    {
      about: 'the same entity under different objects gets each one’s own value',
      query: '{ agencies { halls { rent } } }',
      data: {
        agencies: [
          { halls: [{ rent: 'h1:EUR' }, { rent: 'h2:EUR' }] },
          { halls: [{ rent: 'h1:CHF' }, { rent: 'h3:CHF' }] },
          { halls: [{ rent: 'h1:null' }] },
        ],
      },
    },
    {
      about: 'beside fields that are the same everywhere',
      query: '{ agencies { id halls { id label plain rent } } }',
      data: {
        agencies: [
          {
            id: 'a1',
            halls: [
              { id: 'h1', label: 'hall h1', plain: 'plain h1', rent: 'h1:EUR' },
              { id: 'h2', label: 'hall h2', plain: 'plain h2', rent: 'h2:EUR' },
            ],
          },
          {
            id: 'a2',
            halls: [
              { id: 'h1', label: 'hall h1', plain: 'plain h1', rent: 'h1:CHF' },
              { id: 'h3', label: 'hall h3', plain: 'plain h3', rent: 'h3:CHF' },
            ],
          },
          {
            id: 'a3',
            halls: [{ id: 'h1', label: 'hall h1', plain: 'plain h1', rent: 'h1:null' }],
          },
        ],
      },
    },
    {
      about: 'an own argument beside the one from above',
      query:
        'query ($f: Int!) { agency(id: "a2") { main { a: share(factor: $f) b: share(factor: 3) } } }',
      variables: { f: 2 },
      data: { agency: { main: { a: 'h1:2CHF', b: 'h1:3CHF' } } },
    },
    {
      about: 'two values from above',
      query: '{ agency(id: "a1") { main { two } } }',
      data: { agency: { main: { two: 'EUR/a1' } } },
    },
    {
      about: 'a nested value',
      query: '{ agency(id: "a1") { main { city } } }',
      data: { agency: { main: { city: 'à ville a1' } } },
    },
    {
      about: 'a list',
      query: '{ agency(id: "a1") { main { codes } } }',
      data: { agency: { main: { codes: [1, 2] } } },
    },
    {
      about: 'a value of each object of a list',
      query: '{ agency(id: "a1") { main { labels } } }',
      data: { agency: { main: { labels: ['a1-1', 'a1-2'] } } },
    },
    {
      about: 'a value of the subgraph itself',
      query: '{ agency(id: "a1") { main { place } } }',
      data: { agency: { main: { place: 'local a1' } } },
    },
    {
      about: 'from a root field of the subgraph itself',
      query: '{ direct { here { rent place } } }',
      data: { direct: { here: { rent: 'h9:CHF', place: 'local a2' } } },
    },
    {
      about: 'two levels up, through entities that several share',
      query: '{ agencies { halls { meter { bill brand kind { code } } } } }',
      data: {
        agencies: [
          {
            halls: [
              { meter: { bill: 'm-h1:EUR', brand: 'marque m-h1', kind: { code: 'k m-h1' } } },
              { meter: { bill: 'm-h2:EUR', brand: 'marque m-h2', kind: { code: 'k m-h2' } } },
            ],
          },
          {
            halls: [
              { meter: { bill: 'm-h1:CHF', brand: 'marque m-h1', kind: { code: 'k m-h1' } } },
              { meter: { bill: 'm-h3:CHF', brand: 'marque m-h3', kind: { code: 'k m-h3' } } },
            ],
          },
          {
            halls: [
              { meter: { bill: 'm-h1:null', brand: 'marque m-h1', kind: { code: 'k m-h1' } } },
            ],
          },
        ],
      },
    },
    {
      about: 'lists of lists',
      query: '{ grid { halls { rent } } }',
      data: {
        grid: [
          [{ halls: [{ rent: 'h1:EUR' }, { rent: 'h2:EUR' }] }],
          [{ halls: [{ rent: 'h1:CHF' }, { rent: 'h3:CHF' }] }, null],
        ],
      },
    },
    {
      about: 'a context of several types, through an interface',
      query: '{ houses { rooms { payer } } }',
      data: {
        houses: [{ rooms: [{ payer: 'EUR' }] }, { rooms: [{ payer: 'dit p1' }] }],
      },
    },
    {
      about: 'a context of several types, through a union',
      query:
        '{ landlords { ... on Agency { rooms { payer } halls { rent } } ... on Person { rooms { payer } } } }',
      data: {
        landlords: [
          { rooms: [{ payer: 'CHF' }], halls: [{ rent: 'h1:CHF' }, { rent: 'h3:CHF' }] },
          { rooms: [{ payer: 'dit p1' }] },
        ],
      },
    },
    {
      about: 'an alias named like the value',
      query: '{ agency(id: "a1") { currency: id id: currency main { currency: id rent } } }',
      data: { agency: { currency: 'a1', id: 'EUR', main: { currency: 'h1', rent: 'h1:EUR' } } },
    },
    {
      about: 'the same field under two aliases',
      query: '{ agency(id: "a1") { x: main { r: rent } y: main { r: rent s: rent } } }',
      data: { agency: { x: { r: 'h1:EUR' }, y: { r: 'h1:EUR', s: 'h1:EUR' } } },
    },
    {
      about: 'a value that its partner failed to give: what depends on it fails, the others do not',
      query: '{ agencies { halls { insured label } } }',
      data: {
        agencies: [
          {
            halls: [
              { insured: 'iEUR', label: 'hall h1' },
              { insured: 'iEUR', label: 'hall h2' },
            ],
          },
          {
            halls: [
              { insured: 'inull', label: 'hall h1' },
              { insured: 'inull', label: 'hall h3' },
            ],
          },
          { halls: [{ insured: 'inull', label: 'hall h1' }] },
        ],
      },
      errors: ['Donnée momentanément indisponible auprès du partenaire.'],
    },
    {
      about: 'with @skip on the field that takes it',
      query: 'query ($s: Boolean!) { agency(id: "a1") { main { label rent @skip(if: $s) } } }',
      variables: { s: true },
      data: { agency: { main: { label: 'hall h1' } } },
      maxFetches: 1,
    },
  ],
  { stockLacks: 'contexts' },
);
