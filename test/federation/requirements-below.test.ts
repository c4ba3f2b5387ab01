import { federationSuite, type Subgraph } from './federation-suite.js';

interface Link {
  readonly id: string;
  readonly weight?: number;
  readonly size?: number;
  readonly rate?: number;
  readonly load?: number;
  readonly hop?: string;
  readonly price?: number;
  readonly fare?: string;
  readonly depot?: Link;
  readonly label?: string;
  readonly mark?: string;
  readonly inside?: Link;
  readonly seal?: Link;
  readonly box?: Link;
  readonly parts?: readonly Link[];
  readonly next?: Link;
}

/** What stands outside is undefined here, as in any subgraph that is asked for what it has not. */
const reference = (ref: object): object => ref;
const after = (id: string): string => String(Number(id) + 1);

/** The next article is found by what another subgraph says of this one; so are its rate, and what a depot holds. */
const shop: Subgraph = {
  sdl: `type Query { sold: Article everySold: [Article] }
    type Article @key(fields: "id") {
      id: ID!
      weight: Int
      next: Article @external
      rate: Int @external
      depot: Depot @external
      fare(form: String): String @external
      price: Int @requires(fields: "rate")
      hop: String @requires(fields: "next { id }")
      toll: String @requires(fields: "next { rate }")
      jump: String @requires(fields: "next { next { id } }")
      ride: String @requires(fields: "rate next { rate next { rate } }")
      fill: String @requires(fields: "depot { load }")
      ticket: String @requires(fields: "next { fare(form: \\"long\\") }")
      box: Box @external
      parts: [Part] @external
      peek: String @requires(fields: "box { label inside { id rate } seal { mark } }")
      list: String @requires(fields: "parts { ... on Article { id } ... on Seal { mark } }")
    }
    type Box { label: String @external inside: Article @external seal: Seal @external }
    type Seal { mark: String @external }
    union Part = Article | Seal
    type Depot @key(fields: "id") { id: ID! size: Int load: Int @external }`,
  resolvers: {
    Query: { sold: () => ({ id: '1' }), everySold: () => [{ id: '1' }, { id: '2' }] },
    Article: {
      __resolveReference: reference,
      weight: ({ id }: Link) => Number(id) * 10,
      price: ({ rate }: Link) => (rate === undefined ? null : rate + 1),
      hop: ({ id, next }: Link) => `${id}>${next?.id}`,
      toll: ({ id, next }: Link) => `${id}>${next?.rate}`,
      jump: ({ id, next }: Link) => `${id}>>${next?.next?.id}`,
      ride: ({ rate, next }: Link) => `${rate}>${next?.rate}>${next?.next?.rate}`,
      fill: ({ depot }: Link) => `full of ${depot?.load}`,
      ticket: ({ next }: Link) => `ticket ${next?.fare}`,
      peek: ({ box }: Link) =>
        `${box?.label}, ${box?.inside?.id}, ${box?.inside?.rate}, ${box?.seal?.mark}`,
      list: ({ parts }: Link) => parts?.map(({ id, mark }) => mark ?? id).join(),
    },
    Depot: { __resolveReference: reference, size: ({ id }: Link) => Number(id) + 100 },
  },
};

const carrier: Subgraph = {
  sdl: `type Query { sent: Article everySent: [Article] anySent: Thing }
    interface Thing { id: ID! next: Article rate: Int }
    type Article implements Thing @key(fields: "id") {
      id: ID!
      name: String
      weight: Int @external
      depot: Depot
      rate: Int @requires(fields: "weight")
      next: Article @requires(fields: "weight")
      fare(form: String): String @requires(fields: "weight")
      box: Box @requires(fields: "weight")
      parts: [Part] @requires(fields: "weight")
    }
    type Box { label: String inside: Article seal: Seal }
    type Seal { mark: String }
    union Part = Article | Seal
    type Depot @key(fields: "id") {
      id: ID!
      size: Int @external
      load: Int @requires(fields: "size")
      home: Article @requires(fields: "size")
    }`,
  resolvers: {
    Query: {
      sent: () => ({ id: '2' }),
      everySent: () => [{ id: '2' }, { id: '1' }],
      anySent: () => ({ __typename: 'Article', id: '1' }),
    },
    Article: {
      __resolveReference: reference,
      name: ({ id }: Link) => `A${id}`,
      depot: ({ id }: Link) => ({ id }),
      rate: ({ weight }: Link) => (weight === undefined ? null : weight * 2),
      next: ({ weight }: Link) =>
        weight === undefined ? null : { id: after(String(weight / 10)) },
      box: ({ weight }: Link) => ({
        label: `box of ${weight}`,
        inside: { id: after(String(Number(weight) / 10)) },
        seal: { mark: `sealed at ${weight}` },
      }),
      parts: ({ weight }: Link) => [
        { __typename: 'Article', id: after(String(Number(weight) / 10)) },
        { __typename: 'Seal', mark: `sealed at ${weight}` },
      ],
      fare: ({ weight }: Link, { form }: { form?: string }) => `${form} ${weight}`,
    },
    Depot: {
      __resolveReference: reference,
      load: ({ size }: Link) => (size === undefined ? null : size * 2),
      home: ({ size }: Link) => (size === undefined ? null : { id: after(String(size - 100)) }),
    },
  },
};

const calendar: Subgraph = {
  sdl: `type Query { dated: Article }
    type Article @key(fields: "id") {
      id: ID!
      next: Article @external
      hop: String @external
      price: Int @external
      deep: String @requires(fields: "next { hop }")
      due: String @requires(fields: "price next { price }")
    }`,
  resolvers: {
    Query: { dated: () => ({ id: '2' }) },
    Article: {
      __resolveReference: reference,
      deep: ({ id, next }: Link) => `${id}: ${next?.hop}`,
      due: ({ price, next }: Link) => `${price}, ${next?.price}`,
    },
  },
};

const stockDiffers = 'the planner asks the carrier for what it cannot tell yet';

federationSuite(
  'below what is required and leads to another object of the type',
  { shop, carrier, calendar },
  [
    {
      about: 'what leads on, required',
      query: '{ sold { hop } sent { hop } dated { hop } }',
      data: { sold: { hop: '1>2' }, sent: { hop: '2>3' }, dated: { hop: '2>3' } },
      stockDiffers,
    },
    {
      about: 'what is required below it requires the same',
      query: '{ sold { toll jump ride } sent { toll jump ride } }',
      data: {
        sold: { toll: '1>40', jump: '1>>3', ride: '20>40>60' },
        sent: { toll: '2>60', jump: '2>>4', ride: '40>60>80' },
      },
      stockDiffers,
    },
    {
      about: 'the other object’s own fields',
      query: '{ sold { next { id weight name rate } } sent { next { id weight name rate } } }',
      data: {
        sold: { next: { id: '2', weight: 20, name: 'A2', rate: 40 } },
        sent: { next: { id: '3', weight: 30, name: 'A3', rate: 60 } },
      },
    },
    {
      about: 'a field of the other object that requires what requires something',
      query: '{ sold { next { price } } sent { next { price } } dated { next { price } } }',
      data: {
        sold: { next: { price: 41 } },
        sent: { next: { price: 61 } },
        dated: { next: { price: 61 } },
      },
      stockDiffers,
    },
    {
      about: 'a field of the other object that requires what leads on from there',
      query: '{ sold { next { hop toll } } sent { next { hop toll } } }',
      data: {
        sold: { next: { hop: '2>3', toll: '2>60' } },
        sent: { next: { hop: '3>4', toll: '3>80' } },
      },
      stockDiffers,
    },
    {
      about: 'twice further',
      query: '{ sold { next { next { hop price } } } sent { next { next { hop price } } } }',
      data: {
        sold: { next: { next: { hop: '3>4', price: 61 } } },
        sent: { next: { next: { hop: '4>5', price: 81 } } },
      },
      stockDiffers,
    },
    {
      about: 'at every step at once, under aliases',
      query: '{ sold { a: next { b: next { ride rate } ride } ride } }',
      data: {
        sold: { a: { b: { ride: '60>80>100', rate: 60 }, ride: '40>60>80' }, ride: '20>40>60' },
      },
      stockDiffers,
    },
    {
      about: 'in lists',
      query: '{ everySold { next { hop jump } hop } everySent { next { hop jump } price } }',
      data: {
        everySold: [
          { next: { hop: '2>3', jump: '2>>4' }, hop: '1>2' },
          { next: { hop: '3>4', jump: '3>>5' }, hop: '2>3' },
        ],
        everySent: [
          { next: { hop: '3>4', jump: '3>>5' }, price: 41 },
          { next: { hop: '2>3', jump: '2>>4' }, price: 21 },
        ],
      },
      stockDiffers,
    },
    {
      about: 'behind an interface',
      query: '{ anySent { next { hop price } rate } }',
      data: { anySent: { next: { hop: '2>3', price: 41 }, rate: 20 } },
      stockDiffers,
    },
    {
      about: 'a third requires of the other object what requires what leads on',
      query: '{ sold { deep due } sent { deep due } dated { deep due } }',
      data: {
        sold: { deep: '1: 2>3', due: '21, 41' },
        sent: { deep: '2: 3>4', due: '41, 61' },
        dated: { deep: '2: 3>4', due: '41, 61' },
      },
      stockDiffers,
    },
    {
      about: 'and is asked below it',
      query: '{ sold { next { deep } } sent { next { due next { deep } } } }',
      data: {
        sold: { next: { deep: '2: 3>4' } },
        sent: { next: { due: '61, 81', next: { deep: '4: 5>6' } } },
      },
      stockDiffers,
    },
    {
      about: 'through an object of another type',
      query: '{ sold { fill next { fill } } sent { fill depot { load home { fill hop } } } }',
      data: {
        sold: { fill: 'full of 202', next: { fill: 'full of 204' } },
        sent: {
          fill: 'full of 204',
          depot: { load: 204, home: { fill: 'full of 206', hop: '3>4' } },
        },
      },
      stockDiffers,
    },
    {
      about: 'through a value that holds the other object, and a union',
      query: `{ sold { peek list next { peek list } }
        sent { box { inside { peek hop } } parts { ... on Article { list } ... on Seal { mark } } } }`,
      data: {
        sold: {
          peek: 'box of 10, 2, 40, sealed at 10',
          list: '2,sealed at 10',
          next: { peek: 'box of 20, 3, 60, sealed at 20', list: '3,sealed at 20' },
        },
        sent: {
          box: { inside: { peek: 'box of 30, 4, 80, sealed at 30', hop: '3>4' } },
          parts: [{ list: '4,sealed at 30' }, { mark: 'sealed at 20' }],
        },
      },
      stockDiffers,
    },
    {
      about: 'with an argument, beside the caller’s own call',
      query: '{ sold { ticket next { fare(form: "short") ticket } } sent { next { ticket } } }',
      data: {
        sold: { ticket: 'ticket long 20', next: { fare: 'short 20', ticket: 'ticket long 30' } },
        sent: { next: { ticket: 'ticket long 40' } },
      },
      stockDiffers,
    },
  ],
);
