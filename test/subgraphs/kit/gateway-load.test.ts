import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { largestSubgraphRequest } from '../../../schema/contract/request-size.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import {
  gatewayKey,
  post,
  startSubgraph,
  type GatewayKey,
  type TestSubgraph,
} from '../../harness/subgraph.js';
import { SubgraphProcess } from '../../harness/subgraph-process.js';

const police = { signataire: 'police-nationale-86', territoire: { zone: 'police' as const } };
/** What the gateway puts into one request. */
const mostEntities = 2_000;
let key: GatewayKey;

beforeAll(async () => {
  key = await gatewayKey();
});

afterAll(() => {
  key.remove();
});

describe('a subgraph takes what the gateway may send', () => {
  let subgraph: TestSubgraph;

  beforeAll(async () => {
    subgraph = await startSubgraph(ville, key);
  });

  afterAll(() => subgraph.stop());

  it('as many entities as it puts into one request, each answered at its place', async () => {
    const codes = Array.from({ length: mostEntities }, (_, i) => (i % 2 ? '86194' : '86066'));
    const { data, errors } = await subgraph.ask(
      police,
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Commune { codeInsee nom } } }',
      { of: codes.map((codeInsee) => ({ __typename: 'Commune', codeInsee })) },
    );
    expect(errors).toEqual([]);
    const found = data?.['_entities'] as readonly { codeInsee: string; nom: string }[];
    expect(found.map(({ codeInsee }) => codeInsee)).toEqual(codes);
    expect(new Set(found.map(({ nom }) => nom))).toEqual(new Set(['Poitiers', 'Châtellerault']));
  });

  it('a body as large as the contract says, and none that is larger', async () => {
    const token = await key.token('ville', police);
    const bodyOf = (size: number): string => {
      const body = { query: 'query ($x: ID!) { commune(codeInsee: $x) { nom } }' };
      const empty = JSON.stringify({ ...body, variables: { x: '' } });
      const x = 'x'.repeat(size - empty.length);
      return JSON.stringify({ ...body, variables: { x } });
    };
    const { url } = subgraph.running;
    const taken = await post(url, token, bodyOf(largestSubgraphRequest));
    expect([taken.status, taken.data]).toEqual([200, { commune: null }]);
    expect((await post(url, token, bodyOf(largestSubgraphRequest + 1))).status).toBe(413);
  });
});

describe('tokens of unknown keys', () => {
  it('make a subgraph ask the gateway for its keys once in two seconds, however many they are', async () => {
    const jwks = await readFile(key.jwksFile, 'utf8');
    let asked = 0;
    const gateway = createServer((_request, response) => {
      asked += 1;
      response.setHeader('content-type', 'application/json').end(jwks);
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    const { port } = gateway.address() as AddressInfo;
    const subgraph = await SubgraphProcess.start('ville', {
      GATEWAY_JWKS: `http://127.0.0.1:${port}/jwks.json`,
      DATABASE_URL: 'sqlite::memory:',
      REQUIRE_FETCH_TICKET: 'false',
      LOG_LEVEL: 'warn',
    });
    try {
      const url = subgraph.url.replace('/graphql', '');
      const question = { query: '{ communes { totalCount } }' };
      const began = Date.now();
      expect((await post(url, await key.token('ville', police), question)).status).toBe(200);
      const refused = Array.from({ length: 100 }, async (_, i) => {
        const token = await key.token('ville', police, { header: { kid: `inconnue-${i}` } });
        return (await post(url, token, question)).status;
      });
      expect(new Set(await Promise.all(refused))).toEqual(new Set([401]));
      // Once for the first token, then at most every two seconds.
      expect(asked).toBeLessThanOrEqual(2 + Math.ceil((Date.now() - began) / 2_000));
      expect((await post(url, await key.token('ville', police), question)).status).toBe(200);
    } finally {
      await subgraph.stop();
      gateway.closeAllConnections();
      gateway.close();
    }
  });
});
