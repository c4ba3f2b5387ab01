import { federationSuite, type FederationCase } from './federation-suite.js';

/** Prepended to the SDL of both. */
const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
    "@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject", "@composeDirective"])
  @link(url: "https://passerelle.example/rowRuled/v1.0", import: ["@rowRuled"])
  @composeDirective(name: "@rowRuled")
directive @rowRuled(owner: String!) repeatable on OBJECT
`;

const seen = new Set(['seen', 'other']);
const row = (id: string): object => ({ __typename: 'Case', id });
const shared = { id: 'note', about: row('hidden') };
const stockShows = 'it serves the key from who refers to it, without asking the owner';

/** `owner` shows the cases `seen` and `other`, hides `hidden`, and fails for `broken`. */
const owner = {
  federation1: true,
  sdl: `${link}
    type Query { case(id: ID!): Case }
    type Case implements Thing @key(fields: "id") @rowRuled(owner: "owner") {
      id: ID! title: String @shareable next: Case twin: Case! }
    interface Thing { id: ID! }`,
  resolvers: {
    Query: { case: (_: unknown, { id }: { id: string }) => (seen.has(id) ? { id } : null) },
    Case: {
      __resolveReference: ({ id }: { id: string }) =>
        id === 'broken'
          ? Promise.reject(new Error('down'))
          : Promise.resolve(seen.has(id) ? { id } : null),
      title: ({ id }: { id: string }) => `T-${id}`,
      next: () => ({ id: 'other' }),
      twin: () => ({ id: 'other' }),
    },
  },
};

/** `referrer` knows the ids of all of them. */
const referrer = {
  federation1: true,
  sdl: `${link}
    type Query { note: Note open: Note strict: Strict many: [Case] every: [Case!] matrix: [[Case!]!]
      thing: Thing things: [Thing!] either: Either eithers: [Either] broken: Case brokens: [Case!] provided: Note @provides(fields: "about { title }") }
    type Mutation { act: Case acts: [Case!] note: Note }
    type Note @key(fields: "id") { id: ID! about: Case more: [Note!] }
    type Strict { about: Case! }
    type Plain implements Thing { id: ID! text: String }
    interface Thing { id: ID! }
    union Either = Case | Plain
    type Case implements Thing @key(fields: "id") { id: ID! title: String @external remark: String }`,
  resolvers: {
    Query: {
      note: () => ({ ...shared, more: [{ id: 'n2', about: row('seen') }, shared] }),
      open: () => ({ id: 'note', about: row('seen') }),
      provided: () => ({ id: 'note', about: { ...row('hidden'), title: 'LEAK' } }),
      strict: () => ({ about: row('hidden') }),
      many: () => [row('seen'), row('hidden'), row('other')],
      every: () => [row('hidden'), row('seen'), row('hidden')],
      matrix: () => [[row('hidden')], [row('seen'), row('hidden')]],
      thing: () => row('hidden'),
      things: () => [row('hidden'), { __typename: 'Plain', id: 'p', text: 'x' }, row('seen')],
      either: () => row('hidden'),
      eithers: () => [row('hidden'), { __typename: 'Plain', id: 'p' }, row('seen')],
      broken: () => row('broken'),
      brokens: () => [row('seen'), row('broken')],
    },
    Mutation: {
      act: () => row('hidden'),
      acts: () => [row('hidden'), row('seen')],
      note: () => shared,
    },
    Case: { remark: ({ id }: { id: string }) => `R-${id}`, __resolveReference: (it: object) => it },
  },
};

const hides = (
  about: string,
  query: string,
  data: unknown,
  more: Partial<FederationCase> = {},
): FederationCase => ({ about, query, data, stockDiffers: stockShows, ...more });

federationSuite('a type whose rows its owner rules', { owner, referrer }, [
  hides('is not shown by its key alone', '{ note { about { id } } }', { note: { about: null } }),
  hides('nor by its name', '{ note { about { __typename } } }', { note: { about: null } }),
  hides('nor under an alias', '{ n: note { a: about { id: __typename } } }', {
    n: { a: null },
  }),
  hides('nor by fields of who refers to it', '{ note { about { remark } } }', {
    note: { about: null },
  }),
  hides('nor where its referrer provides a field', '{ provided { about { title } } }', {
    provided: { about: null },
  }),
  hides('nor through a fragment', '{ note { ...N } } fragment N on Note { about { ... { id } } }', {
    note: { about: null },
  }),
  {
    about: 'is shown where the owner confirms it',
    query: '{ open { about { id __typename remark title } } }',
    data: {
      open: { about: { id: 'seen', __typename: 'Case', remark: 'R-seen', title: 'T-seen' } },
    },
  },
  hides('is null in a list that takes nulls', '{ many { id } }', {
    many: [{ id: 'seen' }, null, { id: 'other' }],
  }),
  hides('is left out of a list that takes none', '{ every { id } }', { every: [{ id: 'seen' }] }),
  hides('is left out of lists of lists', '{ matrix { id } }', { matrix: [[], [{ id: 'seen' }]] }),
  hides('makes its parent null where it must be there', '{ strict { about { id } } }', {
    strict: null,
  }),
  hides(
    'is hidden at every depth, whoever else is shown beside it',
    '{ note { id more { about { id } more { about { id } } } } }',
    {
      note: {
        id: 'note',
        more: [
          { about: { id: 'seen' }, more: null },
          { about: null, more: null },
        ],
      },
    },
  ),
  hides('is hidden behind an interface', '{ thing { id } }', { thing: null }),
  hides(
    'is hidden behind an interface of which it is not asked',
    '{ thing { ... on Plain { text } } }',
    {
      thing: null,
    },
  ),
  hides('is left out of a list of an interface', '{ things { id __typename } }', {
    things: [
      { id: 'p', __typename: 'Plain' },
      { id: 'seen', __typename: 'Case' },
    ],
  }),
  hides('is hidden in a union', '{ either { __typename } }', { either: null }),
  hides('is null in a list of a union', '{ eithers { ... on Plain { id } } }', {
    eithers: [null, { id: 'p' }, {}],
  }),
  hides(
    'is hidden in the result of an act',
    'mutation { act { id } acts { id } note { about { id } } }',
    {
      act: null,
      acts: [{ id: 'seen' }],
      note: { about: null },
    },
  ),
  hides(
    'is null with an error where its owner fails',
    '{ broken { id } }',
    { broken: null },
    { errors: ['broken'] },
  ),
  hides(
    'makes no list look complete where its owner fails',
    '{ brokens { id } }',
    { brokens: null },
    { errors: ['brokens.1'] },
  ),
  {
    about: 'costs its owner no second request',
    query: '{ case(id: "seen") { id next { id twin { title } } } }',
    data: { case: { id: 'seen', next: { id: 'other', twin: { title: 'T-other' } } } },
    maxFetches: 1,
  },
]);
