import { Agent, request, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CountingSubgraph } from '../harness/counting-subgraph.js';
import { GatewayProcess } from '../harness/gateway-process.js';
import { conventionOf, supergraphOf } from '../harness/small-gateway.js';

let subgraph: CountingSubgraph;
const started: GatewayProcess[] = [];

beforeAll(async () => {
  subgraph = new CountingSubgraph();
  await subgraph.listening();
});

afterEach(async () => {
  subgraph.release();
  await Promise.all(started.splice(0).map((gateway) => gateway.stop()));
});

afterAll(() => {
  subgraph.stop();
});

async function start(environment: Record<string, string> = {}): Promise<GatewayProcess> {
  const subgraphs = { a: { sdl: CountingSubgraph.sdl, url: subgraph.url } };
  const gateway = await GatewayProcess.start(
    {
      'supergraph.graphql': supergraphOf(subgraphs),
      'convention.yaml': conventionOf({ subgraphs }),
      'jwks.json': '{"keys":[]}',
    },
    environment,
  );
  started.push(gateway);
  return gateway;
}

function post(
  url: string,
  agent: Agent,
  query: string,
): Promise<{ answer: IncomingMessage; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}/graphql`,
      { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
      (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => {
          resolve({ answer, text });
        });
        answer.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify({ query }));
  });
}

describe('a gateway that is told to stop', () => {
  it('ends a busy connection with the answer under way, and then itself', async () => {
    const gateway = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect((await post(gateway.url, agent, '{ rang }')).answer.headers.connection).not.toBe(
      'close',
    );
    subgraph.hold();
    const pending = post(gateway.url, agent, '{ rang }');
    await subgraph.untilHeld(1);
    const ended = gateway.terminate();
    await gateway.untilRefusing();
    subgraph.release();
    const { answer, text } = await pending;
    expect(JSON.parse(text)).toEqual({ data: { rang: subgraph.mutations } });
    expect(answer.headers.connection).toBe('close');
    expect(await ended).toBe(0);
    agent.destroy();
  });

  it('answers what still comes in on an open connection, as its last', async () => {
    const gateway = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await post(gateway.url, agent, '{ rang }');
    const ended = gateway.terminate();
    await gateway.untilRefusing();
    const { answer, text } = await post(gateway.url, agent, '{ rang }');
    expect(JSON.parse(text)).toHaveProperty('data.rang');
    expect(answer.headers.connection).toBe('close');
    expect(await ended).toBe(0);
    agent.destroy();
  });

  it('waits for nobody longer than SHUTDOWN_TIMEOUT', async () => {
    const gateway = await start({ SHUTDOWN_TIMEOUT: '1' });
    const agent = new Agent({ keepAlive: true });
    subgraph.hold();
    const pending = post(gateway.url, agent, '{ rang }').catch((error: unknown) => error);
    await subgraph.untilHeld(1);
    // The subgraph is asked for ten seconds, so that this would not end before without a bound.
    expect(await gateway.terminate()).toBe(0);
    expect(await pending).toMatchObject({ code: 'ECONNRESET' });
    agent.destroy();
  });
});
