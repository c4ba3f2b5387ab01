import { federationSuite } from './federation-suite.js';

federationSuite(
  'federation 1 style subgraphs',
  {
    accounts: {
      federation1: true,
      sdl: `extend type Query { me: User users: [User] }
        type User @key(fields: "id") { id: ID! name: String username: String }`,
      resolvers: {
        Query: { me: () => ({ id: '1' }), users: () => [{ id: '1' }, { id: '2' }] },
        User: {
          __resolveReference: (ref: object) => ref,
          name: ({ id }: { id: string }) => `N${id}`,
          username: ({ id }: { id: string }) => `@${id}`,
        },
      },
    },
    reviews: {
      federation1: true,
      sdl: `type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") product: Product }
        extend type User @key(fields: "id") { id: ID! @external username: String @external reviews: [Review] }
        extend type Product @key(fields: "upc") { upc: String! @external reviews: [Review] }
        extend type Query { review(id: ID!): Review }`,
      resolvers: {
        Query: { review: (_: unknown, { id }: { id: string }) => ({ id }) },
        Review: {
          __resolveReference: (ref: object) => ref,
          body: ({ id }: { id: string }) => `corps ${id}`,
          author: () => ({ id: '1', username: '@fourni' }),
          product: () => ({ upc: 'u1' }),
        },
        User: {
          __resolveReference: (ref: object) => ref,
          reviews: ({ id }: { id: string }) => [{ id: `r${id}` }],
          username: ({ username }: { username?: string }) => username ?? '@sans',
        },
        Product: { __resolveReference: (ref: object) => ref, reviews: () => [{ id: 'rp' }] },
      },
    },
    products: {
      federation1: true,
      sdl: `extend type Query { top(first: Int = 1): [Product] }
        type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
      resolvers: {
        Query: {
          top: (_: unknown, { first }: { first: number }) =>
            [{ upc: 'u1' }, { upc: 'u2' }].slice(0, first),
        },
        Product: {
          __resolveReference: (ref: object) => ref,
          name: ({ upc }: { upc: string }) => `nom ${upc}`,
          price: () => 50,
          weight: () => 4,
        },
      },
    },
    inventory: {
      federation1: true,
      sdl: `extend type Product @key(fields: "upc") { upc: String! @external weight: Int @external price: Int @external inStock: Boolean shipping: Int @requires(fields: "price weight") }`,
      resolvers: {
        Product: {
          __resolveReference: (ref: object) => ref,
          inStock: () => true,
          shipping: ({ price, weight }: { price: number; weight: number }) => price * weight,
        },
      },
    },
  },
  [
    {
      about: 'extended types',
      query: '{ me { name reviews { body } } }',
      data: { me: { name: 'N1', reviews: [{ body: 'corps r1' }] } },
    },
    {
      about: 'the way the old demonstration goes',
      query:
        '{ me { username reviews { body product { name inStock shipping reviews { author { username name } } } } } }',
      data: {
        me: {
          username: '@1',
          reviews: [
            {
              body: 'corps r1',
              product: {
                name: 'nom u1',
                inStock: true,
                shipping: 200,
                reviews: [{ author: { username: '@fourni', name: 'N1' } }],
              },
            },
          ],
        },
      },
    },
    {
      about: 'an argument’s default',
      query: '{ top { name } }',
      data: { top: [{ name: 'nom u1' }] },
    },
    {
      about: '@requires of two fields',
      query: '{ top(first: 2) { upc shipping } }',
      data: {
        top: [
          { upc: 'u1', shipping: 200 },
          { upc: 'u2', shipping: 200 },
        ],
      },
    },
    {
      about: '@provides',
      query: '{ review(id: "9") { author { username } } }',
      data: { review: { author: { username: '@fourni' } } },
      maxFetches: 1,
    },
    {
      about: 'the issue that leaks keys elsewhere',
      query: '{ users { id: username reviews { id } } }',
      data: {
        users: [
          { id: '@1', reviews: [{ id: 'r1' }] },
          { id: '@2', reviews: [{ id: 'r2' }] },
        ],
      },
      stockDiffers: 'the caller’s alias is sent as the key, or the key is answered',
    },
    {
      about: 'both ways round',
      query: '{ users { username: id id: username reviews { id: body body: id } } }',
      data: {
        users: [
          { username: '1', id: '@1', reviews: [{ id: 'corps r1', body: 'r1' }] },
          { username: '2', id: '@2', reviews: [{ id: 'corps r2', body: 'r2' }] },
        ],
      },
      stockDiffers: 'aliases meet keys',
    },
  ],
);

federationSuite(
  'mismatched nullability, unresolvable keys, tags and custom directives',
  {
    a: {
      sdl: `extend schema @link(url: "https://exemple.test/etiquette/v1.0", import: ["@etiquette"]) @composeDirective(name: "@etiquette")
        directive @etiquette(nom: String) on FIELD_DEFINITION
        type Query { item: Item items: [Item!]! loose: Loose @shareable }
        type Item @key(fields: "id") { id: ID! @tag(name: "cle") label: String! @shareable @etiquette(nom: "libelle") count: Int @shareable }
        type Loose @shareable { value: String }`,
      resolvers: {
        Query: {
          item: () => ({ id: '1' }),
          items: () => [{ id: '1' }, { id: '2' }],
          loose: () => ({ value: 'a' }),
        },
        Item: {
          __resolveReference: (ref: object) => ref,
          label: ({ id }: { id: string }) => `L${id}`,
          count: () => 1,
        },
      },
    },
    b: {
      sdl: `type Query { other: Item loose: Loose! @shareable }
        type Item @key(fields: "id") { id: ID! label: String @shareable count: Int! @shareable extra: String }
        type Loose @shareable { value: String! more: String }`,
      resolvers: {
        Query: { other: () => ({ id: '2' }), loose: () => ({ value: 'b', more: 'plus' }) },
        Item: {
          __resolveReference: (ref: object) => ref,
          label: ({ id }: { id: string }) => (id === '2' ? null : `B${id}`),
          count: () => 2,
          extra: ({ id }: { id: string }) => `E${id}`,
        },
      },
    },
    c: {
      sdl: `type Query { owners: [Owner] }
        type Owner { name: String item: Item }
        type Item @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: { Query: { owners: () => [{ name: 'o', item: { id: '1' } }] } },
    },
    d: {
      sdl: `type Query { lot: Lot }
        type Lot @key(fields: "id") { id: ID! size: Int tag: String @requires(fields: "size2") size2: Int @external }
        type Item @key(fields: "id") { id: ID! fromD: String @requires(fields: "extra") extra: String @external lot: Lot }`,
      resolvers: {
        Query: { lot: () => ({ id: 'l', size: 3 }) },
        Lot: {
          __resolveReference: (ref: object) => ref,
          size: () => 3,
          tag: ({ size2 }: { size2: number }) => `t${size2}`,
        },
        Item: {
          __resolveReference: (ref: object) => ref,
          fromD: ({ extra }: { extra: string }) => `D:${extra}`,
          lot: () => ({ id: 'l' }),
        },
      },
    },
    e: {
      sdl: `type Lot @key(fields: "id") { id: ID! size2: Int }`,
      resolvers: { Lot: { __resolveReference: (ref: object) => ref, size2: () => 6 } },
    },
  },
  [
    {
      about: 'the nullable side’s null',
      query: '{ other { label count } }',
      data: { other: { label: null, count: 2 } },
    },
    {
      about: 'the non-null side',
      query: '{ item { label count extra } }',
      data: { item: { label: 'L1', count: 1, extra: 'E1' } },
    },
    {
      about: 'a list of non-null objects',
      query: '{ items { label extra } }',
      data: {
        items: [
          { label: 'L1', extra: 'E1' },
          { label: 'L2', extra: 'E2' },
        ],
      },
    },
    {
      about: 'a value object that only one side completes',
      query: '{ loose { value more } }',
      data: { loose: { value: 'b', more: 'plus' } },
    },
    {
      about: 'out of a subgraph whose key is not resolvable',
      query: '{ owners { name item { id label extra } } }',
      data: { owners: [{ name: 'o', item: { id: '1', label: 'B1', extra: 'E1' } }] },
    },
    {
      about: '@requires after an unresolvable key',
      query: '{ owners { item { fromD } } }',
      data: { owners: [{ item: { fromD: 'D:E1' } }] },
    },
    {
      about: '@requires behind @requires across five subgraphs',
      query: '{ owners { item { fromD lot { size tag } } } }',
      data: { owners: [{ item: { fromD: 'D:E1', lot: { size: 3, tag: 't6' } } }] },
    },
    {
      about: '@requires from a root',
      query: '{ lot { tag size } }',
      data: { lot: { tag: 't6', size: 3 } },
    },
    {
      about: 'custom and tag directives do not disturb',
      query: '{ item { id label } }',
      data: { item: { id: '1', label: 'L1' } },
    },
    {
      about: 'introspection of types',
      query: '{ __type(name: "Item") { fields { name type { kind name } } } }',
      data: {
        __type: {
          fields: [
            { name: 'id', type: { kind: 'NON_NULL', name: null } },
            { name: 'label', type: { kind: 'SCALAR', name: 'String' } },
            { name: 'count', type: { kind: 'SCALAR', name: 'Int' } },
            { name: 'extra', type: { kind: 'SCALAR', name: 'String' } },
            { name: 'fromD', type: { kind: 'SCALAR', name: 'String' } },
            { name: 'lot', type: { kind: 'OBJECT', name: 'Lot' } },
          ],
        },
      },
    },
  ],
);
