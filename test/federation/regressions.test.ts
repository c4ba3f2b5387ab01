import { federationSuite } from './federation-suite.js';

federationSuite(
  'what the planner and the merge make easy to get wrong',
  {
    shop: {
      sdl: `type Query { item(i: Where): Item items: [Item] pair: Pair }
        type Mutation { bump: Int }
        input Where { a: Int b: Int }
        type Item @key(fields: "id") { id: ID! x: Int y: Int }
        type Pair { left: Item right: Item }`,
      resolvers: {
        Query: {
          item: () => ({ id: '1', x: 1, y: 2 }),
          items: () => [{ id: '1' }, { id: 'bad' }],
          pair: () => ({ left: { id: 'bad' }, right: { id: 'bad' } }),
        },
        Mutation: { bump: () => 1 },
      },
    },
    stock: {
      sdl: `type Item @key(fields: "id") { id: ID! count: Int box: Box label(prefix: String): String }
        type Box { size: Int must: Int! }`,
      resolvers: {
        Item: {
          __resolveReference: (ref: object) => ref,
          label: ({ id }: { id: string }, { prefix = '' }: { prefix?: string }) => prefix + id,
          count: ({ id }: { id: string }) => {
            if (id === 'bad') throw new Error('secret text');
            return 5;
          },
          box: ({ id }: { id: string }) => {
            if (id === 'bad') throw new Error('secret text');
            return { size: 1, must: 1 };
          },
        },
      },
    },
  },
  [
    {
      about: 'input order',
      query: '{ item(i: { a: 1, b: 2 }) { x } item(i: { b: 2, a: 1 }) { y } }',
      data: { item: { x: 1, y: 2 } },
    },
    {
      about: 'introspection chosen op with variables',
      query: 'query A { __typename } query B($n: String!) { __type(name: $n) { name } }',
      operationName: 'B',
      variables: { n: 'Item' },
      data: { __type: { name: 'Item' } },
    },
    {
      about: 'introspection chosen op beside a mutation',
      query: 'mutation A { bump } query B { __type(name: "Item") { name } }',
      operationName: 'B',
      data: { __type: { name: 'Item' } },
    },
    {
      about: "a caller's variable of the planner's own name",
      query: `query($representations: String, $v0_representations: String, $contextualArgument_1_0: String = "c") {
        item { a: label(prefix: $representations) b: label(prefix: $v0_representations) c: label(prefix: $contextualArgument_1_0) } }`,
      variables: { representations: 'a', v0_representations: 'b' },
      data: { item: { a: 'a1', b: 'b1', c: 'c1' } },
      stockDiffers:
        'it sends two variables of one name, of which the subgraph takes one: a variable is the caller’s to name',
    },
    {
      about: 'one entity error two places',
      query: '{ pair { left { count } right { count } } }',
      data: { pair: { left: { count: null }, right: { count: null } } },
      errors: ['pair.left.count', 'pair.right.count'],
    },
    {
      about: 'one entity object error two places',
      query: '{ pair { left { box { size } } right { box { size } } } }',
      data: { pair: { left: { box: null }, right: { box: null } } },
      errors: ['pair.left.box', 'pair.right.box'],
    },
    {
      about: 'one entity error two roots',
      query: '{ items { count } pair { right { count } } }',
      data: { items: [{ count: 5 }, { count: null }], pair: { right: { count: null } } },
      errors: ['items.1.count', 'pair.right.count'],
    },
  ],
);
