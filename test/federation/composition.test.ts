import { federationSuite } from './federation-suite.js';

federationSuite(
  'shareable values, @provides, @override, @inaccessible, enums and inputs',
  {
    a: {
      sdl: `type Query { product: Product products(filter: Filter): [Product] now: Clock @shareable mode(m: Mode): Mode echo(input: Nested!): String secretOne: Hidden hiddenKind: Kind }
        type Product @key(fields: "id") { id: ID! name: String @external category: Category @provides(fields: "label") stock: Int secret: String @inaccessible variant: Variant @provides(fields: "... on Big { size }") }
        type Category @key(fields: "id") { id: ID! label: String @external }
        type Clock @shareable { hour: Int minute: Int }
        enum Mode { ON OFF @inaccessible }
        enum Kind { OPEN CLOSED @inaccessible }
        input Filter { name: String max: Int }
        input Nested { values: [Int!]! inner: Nested mode: Mode = ON }
        type Hidden @inaccessible { x: Int }
        interface Sized { size: Int }
        union Variant = Big | Small
        type Big @key(fields: "id") { id: ID! size: Int @external }
        type Small @key(fields: "id") { id: ID! }
        extend type Product { nameBy: String @requires(fields: "name") }`.replace(
        'secretOne: Hidden',
        'secretOne: Hidden @inaccessible',
      ),
      resolvers: {
        Query: {
          product: () => ({ id: '1' }),
          products: (_: unknown, { filter }: { filter?: { name?: string } }) => [
            { id: filter?.name ?? '1' },
          ],
          now: () => ({ hour: 12, minute: 30 }),
          mode: (_: unknown, { m }: { m?: string }) => m ?? 'ON',
          echo: (_: unknown, { input }: { input: unknown }) => JSON.stringify(input),
          hiddenKind: () => 'CLOSED',
        },
        Product: {
          __resolveReference: (ref: object) => ref,
          category: () => ({ id: 'c', label: 'fourni' }),
          stock: () => 3,
          variant: () => ({ __typename: 'Big', id: 'b', size: 9 }),
          nameBy: ({ name }: { name: string }) => `par ${name}`,
        },
        Big: { __resolveReference: (ref: object) => ref },
        Small: { __resolveReference: (ref: object) => ref },
      },
    },
    b: {
      sdl: `type Query { now: Clock @shareable category: Category }
        type Product @key(fields: "id") { id: ID! name: String price: Int @override(from: "c") }
        type Category @key(fields: "id") { id: ID! label: String @shareable depth: Int }
        type Clock @shareable { hour: Int minute: Int second: Int }
        input Filter { name: String }
        type Big @key(fields: "id") { id: ID! size: Int @shareable weight: Int }`,
      resolvers: {
        Query: { now: () => ({ hour: 12, minute: 30, second: 15 }), category: () => ({ id: 'c' }) },
        Product: {
          __resolveReference: (ref: object) => ref,
          name: ({ id }: { id: string }) => `P${id}`,
          price: () => 42,
        },
        Category: { __resolveReference: (ref: object) => ref, label: () => 'vrai', depth: () => 2 },
        Big: { __resolveReference: (ref: object) => ref, size: () => 9, weight: () => 80 },
      },
    },
    c: {
      sdl: `type Query { old: Product }
        type Product @key(fields: "id") { id: ID! price: Int legacy: String @requires(fields: "stock") stock: Int @external }`,
      resolvers: {
        Query: { old: () => ({ id: '7' }) },
        Product: {
          __resolveReference: (ref: object) => ref,
          price: () => -1,
          legacy: ({ stock }: { stock: number }) => `ancien ${stock}`,
        },
      },
    },
  },
  [
    {
      about: 'an overridden field comes from its new owner',
      query: '{ product { price } }',
      data: { product: { price: 42 } },
    },
    {
      about: 'an overridden field, from the old owner’s root',
      query: '{ old { price legacy } }',
      data: { old: { price: 42, legacy: 'ancien 3' } },
    },
    {
      about: 'a provided field needs no second fetch',
      query: '{ product { category { label } } }',
      data: { product: { category: { label: 'fourni' } } },
      maxFetches: 1,
    },
    {
      about: 'a provided field beside one that is not',
      query: '{ product { category { id depth } } }',
      data: { product: { category: { id: 'c', depth: 2 } } },
    },
    {
      about: 'the same field where it is not provided',
      query: '{ category { label } }',
      data: { category: { label: 'vrai' } },
    },
    {
      about: 'a field provided in a union member',
      query: '{ product { variant { ... on Big { size } } } }',
      data: { product: { variant: { size: 9 } } },
      maxFetches: 1,
    },
    {
      about: 'and one that is not',
      query:
        '{ product { variant { __typename ... on Big { size weight } ... on Small { id } } } }',
      data: { product: { variant: { __typename: 'Big', size: 9, weight: 80 } } },
    },
    {
      about: 'a shared value object from one side',
      query: '{ now { hour minute } }',
      data: { now: { hour: 12, minute: 30 } },
      maxFetches: 1,
    },
    {
      about: 'a shared value object that only one side completes',
      query: '{ now { hour second } }',
      data: { now: { hour: 12, second: 15 } },
    },
    {
      about: 'an external required field',
      query: '{ product { nameBy name } }',
      data: { product: { nameBy: 'par P1', name: 'P1' } },
    },
    {
      about: 'a filter of the fields in common',
      query: '{ products(filter: { name: "5" }) { name } }',
      data: { products: [{ name: 'P5' }] },
    },
    {
      about: 'a filter by variable',
      query: 'query ($f: Filter) { products(filter: $f) { id } }',
      variables: { f: { name: '6' } },
      data: { products: [{ id: '6' }] },
    },
    {
      about: 'a nested input with defaults',
      query: '{ echo(input: { values: [1, 2], inner: { values: [] } }) }',
      data: { echo: '{"values":[1,2],"inner":{"values":[],"mode":"ON"},"mode":"ON"}' },
    },
    {
      about: 'variables inside literals',
      query: 'query ($v: Int!, $n: Nested) { echo(input: { values: [$v, 2], inner: $n }) }',
      variables: { v: 9, n: { values: [3] } },
      data: { echo: '{"values":[9,2],"inner":{"values":[3],"mode":"ON"},"mode":"ON"}' },
    },
    { about: 'an enum argument', query: '{ mode(m: ON) }', data: { mode: 'ON' } },
    {
      about: 'an enum by variable',
      query: 'query ($m: Mode) { mode(m: $m) }',
      variables: { m: 'ON' },
      data: { mode: 'ON' },
    },
    {
      about: 'a hidden enum value in an answer',
      query: '{ hiddenKind }',
      data: { hiddenKind: null },
      errors: ['hiddenKind'],
      stockDiffers: 'it keeps the error in an extension',
    },
    {
      about: 'introspection knows nothing hidden',
      query:
        '{ __type(name: "Product") { fields { name } } hidden: __type(name: "Hidden") { name } mode: __type(name: "Kind") { enumValues { name } } }',
      data: {
        __type: {
          fields: [
            { name: 'id' },
            { name: 'name' },
            { name: 'category' },
            { name: 'stock' },
            { name: 'variant' },
            { name: 'nameBy' },
            { name: 'price' },
            { name: 'legacy' },
          ],
        },
        hidden: null,
        mode: { enumValues: [{ name: 'OPEN' }] },
      },
    },
    {
      about: 'introspection beside data',
      query: '{ __schema { queryType { name } } product { id } }',
      data: { __schema: { queryType: { name: 'Query' } }, product: { id: '1' } },
    },
    {
      about: 'introspection by variable and fragment',
      query:
        'query ($n: String!) { t: __type(name: $n) { ...T } } fragment T on __Type { kind name }',
      variables: { n: 'Clock' },
      data: { t: { kind: 'OBJECT', name: 'Clock' } },
    },
  ],
);

let counter = 0;
federationSuite(
  'mutations, renamed root types, compound and nested keys',
  {
    a: {
      sdl: `schema { query: Lecture mutation: Ecriture }
        type Lecture { order: Order nodes: [Node] }
        type Ecriture { add(by: Int!): Counter reset: Int }
        type Counter @key(fields: "id") { id: ID! value: Int }
        type Order @key(fields: "number client { id country { code } }") { number: ID! client: Client }
        type Client @shareable { id: ID! country: Country }
        type Country @shareable { code: String }
        type Node @key(fields: "a b") @key(fields: "c") { a: ID! b: ID! c: ID! }`,
      resolvers: {
        Lecture: {
          order: () => ({ number: '1', client: { id: 'k', country: { code: 'FR' } } }),
          nodes: () => [
            { a: '1', b: '2', c: '12' },
            { a: '3', b: '4', c: '34' },
          ],
        },
        Ecriture: {
          add: (_: unknown, { by }: { by: number }) => ({ id: 'c', value: (counter += by) }),
          reset: () => (counter = 0),
        },
        Counter: { __resolveReference: (ref: object) => ({ ...ref, value: counter }) },
        Order: { __resolveReference: (ref: object) => ref },
        Node: {
          __resolveReference: (ref: { a?: string; b?: string; c: string }) => ({
            a: ref.c[0],
            b: ref.c[1],
            ...ref,
          }),
        },
      },
    },
    b: {
      sdl: `type Query { latest: Order }
        type Mutation { multiply(by: Int!): Counter }
        type Counter @key(fields: "id") { id: ID! label: String }
        type Order @key(fields: "number client { id country { code } }") { number: ID! client: Client total: Int note: String }
        type Client @shareable { id: ID! country: Country }
        type Country @shareable { code: String }
        type Node @key(fields: "a b") { a: ID! b: ID! sum: Int }`,
      resolvers: {
        Query: { latest: () => ({ number: '2', client: { id: 'z', country: { code: 'BE' } } }) },
        Mutation: {
          multiply: (_: unknown, { by }: { by: number }) => ({ id: 'c', value: (counter *= by) }),
        },
        Counter: { __resolveReference: (ref: object) => ref, label: () => `compte ${counter}` },
        Order: {
          __resolveReference: (ref: object) => ref,
          total: ({ number, client }: { number: string; client: { country: { code: string } } }) =>
            Number(number) * (client.country.code === 'FR' ? 100 : 200),
          note: ({ client }: { client: { id: string } }) => client.id,
        },
        Node: {
          __resolveReference: (ref: object) => ref,
          sum: ({ a, b }: { a: string; b: string }) => Number(a) + Number(b),
        },
      },
    },
    c: {
      sdl: `type Query { byC: [Node] }
        type Node @key(fields: "c") { c: ID! letter: String }`,
      resolvers: {
        Query: { byC: () => [{ c: '34' }] },
        Node: {
          __resolveReference: (ref: object) => ref,
          letter: ({ c }: { c: string }) => `L${c}`,
        },
      },
    },
  },
  [
    { about: 'a mutation in one subgraph', query: 'mutation { reset }', data: { reset: 0 } },
    {
      about: 'mutations in order across subgraphs',
      query:
        'mutation { reset a: add(by: 2) { value } m: multiply(by: 5) { value } b: add(by: 1) { value } }',
      data: { reset: 0, a: { value: 2 }, m: { value: 10 }, b: { value: 11 } },
    },
    {
      about: 'a mutation that returns an entity',
      query: 'mutation { reset add(by: 4) { id label value } }',
      data: { reset: 0, add: { id: 'c', label: 'compte 4', value: 4 } },
    },
    {
      about: 'a mutation with variables',
      query: 'mutation ($n: Int!) { reset add(by: $n) { value } }',
      variables: { n: 7 },
      data: { reset: 0, add: { value: 7 } },
    },
    {
      about: '__typename of a renamed root',
      query: 'mutation { __typename }',
      data: { __typename: 'Mutation' },
    },
    {
      about: 'a nested compound key',
      query: '{ order { number total note } }',
      data: { order: { number: '1', total: 100, note: 'k' } },
    },
    {
      about: 'a nested compound key, aliased by the caller',
      query: '{ order { client: number number: total c: client { id: country { code } } } }',
      data: { order: { client: '1', number: 100, c: { id: { code: 'FR' } } } },
      stockDiffers: 'aliases meet the key',
    },
    {
      about: 'a nested compound key from the other side',
      query: '{ latest { total client { country { code } } } }',
      data: { latest: { total: 400, client: { country: { code: 'BE' } } } },
    },
    {
      about: 'a key of two fields',
      query: '{ nodes { sum } }',
      data: { nodes: [{ sum: 3 }, { sum: 7 }] },
    },
    {
      about: 'from one key to another',
      query: '{ byC { letter sum } }',
      data: { byC: [{ letter: 'L34', sum: 7 }] },
    },
    {
      about: 'three subgraphs, two keys',
      query: '{ nodes { a sum letter } }',
      data: {
        nodes: [
          { a: '1', sum: 3, letter: 'L12' },
          { a: '3', sum: 7, letter: 'L34' },
        ],
      },
    },
  ],
);
