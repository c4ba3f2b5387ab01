import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { http, RawSubgraph } from '../../harness/raw-subgraph.js';
import { SmallGateway, type AskOptions } from '../../harness/small-gateway.js';

/**
 * What an operation gets must not depend on whether it was sent before: the first sending goes
 * through Apollo Server, the next ones do not.
 */
let subgraph: RawSubgraph;
let gateway: SmallGateway;

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = (socket, { query }) => {
    const call = /^(?:query|mutation)?[^{]*\{\s*(?:(\w+)\s*:\s*)?(\w+)/.exec(query);
    const key = call?.[1] ?? call?.[2] ?? '';
    const failing = call?.[2] === 'panne';
    const answered = { __typename: 'Dossier', id: '1', titre: 'T', identite: 'I', montant: 2 };
    // Whatever its alias, a field's value is found by the letters of the query after it.
    const dossier = Object.fromEntries(
      [...query.matchAll(/(?:(\w+):\s*)?\b(id|titre|identite|montant|__typename)\b/g)].map(
        ([, alias, name = '']) => [alias ?? name, (answered as Record<string, unknown>)[name]],
      ),
    );
    const list = /dossiers/.test(call?.[2] ?? '') ? [dossier, dossier] : dossier;
    socket.write(
      http(JSON.stringify(failing ? { errors: [{ message: 'x' }] } : { data: { [key]: list } })),
    );
  };
  gateway = await SmallGateway.start({
    subgraphs: {
      a: {
        url: subgraph.url,
        sdl: `type Query { dossier(id: ID): Dossier @authenticated  dossiers(premiers: Int, filtre: Filtre): [Dossier!] @authenticated  panne: Int @authenticated }
          type Mutation { classer(id: ID!): Dossier @authenticated }
          input Filtre { identite: String @readsField(coordinate: "Dossier.identite")  titre: String }
          type Dossier @authenticated { id: ID!  titre: String  montant: Int @requiresScopes(scopes: [["dossier:montant"]])
            identite: String @requiresScopes(scopes: [["dossier:identite"]]) }`,
      },
    },
    donnees: {
      'dossier:identite': { classe: 'P2', a: ['lecteur'], finalites: ['suivi'] },
      'dossier:montant': { classe: 'P1', a: ['autre'] },
    },
    signataires: { lecteur: '', autre: '' },
    clock: true,
    environment: { MAX_DEPTH: '6', MAX_ALIASES: '4', MAX_TOKENS: '120', MAX_COST: '200' },
  });
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

interface Sent {
  readonly body: unknown;
  readonly options?: AskOptions;
}

const filtered = 'query F($f: Filtre) { dossiers(filtre: $f) { titre } }';
const aliases = (count: number) =>
  `{ dossier { ${Array.from({ length: count }, (_, i) => `a${i}: titre`).join(' ')} } }`;

const requests: readonly (readonly [name: string, sent: Sent])[] = [
  ['an operation', { body: { query: '{ dossier { id titre } }' } }],
  ['refused fields', { body: { query: '{ dossier { id montant identite } }' } }],
  [
    'P2 read for its purpose',
    { body: { query: '{ dossier { identite } }' }, options: { finalites: 'suivi' } },
  ],
  ['P2 without a purpose', { body: { query: '{ dossier { identite } }' } }],
  [
    'another signatory',
    { body: { query: '{ dossier { montant } }' }, options: { signataire: 'autre' } },
  ],
  ['aliases that are names of fields', { body: { query: '{ dossier { id: titre titre: id } }' } }],
  [
    'variables',
    { body: { query: 'query D($i: ID) { dossier(id: $i) { id } }', variables: { i: '1' } } },
  ],
  [
    'a variable of a wrong type',
    {
      body: { query: 'query D($n: Int) { dossiers(premiers: $n) { id } }', variables: { n: 'x' } },
    },
  ],
  ['a guarded filter', { body: { query: filtered, variables: { f: { identite: 'x' } } } }],
  ['an open filter', { body: { query: filtered, variables: { f: { titre: 'x' } } } }],
  [
    'the chosen of two operations',
    {
      body: {
        query: 'query A { dossier { id } } query B { dossier { titre } }',
        operationName: 'B',
      },
    },
  ],
  [
    'none of two operations',
    { body: { query: 'query A { dossier { id } } query B { dossier { titre } }' } },
  ],
  [
    'an operation that is not there',
    { body: { query: 'query A { dossier { id } }', operationName: 'C' } },
  ],
  ['a mutation', { body: { query: 'mutation { classer(id: "1") { id } }' } }],
  [
    'a mutation with a refused field',
    { body: { query: 'mutation { classer(id: "1") { montant } }' } },
  ],
  ['a failing subgraph', { body: { query: '{ panne }' } }],
  [
    'skipped and included fields',
    {
      body: {
        query: 'query S($s: Boolean!) { dossier { id @skip(if: $s) titre @include(if: $s) } }',
        variables: { s: true },
      },
    },
  ],
  ['introspection', { body: { query: '{ __type(name: "Dossier") { fields { name } } }' } }],
  ['__typename alone', { body: { query: '{ __typename }' } }],
  ['an unknown field', { body: { query: '{ dossier { inconnu } }' } }],
  ['a syntax error', { body: { query: '{ dossier { id }' } }],
  ['too many aliases', { body: { query: aliases(5) } }],
  ['just enough aliases', { body: { query: aliases(4) } }],
  ['too many tokens', { body: { query: `{ dossier { ${'id '.repeat(150)} } }` } }],
  [
    'too high a cost by a variable',
    {
      body: {
        query: 'query D($n: Int) { dossiers(premiers: $n) { id titre } }',
        variables: { n: 5_000 },
      },
    },
  ],
  ['a reserved alias', { body: { query: '{ dossier { __x: id } }' } }],
  ['no query', { body: {} }],
  ['a list of operations', { body: [{ query: '{ __typename }' }] }],
  ['no JSON', { body: '{"query":' }],
  ['no token', { body: { query: '{ dossier { id } }' }, options: { signataire: null } }],
  [
    'a bad token',
    { body: { query: '{ dossier { id } }' }, options: { headers: { authorization: 'Bearer x' } } },
  ],
  [
    'a form',
    {
      body: { query: '{ dossier { id } }' },
      options: { headers: { 'content-type': 'text/plain' } },
    },
  ],
];

/** What of a sending must be the same at each. */
async function send({ body, options }: Sent) {
  const journal = (await gateway.settledJournal()).length;
  const { status, headers, text } = await gateway.ask(body, options);
  const events = (await gateway.settledJournal())
    .slice(journal)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const event = JSON.parse(line) as Record<string, unknown>;
      // What every request has anew.
      return { ...event, a: null, requete: null, precedent: null, dureeMs: null };
    });
  const kept = [
    'content-type',
    'cache-control',
    'vary',
    'x-content-type-options',
    'www-authenticate',
    'allow',
  ];
  return {
    status,
    headers: Object.fromEntries(kept.map((name) => [name, headers.get(name)])),
    text: text.replaceAll(/"correlationId":"[^"]+"/g, '"correlationId":"…"'),
    events,
  };
}

describe('each sending of the same request gets the same', () => {
  it.each(requests)('%s', async (_, sent) => {
    const first = await send(sent);
    expect(first.headers['cache-control']).toBe('no-store');
    expect(await send(sent)).toEqual(first);
    expect(await send(sent)).toEqual(first);
  });

  it('was served by both ways', async () => {
    const metrics = await (await fetch(`${gateway.process.url}/metrics`)).text();
    const count = (way: string): number =>
      Number(
        new RegExp(`duration_seconds_count\\{way="${way}",status="200"\\} (\\d+)`).exec(
          metrics,
        )?.[1],
      );
    expect(count('apollo')).toBeGreaterThan(10);
    expect(count('fast')).toBeGreaterThan(20);
  });
});

describe('between two sendings', () => {
  it('a token ends', async () => {
    const authorization = `Bearer ${await gateway.token('lecteur', 60)}`;
    const ask = () =>
      gateway.ask(
        { query: '{ dossier { id } }' },
        { signataire: null, headers: { authorization } },
      );
    expect((await ask()).status).toBe(200);
    await gateway.process.passTime(120);
    expect((await ask()).status).toBe(401);
    await gateway.process.passTime(-120);
  });

  it('a signatory changes, and gets nothing of the other', async () => {
    const body = { query: '{ dossier { id montant } }' };
    const lecteur = await gateway.ask(body);
    const autre = await gateway.ask(body, { signataire: 'autre' });
    expect([lecteur.body.data, autre.body.data]).toEqual([
      { dossier: { id: '1', montant: null } },
      { dossier: { id: '1', montant: 2 } },
    ]);
    expect((await gateway.ask(body)).text).toBe(lecteur.text);
  });
});
