import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { answering, RawSubgraph } from '../../harness/raw-subgraph.js';
import { SmallGateway, type Asked } from '../../harness/small-gateway.js';

let subgraph: RawSubgraph;
let gateway: SmallGateway;

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = answering({ data: { dossier: { titre: 'T'.repeat(9000) } } });
  gateway = await SmallGateway.start({
    subgraphs: {
      a: {
        url: subgraph.url,
        sdl: 'type Query { dossier: Dossier @authenticated } type Dossier @authenticated { titre: String }',
      },
    },
  });
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

const ask = (query: string, encoding = 'br'): Promise<Asked> =>
  gateway.ask({ query }, { headers: { 'accept-encoding': encoding } });
const introspection = getIntrospectionQuery();

describe('a large answer', () => {
  it('is compressed when it is a schema and the caller takes it', async () => {
    const { status, headers, body } = await ask(introspection);
    expect(status).toBe(200);
    expect(headers.get('content-encoding')).toBe('br');
    expect(headers.get('vary')).toContain('Accept-Encoding');
    expect(body).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } });
  });

  it.each([
    ['the caller does not take it', introspection, 'identity'],
    ['it is data', '{ dossier { titre } }', 'br'],
    [
      'data stands beside the schema',
      `{ __schema { types { name description } } dossier { titre } }`,
      'br',
    ],
  ])('is sent as it is when %s', async (_, query, encoding) => {
    const { status, headers, text } = await ask(query, encoding);
    expect(status).toBe(200);
    expect(text.length).toBeGreaterThan(4096);
    expect(headers.get('content-encoding')).toBeNull();
  });

  it('has no data under the name of a schema: no caller may give it', async () => {
    expect((await ask('{ __schema: dossier { titre } }')).status).toBe(400);
  });
});
