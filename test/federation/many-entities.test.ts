import { federationSuite } from './federation-suite.js';

const ids = Array.from({ length: 4_100 }, (_, i) => `${i}-${'x'.repeat(230)}`);

federationSuite(
  'more entities than a partner reads at once',
  {
    lists: {
      sdl: `type Query { many: [Item] }
        type Item @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { many: () => ids.map((id) => ({ id })) } },
    },
    sizes: {
      sdl: `type Item @key(fields: "id") { id: ID! size: Int box: Box fails: Int }
        type Box { width: Int }`,
      resolvers: {
        Item: {
          __resolveReference: (ref: object) => ref,
          size: ({ id }: { id: string }) => Number.parseInt(id, 10),
          box: ({ id }: { id: string }) => ({ width: Number.parseInt(id, 10) }),
          fails: ({ id }: { id: string }) => {
            if (id.startsWith('4099-')) throw new Error('no');
            return 0;
          },
        },
      },
    },
  },
  [
    {
      about: 'are asked for in several requests',
      query: '{ many { size box { width } } }',
      data: { many: ids.map((_, i) => ({ size: i, box: { width: i } })) },
    },
    {
      about: 'have their errors where they stand',
      query: '{ many { fails } }',
      data: { many: ids.map((_, i) => ({ fails: i === 4_099 ? null : 0 })) },
      errors: ['many.4099.fails'],
    },
  ],
  { stockVaries: 'it sends all of them at once, and none comes back' },
);
