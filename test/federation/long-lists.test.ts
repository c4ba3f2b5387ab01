import { federationSuite, type FederationCase } from './federation-suite.js';

/** Long enough that what is sent of them is written as bytes, and not only with easy values. */
interface Item {
  readonly id: string;
  readonly code: number;
  readonly label: string | null;
  readonly ratio: number | null;
  readonly open: boolean | null;
  readonly tags: readonly string[];
  readonly size: { readonly width: number; readonly unit: string | null } | null;
}

const labels = [
  '',
  'été',
  '"quoted"',
  'back\\slash',
  'line\nend',
  '\u0001',
  '🏠 « hall »',
  'é'.repeat(300),
];
const numbers = [0, -1, 1.5, 2_147_483_647, -2_147_483_648, 4_294_967_296.25, 1e21, 1e-7];

const items: readonly Item[] = Array.from({ length: 250 }, (_, i) => ({
  // Every entity stands twice, apart from each other.
  id: `i${i % 125}`,
  code: i % 125,
  label: i % 125 === 7 ? null : (labels[(i % 125) % labels.length] as string),
  ratio: i % 125 === 9 ? null : (numbers[(i % 125) % numbers.length] as number),
  open: [true, false, null][(i % 125) % 3] as boolean | null,
  tags: [`a${i % 125}`, 'b"'],
  size: i % 125 === 11 ? null : { width: i % 125, unit: (i % 125) % 5 === 0 ? null : 'm²' },
}));

const text = ({ id, label, ratio, open, tags, size }: Item): string =>
  JSON.stringify([id, label, ratio, open, tags, size && [size.width, size.unit]]);

const types = (i: number): 'Item' | 'Other' => (i % 2 === 0 ? 'Item' : 'Other');

const cases: readonly FederationCase[] = [
  {
    about: 'values of every kind, each as it came',
    query: '{ items { id summary } }',
    data: { items: items.map((item) => ({ id: item.id, summary: text(item) })) },
    maxFetches: 2,
  },
  {
    about: 'a key that is a number',
    query: '{ items { code doubled } }',
    data: { items: items.map(({ code }) => ({ code, doubled: code * 2 })) },
  },
  {
    about: 'entities of two types in one list',
    query: '{ things { __typename ... on Item { note } ... on Other { note } } }',
    data: {
      things: items.map(({ id }, i) => ({ __typename: types(i), note: `${types(i)} ${id}` })),
    },
  },
  {
    about: 'what an entity lacks takes no other along',
    query: '{ items { id fragile } }',
    data: {
      items: items.map(({ id, code }) => ({ id, fragile: code % 10 === 3 ? null : `ok ${code}` })),
    },
    errors: items.flatMap(({ code }, i) => (code % 10 === 3 ? [`items.${i}.fragile`] : [])),
  },
  {
    about: 'an entity that its subgraph does not know',
    query: '{ items { id known } }',
    data: { items: items.map(({ id, code }) => ({ id, known: code % 2 === 0 ? id : null })) },
  },
];

federationSuite(
  'long lists',
  {
    items: {
      sdl: `type Query { items: [Item] things: [Thing] }
        union Thing = Item | Other
        type Size @shareable { width: Int unit: String }
        type Item @key(fields: "id") @key(fields: "code") {
          id: ID! code: Int! label: String ratio: Float open: Boolean tags: [String] size: Size
        }
        type Other @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          items: () => items,
          things: () => items.map((item, i) => ({ ...item, __typename: types(i) })),
        },
      },
    },
    summaries: {
      sdl: `type Size @shareable { width: Int unit: String }
        type Item @key(fields: "id") {
          id: ID!
          label: String @external
          ratio: Float @external
          open: Boolean @external
          tags: [String] @external
          size: Size @external
          summary: String @requires(fields: "label ratio open tags size { width unit }")
          note: String
          fragile: String
        }
        type Other @key(fields: "id") { id: ID! note: String }`,
      resolvers: {
        Item: {
          __resolveReference: (ref: object) => ref,
          summary: text,
          note: ({ id }: Item) => `Item ${id}`,
          fragile: ({ id }: Item) => {
            const code = Number(id.slice(1));
            if (code % 10 === 3) throw new Error('no');
            return `ok ${code}`;
          },
        },
        Other: {
          __resolveReference: (ref: object) => ref,
          note: ({ id }: { id: string }) => `Other ${id}`,
        },
      },
    },
    codes: {
      sdl: 'type Item @key(fields: "code") { code: Int! doubled: Int }',
      resolvers: {
        Item: {
          __resolveReference: (ref: object) => ref,
          doubled: ({ code }: { code: number }) => code * 2,
        },
      },
    },
    registry: {
      sdl: 'type Item @key(fields: "id") { id: ID! known: ID }',
      resolvers: {
        Item: {
          __resolveReference: ({ id }: { id: string }) =>
            Number(id.slice(1)) % 2 === 0 ? { id } : null,
          known: ({ id }: { id: string }) => id,
        },
      },
    },
  },
  cases,
);
