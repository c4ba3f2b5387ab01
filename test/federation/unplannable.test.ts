import { federationSuite } from './federation-suite.js';

const account = { __typename: 'Account', id: 'a1', name: 'Ada' };
const chat = { __typename: 'Chat', id: 'c1', text: 'bonjour' };
const node = (_: unknown, { id }: { id: string }) => (id === 'a1' ? account : chat);
const named = { __resolveReference: (ref: object) => ref };

/** Composed, and yet there is no way to some of it: what has no way is null with an error. */
federationSuite(
  'look-ups that no plan leads to',
  {
    accounts: {
      sdl: `type Query { node(id: ID!): Node @shareable account(id: ID!): Account alone: Alone }
        interface Node { id: ID! }
        type Account implements Node @key(fields: "id") { id: ID! name: String }
        type Chat implements Node @key(fields: "id") { id: ID! @external account: Account }
        interface Alone @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          node,
          account: () => account,
          alone: () => ({ id: 'n1' }),
        },
        Account: named,
        Chat: { ...named, account: () => account },
        Alone: { __resolveType: () => 'Nobody' },
      },
    },
    chats: {
      sdl: `type Query { node(id: ID!): Node @shareable chat(id: ID!): Chat other: Alone }
        interface Node { id: ID! }
        type Account implements Node @key(fields: "id") { id: ID! @external chats: [Chat!] }
        type Chat implements Node @key(fields: "id") { id: ID! text: String }
        type Alone @key(fields: "id", resolvable: false) @interfaceObject { id: ID! word: String }`,
      resolvers: {
        Query: { node, chat: () => chat, other: () => ({ id: 'n1', word: 'mot' }) },
        Account: { ...named, chats: () => [chat] },
        Chat: named,
        Alone: named,
      },
    },
  },
  [
    {
      about: 'a field that neither owner of the root field has for all its types',
      query: '{ node(id: "a1") { id } }',
      data: { node: null },
      errors: ['node'],
      stockDiffers: 'The whole operation fails.',
    },
    {
      about: 'takes nobody else along',
      query: '{ node(id: "a1") { id } chat(id: "c1") { text } }',
      data: { node: null, chat: { text: 'bonjour' } },
      errors: ['node'],
      stockDiffers: 'The whole operation fails.',
    },
    {
      about: 'its type name has a plan',
      query: '{ a: node(id: "a1") { __typename } c: node(id: "c1") { __typename } }',
      data: { a: { __typename: 'Account' }, c: { __typename: 'Chat' } },
    },
    {
      about: 'each type’s own fields have one',
      query: `{ a: node(id: "a1") { ... on Account { id name } }
        c: node(id: "c1") { ... on Chat { id text } } }`,
      data: { a: { id: 'a1', name: 'Ada' }, c: { id: 'c1', text: 'bonjour' } },
    },
    {
      about: 'the other type’s fields leave an empty object',
      query: `{ a: node(id: "a1") { __typename ... on Chat { id } }
        c: node(id: "c1") { ... on Account { id } } }`,
      data: { a: { __typename: 'Account' }, c: {} },
    },
    {
      about: 'one of two has no plan',
      query: `{ a: node(id: "a1") { id ... on Chat { id } } c: node(id: "c1") { __typename } }`,
      data: { a: null, c: { __typename: 'Chat' } },
      errors: ['a'],
      stockDiffers: 'The whole operation fails.',
    },
    {
      about: 'entities of either owner',
      query: `{ chat(id: "c1") { id text account { id } } account(id: "a1") { id name chats { id } } }`,
      data: {
        chat: { id: 'c1', text: 'bonjour', account: { id: 'a1' } },
        account: { id: 'a1', name: 'Ada', chats: [{ id: 'c1' }] },
      },
    },
    {
      about: 'an interface object that nobody resolves, where it is known',
      query: '{ other { id word } }',
      data: { other: { id: 'n1', word: 'mot' } },
      stockDiffers: 'The type condition of a reference fails it.',
    },
    {
      about: 'an interface without types has no objects',
      query: '{ alone { id } }',
      data: { alone: null },
      errors: ['alone'],
    },
    {
      about: 'a field of an interface object that nobody resolves',
      query: '{ alone { word } }',
      data: { alone: null },
      errors: ['alone'],
    },
  ],
);
