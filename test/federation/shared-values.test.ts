import { setTimeout as wait } from 'node:timers/promises';
import { federationSuite } from './federation-suite.js';

/** What each of two subgraphs says of the value types that both serve; fields have their letter. */
const answers = {
  left: {
    sayNull: null,
    nullItem: [{ l: 1 }, null, { l: 3 }],
    nullBelow: { l: 1, inner: null },
    longer: [{ l: 1 }, { l: 2 }, { l: 3 }],
    listBelow: { l: 1, list: [{ l: 1 }, { l: 2 }] },
    nested: [[{ l: 1 }], null],
    needed: null,
    failing: { l: 1 },
  },
  right: {
    sayNull: { r: 2 },
    nullItem: [null, { r: 2 }, { r: 3 }],
    nullBelow: { r: 2, inner: { r: 5 } },
    longer: [{ r: 1 }],
    listBelow: { r: 2, list: [{ r: 1 }] },
    nested: [null, [{ r: 2 }]],
    needed: { must: 7 },
    failing: () => {
      throw new Error('no');
    },
  },
};

const fields = `sayNull: Value @shareable nullItem: [Value] @shareable nullBelow: Value @shareable
  longer: [Value] @shareable listBelow: Value @shareable nested: [[Value]] @shareable
  needed: Needs @shareable failing: Value @shareable`;

/** The rule of docs/decisions/shared-values.md, whoever answers first. */
for (const slow of ['left', 'right'] as const) {
  const resolversOf = (side: 'left' | 'right') => ({
    Query: Object.fromEntries(
      Object.entries<unknown>(answers[side]).map(([name, value]) => [
        name,
        async () => {
          if (side === slow) await wait(30);
          return typeof value === 'function' ? (value as () => unknown)() : value;
        },
      ]),
    ),
  });
  federationSuite(
    `value types of two subgraphs, ${slow} answering last`,
    {
      left: {
        sdl: `type Query { ${fields} }
          type Value { l: Int inner: Value @shareable list: [Value] @shareable }
          type Needs @shareable { other: Int }`,
        resolvers: resolversOf('left'),
      },
      right: {
        sdl: `type Query { ${fields} }
          type Value { r: Int inner: Value @shareable list: [Value] @shareable }
          type Needs { other: Int @shareable must: Int! }`,
        resolvers: resolversOf('right'),
      },
    },
    [
      {
        about: 'a null takes no value away',
        query: '{ sayNull { l r } }',
        data: { sayNull: { l: null, r: 2 } },
      },
      {
        about: 'nor does the null of an item',
        query: '{ nullItem { l r } }',
        data: {
          nullItem: [
            { l: 1, r: null },
            { l: null, r: 2 },
            { l: 3, r: 3 },
          ],
        },
      },
      {
        about: 'nor a null further below',
        query: '{ nullBelow { l r inner { l r } } }',
        data: { nullBelow: { l: 1, r: 2, inner: { l: null, r: 5 } } },
      },
      {
        about: 'nor the null of a list in a list',
        query: '{ nested { l r } }',
        data: { nested: [[{ l: 1, r: null }], [{ l: null, r: 2 }]] },
      },
      {
        about: 'lists of different lengths are nobody’s value',
        query: '{ longer { l r } }',
        data: { longer: null },
        errors: ['longer'],
      },
      {
        about: 'further below too, and the rest stays',
        query: '{ listBelow { l r list { l r } } }',
        data: { listBelow: { l: 1, r: 2, list: null } },
        errors: ['listBelow.list'],
      },
      {
        about: 'a list that one of them is not asked for is the other’s',
        query: '{ longer { l } }',
        data: { longer: [{ l: 1 }, { l: 2 }, { l: 3 }] },
      },
      {
        about: 'a failure of one leaves what the other says, with one error',
        query: '{ failing { l r } }',
        data: { failing: { l: 1, r: null } },
        errors: ['failing.r'],
      },
    ],
    { stockVaries: 'it keeps what came last' },
  );
}
