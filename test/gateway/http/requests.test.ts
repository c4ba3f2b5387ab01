import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answering, RawSubgraph } from '../../harness/raw-subgraph.js';
import { SmallGateway } from '../../harness/small-gateway.js';

let subgraph: RawSubgraph;

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  const dossier = { __typename: 'Dossier', id: '1', titre: 'T', secret: 'S', suite: null };
  subgraph.behave = answering({ data: { dossier } });
});

afterAll(() => subgraph.stop());

const start = (environment: Record<string, string> = {}): Promise<SmallGateway> =>
  SmallGateway.start({
    subgraphs: {
      a: {
        url: subgraph.url,
        sdl: `type Query { dossier: Dossier @authenticated  dossiers(premiers: Int): [Dossier] @authenticated }
          type Mutation { clore: Dossier @authenticated }
          type Dossier @authenticated { id: ID!  titre: String  secret: String @requiresScopes(scopes: [["dossier:secret"]])  suite: Dossier }`,
      },
    },
    donnees: { 'dossier:secret': { classe: 'P1', a: [] } },
    environment,
  });

describe('a limit', () => {
  it.each([
    [
      'MAX_DEPTH',
      '3',
      '{ dossier { suite { titre } } }',
      '{ dossier { suite { suite { titre } } } }',
    ],
    [
      'MAX_DEPTH',
      '3',
      '{ dossier { suite { titre } } }',
      '{ dossier { ...A } } fragment A on Dossier { suite { ... on Dossier { suite { titre } } } }',
    ],
    [
      'MAX_ALIASES',
      '2',
      '{ a: __typename b: __typename }',
      '{ a: __typename b: __typename c: __typename }',
    ],
    ['MAX_TOKENS', '12', '{ __typename }', `{ ${'__typename '.repeat(20)} }`],
    [
      'MAX_COST',
      '4',
      '{ dossier { titre } }',
      '{ dossier { id titre suite { id titre suite { id } } } }',
    ],
  ])(
    '%s refuses what is beyond it with one error, before anybody is asked',
    async (name, value, within, beyond) => {
      const gateway = await start({ [name]: value });
      try {
        expect((await gateway.ask({ query: within })).status).toBe(200);
        const asked = subgraph.requests.length;
        const { status, body } = await gateway.ask({ query: beyond });
        expect(status).toBe(400);
        expect(body.data ?? null).toBeNull();
        expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual([
          'OPERATION_TOO_LARGE',
        ]);
        expect(subgraph.requests.length).toBe(asked);
      } finally {
        await gateway.stop();
      }
    },
  );
});

describe('a request by GET', () => {
  let gateway: SmallGateway;

  beforeAll(async () => {
    gateway = await start();
  });

  afterAll(() => gateway.stop());

  const get = async (
    parameters: Record<string, string>,
    headers: Record<string, string> = { 'apollo-require-preflight': 'true' },
  ): Promise<Response> => {
    const authorization = `Bearer ${await gateway.token('lecteur')}`;
    const search = new URLSearchParams(parameters).toString();
    return fetch(`${gateway.process.url}/graphql?${search}`, {
      headers: { authorization, ...headers },
    });
  };

  it('reads under the same rules and headers', async () => {
    const response = await get({ query: '{ dossier { titre secret } }' });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('vary')).toMatch(/authorization/i);
    const body = (await response.json()) as { data: unknown; errors: { path: string[] }[] };
    expect(body.data).toEqual({ dossier: { titre: 'T', secret: null } });
    expect(body.errors.map(({ path }) => path)).toEqual([['dossier', 'secret']]);
    expect(subgraph.requests.at(-1)).not.toContain('secret');
  });

  it('acts on nothing', async () => {
    const asked = subgraph.requests.length;
    const response = await get({ query: 'mutation { clore { id } }' });
    expect(response.status).toBe(405);
    expect(subgraph.requests.length).toBe(asked);
  });

  it('is refused where a page of anybody’s could have sent it', async () => {
    const asked = subgraph.requests.length;
    const response = await get({ query: '{ dossier { titre } }' }, {});
    expect(response.status).toBe(400);
    expect(subgraph.requests.length).toBe(asked);
  });

  it('takes its operation and variables from the URL, and from there alone', async () => {
    const response = await get({
      query:
        'query A { dossier { id } } query B($yes: Boolean!) { dossier { titre @include(if: $yes) } }',
      operationName: 'B',
      variables: '{"yes":true}',
    });
    expect(((await response.json()) as { data: unknown }).data).toEqual({
      dossier: { titre: 'T' },
    });
  });
});
