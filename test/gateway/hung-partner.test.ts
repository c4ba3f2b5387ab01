import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answering, RawSubgraph } from '../harness/raw-subgraph.js';
import { SmallGateway, type Asked } from '../harness/small-gateway.js';

/** Connections that the gateway has to one partner. */
const connections = 64;

let slow: RawSubgraph;
let prompt: RawSubgraph;
let gateway: SmallGateway;

beforeAll(async () => {
  slow = await RawSubgraph.start();
  prompt = await RawSubgraph.start();
  prompt.behave = answering({ data: { autre: 'v' } });
  gateway = await SmallGateway.start({
    subgraphs: {
      lent: { url: slow.url, sdl: 'type Query { lent: String @authenticated }' },
      autre: { url: prompt.url, sdl: 'type Query { autre: String @authenticated }' },
    },
  });
});

afterAll(async () => {
  await gateway.stop();
  await slow.stop();
  await prompt.stop();
});

async function until(holds: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 500 && !holds(); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(holds()).toBe(true);
}

describe('while 64 queries hang at one partner', () => {
  it('the next is told which partner, and not kept until they end; others are served', async () => {
    slow.behave = answering({ data: { lent: 'v' } });
    expect((await gateway.ask({ query: '{ lent }' })).body).toEqual({ data: { lent: 'v' } });
    slow.behave = () => undefined;
    const hung: Promise<Asked>[] = [];
    const state = { ended: 0 };
    for (let n = 0; n < connections; n += 1) {
      hung.push(gateway.ask({ query: '{ lent }' }));
    }
    for (const asked of hung) void asked.then(() => (state.ended += 1));
    await until(() => slow.requests.length === 1 + connections);
    for (let n = 0; n < 5; n += 1) {
      const { status, body } = await gateway.ask({ query: '{ lent autre }' });
      expect([status, body.data]).toEqual([200, { lent: null, autre: 'v' }]);
      const [error, ...others] = body.errors ?? [];
      expect(others).toEqual([]);
      expect(error).toMatchObject({
        message: expect.stringContaining('lent'),
        path: ['lent'],
        extensions: { code: 'PARTNER_BUSY', partenaires: ['lent'] },
      });
      await gateway.process.untilLogged(error?.extensions.correlationId ?? '-');
    }
    // Where nothing else was asked, that is what the status says too.
    const nothing = await gateway.ask({ query: '{ lent }' });
    expect([nothing.status, nothing.body]).toEqual([
      503,
      {
        errors: [
          {
            message: expect.stringContaining('lent'),
            extensions: {
              code: 'PARTNER_BUSY',
              correlationId: expect.any(String),
              partenaires: ['lent'],
            },
          },
        ],
      },
    ]);
    const schema = await gateway.ask({ query: '{ lent __schema { queryType { name } } }' });
    expect([schema.status, schema.body.data]).toEqual([
      200,
      { lent: null, __schema: { queryType: { name: 'Query' } } },
    ]);
    // None of the 64 had ended: nobody waited for one of them.
    expect(state.ended).toBe(0);
    expect((await gateway.ask({ query: '{ autre }' })).body).toEqual({ data: { autre: 'v' } });
    const metrics = await (await fetch(`${gateway.process.url}/metrics`)).text();
    expect(metrics).toContain(
      `passerelle_subgraph_connections{subgraph="lent",state="in-use"} ${connections}`,
    );
    expect(metrics).toMatch(/passerelle_subgraph_failures_total\{subgraph="lent",cause="busy"\} 7/);
    // They end: the partner is there again for everybody.
    slow.behave = answering({ data: { lent: 'v' } });
    for (const socket of slow.sockets) {
      socket.write(
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 23\r\n\r\n{"data":{"lent":"fin"}}',
      );
    }
    for (const { body } of await Promise.all(hung)) expect(body.data).toEqual({ lent: 'fin' });
    expect((await gateway.ask({ query: '{ lent }' })).body).toEqual({ data: { lent: 'v' } });
  });
});
