import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answering, RawSubgraph } from '../../../harness/raw-subgraph.js';
import { SmallGateway, supergraphOf, type SmallWorld } from '../../../harness/small-gateway.js';

/**
 * A supergraph that no composition of ours would let through: nothing leads from `a` to what `b` has of
 * a `T`, or of what implements `I`.
 */
let subgraph: RawSubgraph;
let gateway: SmallGateway;

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = answering({ data: { autre: 'v', t: { id: '1', __typename: 'T' } } });
  const { url } = subgraph;
  const subgraphs: SmallWorld['subgraphs'] = {
    a: {
      url,
      sdl: `type Query { t: T i: I strict: T! autre: String } interface I { id: ID }
        type T implements I @key(fields: "id") { id: ID } type Mutation { acte: T autre: String }`,
    },
    b: { url, sdl: 'type T @key(fields: "id") { id: ID nom: String }' },
  };
  gateway = await SmallGateway.start({
    subgraphs,
    files: {
      'supergraph.graphql': supergraphOf(subgraphs).replaceAll(
        '@join__type(graph: B, key: "id")',
        '@join__type(graph: B, key: "id", resolvable: false)',
      ),
    },
  });
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

describe('a look-up that no plan is found for', () => {
  it.each([
    ['on its type', '{ t { nom } autre }', { t: null, autre: 'v' }, ['t']],
    ['under an alias', '{ x: t { nom } autre }', { x: null, autre: 'v' }, ['x']],
    ['through an interface', '{ i { ... on T { nom } } autre }', { i: null, autre: 'v' }, ['i']],
    ['alone', '{ t { nom } }', { t: null }, ['t']],
    ['where no null may stand', '{ strict { nom } autre }', null, ['strict']],
  ])('is null with an error, and spoils no other: %s', async (_, query, data, path) => {
    for (let sending = 0; sending < 2; sending += 1) {
      const { status, body } = await gateway.ask({ query });
      expect([status, body.data]).toEqual([200, data]);
      expect(body.errors).toEqual([
        {
          message: expect.any(String),
          path,
          extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', correlationId: expect.any(String) },
        },
      ]);
      const { correlationId = '' } = body.errors?.[0]?.extensions ?? {};
      await gateway.process.untilLogged(correlationId);
    }
    expect(gateway.process.log).toContain('"cause":"no-plan"');
  });

  it('keeps nothing of the rest from being read', async () => {
    const { body } = await gateway.ask({ query: '{ t { id } autre }' });
    expect(body).toEqual({ data: { t: { id: '1' }, autre: 'v' } });
  });

  it('lets no act begin that is asked beside it', async () => {
    const asked = subgraph.requests.length;
    const { status, body } = await gateway.ask({ query: 'mutation { autre acte { nom } }' });
    expect([status, body.data]).toEqual([400, undefined]);
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_REQUEST']);
    expect(subgraph.requests).toHaveLength(asked);
  });
});
