import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SmallGateway } from '../../harness/small-gateway.js';

const page = 'https://outils.lecteur.example';
const shared = 'https://commun.example:8443';
const query = { query: '{ __typename }' };

let gateway: SmallGateway;

beforeAll(async () => {
  gateway = await SmallGateway.start({
    subgraphs: { a: { sdl: 'type Query { a: Int @authenticated }', url: 'http://127.0.0.1:9/' } },
    signataires: {
      lecteur: `, origines: ["${page}", "${shared}"]`,
      autre: `, origines: ["${shared}"]`,
    },
    environment: { REQUIRE_AUTHENTICATION: 'true' },
  });
});

afterAll(() => gateway.stop());

function preflight(origin: string): Promise<Response> {
  return fetch(`${gateway.process.url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-finalite',
    },
  });
}

describe('a page of another origin', () => {
  it('may ask where the convention lists it', async () => {
    const answer = await preflight(page);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(page);
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/authorization.*x-finalite/);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each(['https://mal.example', 'null', `${page}.mal.example`, 'http://outils.lecteur.example'])(
    'may not where it does not: %s',
    async (origin) => {
      const answer = await preflight(origin);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      const asked = await gateway.ask(query, { headers: { origin } });
      expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it.each(['first sending', 'later sending'])('reads its answer: %s', async () => {
    const { status, headers } = await gateway.ask(query, { headers: { origin: page } });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(page);
    expect(headers.get('vary')).toMatch(/Origin/);
  });

  it.each(['first sending', 'later sending'])(
    'cannot use a token of another signatory: %s',
    async () => {
      const asked = await gateway.ask(query, { signataire: 'autre', headers: { origin: page } });
      expect(asked.status).toBe(403);
      expect(asked.body.errors?.[0]?.extensions.code).toBe('ORIGIN_NOT_ALLOWED');
      expect(asked.body.data).toBeUndefined();
    },
  );

  it('may be of several signatories', async () => {
    for (const signataire of ['lecteur', 'autre']) {
      const asked = await gateway.ask(query, { signataire, headers: { origin: shared } });
      expect(asked.status).toBe(200);
    }
  });

  it('reads why it is refused', async () => {
    const asked = await gateway.ask(query, { signataire: null, headers: { origin: page } });
    expect(asked.status).toBe(401);
    expect(asked.headers.get('access-control-allow-origin')).toBe(page);
  });
});

describe('a caller that is no page', () => {
  it('is served as ever', async () => {
    const asked = await gateway.ask(query);
    expect(asked.status).toBe(200);
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
  });
});
