import { getIntrospectionQuery } from 'graphql';

/** One way of doing harm over HTTP, again and again. */
export interface Attack {
  readonly name: string;
  /** Milliseconds between two. */
  readonly every: number;
  /** @param n how often it was done before. */
  readonly request: (n: number) => Sent;
}

export interface Sent {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const asked = (query: string, variables?: object): Sent => ({
  body: JSON.stringify({ query, ...(variables && { variables }) }),
});
const times = (count: number, text: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

const leaves = ['id', 'type', 'gravite', 'moisFaits', 'famille', 'recurrence', 'lieuType'];
/** Some of the names, another choice for each n. */
const choice = (names: readonly string[], n: number): string =>
  ['__typename', ...names.filter((_, bit) => (n >> bit) & 1)].join(' ');

const lists = 'logements(first: 100) { nodes { id residence { nom bailleur { nom } } } }';
const introspection = getIntrospectionQuery();
const rotten = (n: number): string =>
  `eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6Ing${n}In0.${'A'.repeat(n % 2_000)}.AAAA`;

/** Deep and wide, through every partner, and never the same. */
function hardToPlan(n: number): string {
  const place = (depth: number): string =>
    depth === 0
      ? choice(['nom', 'codeInsee', 'populationMunicipale'], n)
      : `nom incidents(first: ${1 + (n % 7)}) { nodes { ${choice(leaves, n + depth)} residence { nom bailleur { nom } commune { ${place(depth - 1)} } quartier { nom communes { ${place(depth - 1)} } } } } }`;
  return `{ residences(first: 1) { nodes { commune { ${place(3)} } } } }`;
}

export const attacks: readonly Attack[] = [
  {
    name: 'garbage tokens',
    every: 50,
    request: (n) => ({ body: '{}', headers: { authorization: `Bearer ${rotten(n)}` } }),
  },
  {
    name: 'oversized body',
    every: 1_000,
    request: () => ({ body: `{"query":"{ moi { nom } }","x":"${'x'.repeat(3_000_000)}"}` }),
  },
  {
    name: 'oversized operation',
    every: 500,
    request: (n) => asked(`{ ${times(4_000, (i) => `a${n}x${i}: signataires { nom }`)} }`),
  },
  {
    name: 'oversized variable',
    every: 500,
    request: (n) =>
      asked('query ($x: ID!) { incident(id: $x) { id } }', { x: `${n}${'x'.repeat(900_000)}` }),
  },
  {
    name: 'doubling fragments',
    every: 500,
    request: (n) =>
      asked(
        `{ moi { ...F0 } } ${times(60, (i) => `fragment F${i} on Moi { ...F${i + 1} a${n}: __typename ...F${i + 1} }`)} fragment F60 on Moi { __typename }`,
      ),
  },
  {
    name: 'deep operation',
    every: 250,
    request: (n) =>
      asked(
        `{ moi { ${'... { '.repeat(200 + (n % 50))} __typename ${'} '.repeat(200 + (n % 50))} } }`,
      ),
  },
  {
    name: 'many aliases',
    every: 250,
    request: (n) => asked(`{ ${times(150, (i) => `a${n}x${i}: __typename`)} }`),
  },
  {
    name: 'nested lists',
    every: 500,
    request: () => asked(`{ residences(first: 100) { nodes { nom ${lists} } } }`),
  },
  {
    name: 'nested lists, aliased',
    every: 500,
    request: () =>
      asked(`{ ${times(10, (i) => `r${i}: residences(first: 100) { nodes { ${lists} } }`)} }`),
  },
  { name: 'introspection', every: 200, request: () => asked(introspection) },
  {
    name: 'introspection, 90 aliases',
    every: 500,
    request: (n) =>
      asked(
        `{ ${times(90, (i) => `a${n}x${i}: __schema { types { name fields { name args { name } } } }`)} }`,
      ),
  },
  {
    name: 'never seen',
    every: 50,
    request: (n) =>
      asked(
        `{ incidents(first: ${1 + (n % 90)}) { nodes { ${choice(leaves, n)} ${'... { '.repeat(n % 20)} residence { nom } ${'} '.repeat(n % 20)} } } }`,
      ),
  },
  { name: 'hard to plan', every: 500, request: (n) => asked(hardToPlan(n)) },
  {
    name: 'through the bad partner',
    every: 300,
    request: (n) =>
      asked(`{ procedures(first: ${1 + (n % 50)}) { nodes { id moisFaits etatPublic } } }`),
  },
  {
    name: 'garbage body',
    every: 200,
    request: (n) => ({ body: `{"query":"{ moi { nom ${'{'.repeat(n % 3_000)}` }),
  },
];

/** A large answer, for those who ask and do not read. */
export const largeAnswer = asked(introspection).body;
