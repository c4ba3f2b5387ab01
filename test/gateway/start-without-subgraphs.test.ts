import { expect, it } from '@jest/globals';
import { http, RawSubgraph } from '../harness/raw-subgraph.js';
import { SmallGateway } from '../harness/small-gateway.js';

it('the gateway starts without any subgraph, and uses each once it is there', async () => {
  const [first, second] = [await RawSubgraph.start(), await RawSubgraph.start()];
  await first.stop();
  await second.stop();
  const gateway = await SmallGateway.start({
    subgraphs: {
      a: { url: first.url, sdl: 'type Query { a: String @authenticated }' },
      b: { url: second.url, sdl: 'type Query { b: String @authenticated }' },
    },
  });
  let back: RawSubgraph | null = null;
  try {
    const both = { query: '{ a b }' };
    const { status, body } = await gateway.ask(both);
    expect(status).toBe(200);
    expect(body.data).toEqual({ a: null, b: null });
    expect(body.errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual([
      ['a', 'DOWNSTREAM_SERVICE_ERROR'],
      ['b', 'DOWNSTREAM_SERVICE_ERROR'],
    ]);
    back = await RawSubgraph.start(first.port);
    back.behave = (socket) => void socket.write(http(JSON.stringify({ data: { a: 'là' } })));
    const again = await gateway.ask(both);
    expect(again.body.data).toEqual({ a: 'là', b: null });
    expect(again.body.errors?.map(({ path }) => path)).toEqual([['b']]);
  } finally {
    await gateway.stop();
    await back?.stop();
  }
});
