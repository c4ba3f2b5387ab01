import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { answering, http, RawSubgraph, type Behaviour } from '../../../harness/raw-subgraph.js';
import { SmallGateway } from '../../../harness/small-gateway.js';

let partner: RawSubgraph;
let gateway: SmallGateway;

const healthy: Behaviour = (socket, { query }) => {
  const key = /(\w+)(?::\s*echo)?\(texte/.exec(query)?.[1] ?? 'echo';
  socket.write(http(JSON.stringify({ data: { [key]: 'oui' } })));
};

beforeAll(async () => {
  partner = await RawSubgraph.start();
  gateway = await SmallGateway.start({
    subgraphs: {
      partenaire: {
        url: partner.url,
        sdl: 'type Query { echo(texte: String): String @authenticated }',
      },
    },
  });
});

afterAll(async () => {
  await gateway.stop();
  await partner.stop();
});

const echo = (texte: string) =>
  gateway.ask({ query: 'query ($texte: String) { echo(texte: $texte) }', variables: { texte } });

async function provoke(times: number): Promise<void> {
  for (let attempt = 0; attempt < times; attempt += 1) await echo(`provocation ${attempt}`);
}

beforeEach(async () => {
  // Whatever the last test did to the circuit is over.
  partner.behave = healthy;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if ((await echo('prêt ?')).body.data?.['echo'] === 'oui') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the circuit does not close');
});

describe('what one signatory provokes does not cut off the others', () => {
  test.each<[string, Behaviour]>([
    ['413 as JSON', answering({ message: 'Request body is too large' }, '413 Payload Too Large')],
    ['413 as HTML', answering('<html>413</html>', '413 Payload Too Large', 'text/html')],
    ['431', answering('', '431 Request Header Fields Too Large')],
    ['400 without GraphQL', answering({ statusCode: 400 }, '400 Bad Request')],
    ['400 with GraphQL', answering({ errors: [{ message: 'non' }] }, '400 Bad Request')],
    ['403 of a filter before it', answering('<html>403</html>', '403 Forbidden', 'text/html')],
    ['429', answering('', '429 Too Many Requests')],
    ['200 of a filter before it', answering('<html>bloqué</html>', '200 OK', 'text/html')],
    ['an answer that is no GraphQL', answering([])],
  ])('%s, twenty times', async (_, behaviour) => {
    partner.behave = behaviour;
    await provoke(20);
    partner.behave = healthy;
    expect((await echo('honnête')).body).toEqual({ data: { echo: 'oui' } });
  });

  test.each<[string, Behaviour]>([
    ['500', answering('', '500 Internal Server Error')],
    ['a connection that is cut', (socket) => void socket.destroy()],
    ['something that is no HTTP', (socket) => void socket.write('SSH-2.0-OpenSSH\r\n\r\n')],
  ])('%s opens the circuit', async (_, behaviour) => {
    partner.behave = behaviour;
    await provoke(9);
    partner.requests.length = 0;
    expect((await echo('trop tôt')).body.errors?.[0]?.extensions.code).toBe(
      'DOWNSTREAM_SERVICE_ERROR',
    );
    expect(partner.requests).toEqual([]);
  });

  test('who asks too much at once is told, and not that the partner is out of order', async () => {
    partner.behave = answering('', '413 Payload Too Large');
    const { body } = await echo('grand');
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const id = body.errors?.[0]?.extensions.correlationId ?? 'none';
    await gateway.process.untilLogged(id);
    const line = gateway.process.log.split('\n').find((text) => text.includes(id)) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ status: 413, correlationId: id });
  });

  test('what the gateway takes of a variable, a subgraph takes too', async () => {
    const { body } = await echo('x'.repeat(1_020_000));
    expect(body).toEqual({ data: { echo: 'oui' } });
    expect(Math.max(...partner.requests.map((request) => Buffer.byteLength(request)))).toBeLessThan(
      1_090_000,
    );
    expect((await echo('x'.repeat(1_060_000))).status).toBe(413);
  });
});
