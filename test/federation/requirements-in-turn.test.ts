import { federationSuite, type Subgraph } from './federation-suite.js';

interface Shipped {
  readonly id: string;
  readonly weight?: number;
  readonly rate?: number;
  readonly parcel?: { readonly size: number };
  readonly class?: string;
  readonly label?: string;
  readonly mark?: string;
  readonly maker?: { readonly age?: number };
}

/** What stands outside is undefined here, as in any subgraph that is asked for what it has not. */
const reference = (ref: object): object => ref;

const shop: Subgraph = {
  sdl: `type Query { sold: Article everySold: [Article] }
    type Article @key(fields: "id") {
      id: ID!
      weight: Int
      parcel: Parcel
      rate: Int @external
      class: String @external
      label(form: String): String @external
      mark: String @external
      seal: String @requires(fields: "mark")
      price: Int @requires(fields: "rate")
      stamp: String @requires(fields: "rate class")
      tag: String @requires(fields: "label(form: \\"long\\")")
    }
    type Maker @key(fields: "id") { id: ID! age: Int }
    type Parcel { size: Int }`,
  resolvers: {
    Maker: { __resolveReference: reference, age: ({ id }: Shipped) => Number(id) + 7 },
    Query: { sold: () => ({ id: '1' }), everySold: () => [{ id: '1' }, { id: '2' }] },
    Article: {
      __resolveReference: reference,
      weight: ({ id }: Shipped) => Number(id) * 10,
      parcel: ({ id }: Shipped) => ({ size: Number(id) + 6 }),
      seal: ({ mark }: Shipped) => `seal ${mark}`,
      price: ({ rate }: Shipped) => (rate === undefined ? null : rate + 1),
      stamp: (article: Shipped) => `${article.rate}/${article.class}`,
      tag: ({ label }: Shipped) => `tag ${label}`,
    },
  },
};

const carrier: Subgraph = {
  sdl: `type Query { sent: Article everySent: [Article] anySent: Thing }
    interface Thing { id: ID! rate: Int }
    type Article implements Thing @key(fields: "id") {
      id: ID!
      name: String
      weight: Int @external
      parcel: Parcel @external
      days: Int @external
      rate: Int @requires(fields: "weight")
      maker: Maker
      mark: String @requires(fields: "maker { age }")
      class: String @requires(fields: "parcel { size } days")
      label(form: String): String @requires(fields: "weight")
    }
    type Maker @key(fields: "id") { id: ID! age: Int @external }
    type Parcel { size: Int @external }`,
  resolvers: {
    Maker: { __resolveReference: reference },
    Query: {
      sent: () => ({ id: '2' }),
      everySent: () => [{ id: '2' }, { id: '1' }],
      anySent: () => ({ __typename: 'Article', id: '1' }),
    },
    Article: {
      __resolveReference: reference,
      name: ({ id }: Shipped) => `A${id}`,
      maker: ({ id }: Shipped) => ({ id }),
      mark: ({ maker }: Shipped) => `by ${maker?.age}`,
      rate: ({ weight }: Shipped) => (weight === undefined ? null : weight * 2),
      class: (article: Shipped & { days?: number }) => `${article.parcel?.size}-${article.days}`,
      label: ({ weight }: Shipped, { form }: { form?: string }) => `${form} ${weight}`,
    },
  },
};

const calendar: Subgraph = {
  sdl: `type Query { dated: Article }
    type Article @key(fields: "id") {
      id: ID!
      days: Int
      price: Int @external
      due: Int @requires(fields: "price")
    }`,
  resolvers: {
    Query: { dated: () => ({ id: '2' }) },
    Article: {
      __resolveReference: reference,
      days: ({ id }: Shipped) => Number(id) + 2,
      due: ({ price }: Shipped & { price?: number }) => (price === undefined ? null : -price),
    },
  },
};

const stockDiffers = 'the planner asks the carrier for what it cannot tell yet';

federationSuite(
  'what is required requires something itself, of who asked first',
  { shop, carrier, calendar },
  [
    {
      about: 'from who requires first',
      query: '{ sold { price } }',
      data: { sold: { price: 21 } },
    },
    {
      about: 'from who is required',
      query: '{ sent { price } }',
      data: { sent: { price: 41 } },
      maxFetches: 4,
      stockDiffers,
    },
    {
      about: 'from a third',
      query: '{ dated { price } }',
      data: { dated: { price: 41 } },
    },
    {
      about: 'asked beside what it requires and what the required field requires',
      query: '{ sent { name price rate weight } }',
      data: { sent: { name: 'A2', price: 41, rate: 40, weight: 20 } },
      stockDiffers,
    },
    {
      about: 'in a list',
      query: '{ everySent { id price } }',
      data: {
        everySent: [
          { id: '2', price: 41 },
          { id: '1', price: 21 },
        ],
      },
      maxFetches: 4,
      stockDiffers,
    },
    {
      about: 'behind an interface',
      query: '{ anySent { rate ... on Article { price } } }',
      data: { anySent: { rate: 20, price: 21 } },
      stockDiffers,
    },
    {
      about: 'through a value and of two subgraphs',
      query: '{ sent { stamp } everySold { stamp } }',
      data: {
        sent: { stamp: '40/8-4' },
        everySold: [{ stamp: '20/7-3' }, { stamp: '40/8-4' }],
      },
      stockDiffers,
    },
    {
      about: 'through an object of who is required, with a field of who requires first',
      query: '{ sent { seal } sold { seal } dated { seal } }',
      data: {
        sent: { seal: 'seal by 9' },
        sold: { seal: 'seal by 8' },
        dated: { seal: 'seal by 9' },
      },
      stockDiffers,
    },
    {
      about: 'a chain of three that ends where it begins',
      query: '{ dated { due } sent { due } sold { due } }',
      data: { dated: { due: -41 }, sent: { due: -41 }, sold: { due: -21 } },
      stockDiffers,
    },
    {
      about: 'with an argument',
      query: '{ sent { tag } sold { tag label(form: "short") } dated { tag } }',
      data: {
        sent: { tag: 'tag long 20' },
        sold: { tag: 'tag long 10', label: 'short 10' },
        dated: { tag: 'tag long 20' },
      },
      stockDiffers,
    },
  ],
);
