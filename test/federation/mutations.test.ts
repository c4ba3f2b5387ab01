import { federationSuite } from './federation-suite.js';

/** What both subgraphs stand before: the acts change it, the reads show it. */
const state = { value: 0, calls: [] as string[] };
const counter = () => ({ id: '1', value: state.value });
const act = (call: string, value: number) => {
  state.calls.push(call);
  state.value = value;
  return counter();
};

federationSuite(
  'acts of one mutation',
  {
    acts: {
      sdl: `type Query { counter: Counter }
        type Mutation { reset: Int add(by: Int! = 1): Counter double: Counter fail: Counter both: Both }
        type Both { left: Counter right: Counter }
        type Counter @key(fields: "id") { id: ID! value: Int }`,
      resolvers: {
        Query: { counter },
        Mutation: {
          reset: () => {
            state.calls = [];
            state.value = 0;
            return 0;
          },
          add: (_: unknown, { by }: { by: number }) => act('add', state.value + by),
          double: () => act('double', state.value * 2),
          fail: () => {
            throw new Error('no');
          },
          both: () => ({ left: counter(), right: counter() }),
        },
      },
    },
    others: {
      sdl: `type Query { calls: String }
        type Mutation { subtract(by: Int!): Counter }
        type Counter @key(fields: "id") { id: ID! seen: Int }`,
      resolvers: {
        Query: { calls: () => state.calls.join(' ') },
        Mutation: {
          subtract: (_: unknown, { by }: { by: number }) => act('subtract', state.value - by),
        },
        Counter: { __resolveReference: (ref: object) => ref, seen: () => state.value },
      },
    },
  },
  [
    {
      about: 'the same act under two names is done twice',
      query: 'mutation { reset a: add(by: 3) { value } b: add(by: 3) { value } }',
      data: { reset: 0, a: { value: 3 }, b: { value: 6 } },
    },
    {
      about: 'the same act without arguments too, and in its place',
      query: `mutation { reset add { value } a: double { value } b: add(by: 1) { value }
        c: double { value } }`,
      data: { reset: 0, add: { value: 1 }, a: { value: 2 }, b: { value: 3 }, c: { value: 6 } },
    },
    {
      about: 'one response key is one act, however often it is written',
      query: `mutation { reset a: add(by: 3) { value } ... on Mutation { a: add(by: 3) { id } }
        b: double { value } ...More } fragment More on Mutation { a: add(by: 3) { value } }`,
      data: { reset: 0, a: { value: 3, id: '1' }, b: { value: 6 } },
    },
    {
      about: 'what is read of another subgraph after an act shows the state after that act',
      query: `mutation { reset a: add(by: 1) { value seen } b: add(by: 1) { value seen }
        c: subtract(by: 5) { seen } d: add(by: 2) { seen } }`,
      data: {
        reset: 0,
        a: { value: 1, seen: 1 },
        b: { value: 2, seen: 2 },
        c: { seen: -3 },
        d: { seen: -1 },
      },
      stockDiffers: 'it does both acts before it reads: GraphQL completes one before the next',
    },
    {
      about: 'acts go on after one that failed',
      query: 'mutation { reset a: fail { value } b: add(by: 1) { seen } }',
      data: { reset: 0, a: null, b: { seen: 1 } },
      errors: ['a'],
    },
    {
      about: 'within one act an entity is still fetched once',
      query: 'mutation { reset both { left { seen } right { seen } } }',
      data: { reset: 0, both: { left: { seen: 0 }, right: { seen: 0 } } },
      maxFetches: 3,
    },
    {
      about: 'variables travel with the act that uses them',
      query: `mutation ($x: Int!, $y: Int!) { reset a: add(by: $x) { value } b: add(by: $y) { value } }`,
      variables: { x: 1, y: 10 },
      data: { reset: 0, a: { value: 1 }, b: { value: 11 } },
    },
    {
      about: 'the type name alone is no act',
      query: 'mutation { t: __typename }',
      data: { t: 'Mutation' },
    },
  ],
);
