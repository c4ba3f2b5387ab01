import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { http, RawSubgraph } from '../../harness/raw-subgraph.js';
import { SmallGateway } from '../../harness/small-gateway.js';

const modern = 'application/graphql-response+json';

let subgraph: RawSubgraph;
let gateway: SmallGateway;

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = (socket) => {
    socket.write(http(JSON.stringify({ data: { a: 'v', clore: 'v' } })));
  };
  gateway = await SmallGateway.start({
    subgraphs: {
      s: {
        url: subgraph.url,
        sdl: 'type Query { a: String @authenticated } type Mutation { clore: String @authenticated }',
      },
    },
  });
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

describe('the audits of GraphQL over HTTP', () => {
  const audits = serverAudits({
    url: () => `${gateway.process.url}/graphql`,
    fetchFn: async (url: string, init?: RequestInit) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${await gateway.token('lecteur')}`);
      return fetch(url, { ...init, headers });
    },
  });

  test.each(
    audits
      .filter(({ name }) => !name.startsWith('MAY'))
      .map((audit) => [audit.name, audit] as const),
  )('%s', async (_, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
});

const ask = (body: unknown, accept: string) => gateway.ask(body, { headers: { accept } });

describe('an answer', () => {
  it.each([
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/json', 'application/json'],
    ['application/json, text/plain, */*', 'application/json'],
    [modern, modern],
    [modern.toUpperCase(), modern],
    [`${modern}, application/json;q=0.9`, modern],
    [`application/json;q=0.5, ${modern};q=0.8`, modern],
    [`text/html, ${modern};q=0.1`, modern],
    [`multipart/mixed;deferSpec=20220824,${modern},application/json;q=0.9`, modern],
    [`${modern};q=0, application/json;q=0.1`, 'application/json'],
  ])('to Accept %s comes as %s', async (accept, type) => {
    const { status, headers } = await ask({ query: '{ a }' }, accept);
    expect([status, headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
  });

  it.each(['text/html', 'application/xml', 'application/json;q=0', 'image/*'])(
    'that Accept %s does not take is refused before anything is done',
    async (accept) => {
      const before = subgraph.requests.length;
      for (const query of ['mutation { clore }', '{ a }']) {
        const { status, body } = await ask({ query }, accept);
        expect(status).toBe(406);
        expect(body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
        expect(body.errors?.[0]?.message).toContain('Accept');
      }
      expect(subgraph.requests.length).toBe(before);
    },
  );
});

describe('a fault', () => {
  const faults: readonly (readonly [string, unknown, string])[] = [
    ['a document that cannot be read', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ inconnu }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable that nothing uses',
      {
        query: 'query Q($n: Int) { a @skip(if: false) __type(name: "x") { name } }',
        variables: {},
      },
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ];

  it.each(faults)(
    'of the document is told by the status the media type has for it: %s',
    async (...args) => {
      const [, body, code] = args;
      for (const [accept, expected] of [
        [modern, 400],
        ['application/json', 200],
        ['*/*', 400],
      ] as const) {
        const asked = await ask(body, accept);
        expect([accept, asked.status]).toEqual([accept, expected]);
        expect(asked.body.errors?.[0]?.extensions.code).toBe(code);
        expect(asked.body).not.toHaveProperty('data');
      }
    },
  );

  it.each([
    ['no JSON', '{"query":'],
    ['a list', '[{"query":"{ a }"}]'],
    ['no operation', '{}'],
    ['an operation that is not there', '{"query":"query A { a }","operationName":"B"}'],
    ['variables that are no object', '{"query":"{ a }","variables":[1]}'],
    ['extensions that are no object', '{"query":"{ a }","extensions":"x"}'],
  ])('of the request is 400 in French whatever is accepted: %s', async (_, body) => {
    for (const accept of [modern, 'application/json', '*/*']) {
      const asked = await ask(body, accept);
      expect(asked.status).toBe(400);
      expect(asked.body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
      expect(asked.body.errors?.[0]?.message).toMatch(/(?:JSON|[Oo]pération|objet)/);
    }
  });

  it('of the token is 401 in the form that was asked for', async () => {
    const { status, headers, body } = await gateway.ask(
      { query: '{ a }' },
      { signataire: null, headers: { accept: modern } },
    );
    // This gateway takes callers without a token: it tells them what a wrong one gets.
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain(modern);
    expect(body.data).toEqual({ a: null });
    const wrong = await gateway.ask(
      { query: '{ a }' },
      { signataire: null, headers: { accept: modern, authorization: 'Bearer x.y.z' } },
    );
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([
      401,
      `${modern}; charset=utf-8`,
    ]);
    expect(wrong.body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('of the method names those that there are', async () => {
    const response = await fetch(`${gateway.process.url}/graphql`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await gateway.token('lecteur')}` },
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, GET']);
  });
});
