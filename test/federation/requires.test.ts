import { federationSuite } from './federation-suite.js';

const rates: Record<string, number> = { EUR: 1, USD: 2 };

federationSuite(
  '@requires',
  {
    products: {
      sdl: `type Query { products: [Product] product: Product }
        type Product @key(fields: "id") {
          id: ID! name: String weight: Int
          price(currency: String = "EUR"): Float
          dimension: Dimension @shareable
          owner: Owner
        }
        type Dimension @shareable { size: String weight(unit: String): Float }
        type Owner @key(fields: "id") { id: ID! rank: Int }`,
      resolvers: {
        Query: {
          products: () => [{ id: '1' }, { id: '2' }],
          product: () => ({ id: '1' }),
        },
        Product: {
          __resolveReference: (ref: object) => ref,
          name: ({ id }: { id: string }) => `P${id}`,
          weight: ({ id }: { id: string }) => Number(id) * 10,
          price: ({ id }: { id: string }, { currency }: { currency: string }) =>
            Number(id) * 100 * (rates[currency] ?? 0),
          dimension: ({ id }: { id: string }) => ({ size: `S${id}`, id }),
          owner: ({ id }: { id: string }) => ({ id: `o${id}`, rank: Number(id) }),
        },
        Dimension: {
          weight: ({ id }: { id: string }, { unit }: { unit?: string }) =>
            unit === 'g' ? Number(id) * 1000 : Number(id),
        },
        Owner: {
          __resolveReference: (ref: { id: string }) => ({ ...ref, rank: Number(ref.id.slice(1)) }),
        },
      },
    },
    shipping: {
      sdl: `type Product @key(fields: "id") {
          id: ID!
          weight: Int @external
          price(currency: String = "EUR"): Float @external
          dimension: Dimension @external
          owner: Owner @external
          shippingCost: Int @requires(fields: "weight")
          dollars: String @requires(fields: "price(currency: \\"USD\\")")
          euros: String @requires(fields: "price(currency: \\"EUR\\")")
          both: String @requires(fields: "price(currency: \\"USD\\") weight")
          parcel: String @requires(fields: "dimension { size }")
          grams: String @requires(fields: "dimension { weight(unit: \\"g\\") }")
          kilos: String @requires(fields: "dimension { weight(unit: \\"kg\\") }")
          prestige: String @requires(fields: "owner { rank }")
          chained: String @requires(fields: "weight")
        }
        type Dimension @shareable { size: String @external weight(unit: String): Float @external }
        type Owner @key(fields: "id") { id: ID! rank: Int @external }`,
      resolvers: {
        Product: {
          __resolveReference: (ref: object) => ref,
          shippingCost: ({ weight }: { weight: number }) => weight * 2,
          dollars: ({ price }: { price: number }) => `$${price}`,
          euros: ({ price }: { price: number }) => `€${price}`,
          both: ({ price, weight }: { price: number; weight: number }) => `${price}/${weight}`,
          parcel: ({ dimension }: { dimension: { size: string } }) => dimension.size,
          grams: ({ dimension }: { dimension: { weight: number } }) => `${dimension.weight}g`,
          kilos: ({ dimension }: { dimension: { weight: number } }) => `${dimension.weight}kg`,
          prestige: ({ owner }: { owner: { rank: number } }) => `rang ${owner.rank}`,
          chained: ({ weight }: { weight: number }) => `c${weight}`,
        },
      },
    },
    billing: {
      sdl: `type Query { bill: Product }
        type Product @key(fields: "id") {
          id: ID!
          shippingCost: Int @external
          chained: String @external
          total: Int @requires(fields: "shippingCost")
          label: String @requires(fields: "chained shippingCost")
        }`,
      resolvers: {
        Query: { bill: () => ({ id: '2' }) },
        Product: {
          __resolveReference: (ref: object) => ref,
          total: ({ shippingCost }: { shippingCost: number }) => shippingCost + 1,
          label: ({ chained, shippingCost }: { chained: string; shippingCost: number }) =>
            `${chained}-${shippingCost}`,
        },
      },
    },
  },
  [
    {
      about: 'a field of another subgraph',
      query: '{ product { shippingCost } }',
      data: { product: { shippingCost: 20 } },
    },
    {
      about: 'in a list',
      query: '{ products { name shippingCost } }',
      data: {
        products: [
          { name: 'P1', shippingCost: 20 },
          { name: 'P2', shippingCost: 40 },
        ],
      },
    },
    {
      about: 'with an argument',
      query: '{ product { dollars } }',
      data: { product: { dollars: '$200' } },
    },
    {
      about: 'two argument sets of one field',
      query: '{ product { dollars euros } }',
      data: { product: { dollars: '$200', euros: '€100' } },
      stockDiffers: 'both requirements share one response key',
    },
    {
      about: 'an argument set and the caller’s own call',
      query: '{ product { dollars price } }',
      data: { product: { dollars: '$200', price: 100 } },
      stockDiffers: 'the caller’s call and the requirement share one response key',
    },
    {
      about: 'an argument set and the caller’s own call with arguments',
      query: '{ product { price(currency: "EUR") dollars euros } }',
      data: { product: { price: 100, dollars: '$200', euros: '€100' } },
      stockDiffers: 'three calls share one response key',
    },
    {
      about: 'an argument set and the caller’s aliases',
      query: '{ product { price: name e: price(currency: "EUR") dollars } }',
      data: { product: { price: 'P1', e: 100, dollars: '$200' } },
      stockDiffers: 'the alias takes the required field’s place',
    },
    {
      about: 'three with one in common',
      query: '{ products { dollars euros both } }',
      data: {
        products: [
          { dollars: '$200', euros: '€100', both: '200/10' },
          { dollars: '$400', euros: '€200', both: '400/20' },
        ],
      },
      stockDiffers: 'requirements share one response key',
    },
    { about: 'nested', query: '{ product { parcel } }', data: { product: { parcel: 'S1' } } },
    {
      about: 'nested with an argument',
      query: '{ product { grams } }',
      data: { product: { grams: '1000g' } },
    },
    {
      about: 'nested with two argument sets',
      query: '{ product { grams kilos parcel } }',
      data: { product: { grams: '1000g', kilos: '1kg', parcel: 'S1' } },
      stockDiffers: 'requirements share one response key',
    },
    {
      about: 'nested, beside the caller’s own call',
      query: '{ product { grams dimension { weight } } }',
      data: { product: { grams: '1000g', dimension: { weight: 1 } } },
      stockDiffers: 'the calls share one response key',
    },
    {
      about: 'through an entity',
      query: '{ product { prestige } }',
      data: { product: { prestige: 'rang 1' } },
    },
    { about: 'a chain of two', query: '{ product { total } }', data: { product: { total: 21 } } },
    {
      about: 'a chain of two, from the far end',
      query: '{ bill { total name } }',
      data: { bill: { total: 41, name: 'P2' } },
    },
    {
      about: 'a chain with two required fields',
      query: '{ bill { label } }',
      data: { bill: { label: 'c20-40' } },
    },
    {
      about: 'an alias named like the required field',
      query: '{ product { weight: name shippingCost } }',
      data: { product: { weight: 'P1', shippingCost: 20 } },
      stockDiffers: 'the alias takes the required field’s place',
    },
    {
      about: 'the required field under another name',
      query: '{ product { poids: weight shippingCost } }',
      data: { product: { poids: 10, shippingCost: 20 } },
    },
    {
      about: 'two aliases of the dependent field',
      query: '{ product { a: shippingCost b: shippingCost } }',
      data: { product: { a: 20, b: 20 } },
    },
    {
      about: 'with @skip on the dependent field',
      query: 'query ($s: Boolean!) { product { name shippingCost @skip(if: $s) } }',
      variables: { s: true },
      data: { product: { name: 'P1' } },
      maxFetches: 1,
    },
    {
      about: 'variables beside a requirement',
      query: 'query ($c: String) { product { price(currency: $c) dollars } }',
      variables: { c: 'EUR' },
      data: { product: { price: 100, dollars: '$200' } },
      stockDiffers: 'the calls share one response key',
    },
  ],
);
