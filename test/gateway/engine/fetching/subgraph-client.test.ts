import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  defaultSubgraphLimits,
  SubgraphClient,
} from '../../../../gateway/engine/fetching/subgraph-client.js';

let server: Server | null = null;
let client: SubgraphClient | null = null;

async function answering(text: string, seen?: (request: IncomingMessage) => void) {
  server = createServer((request, response) => {
    seen?.(request);
    request.resume().on('end', () => response.end(text));
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  client = new SubgraphClient('s', `http://127.0.0.1:${port}/`, defaultSubgraphLimits);
  return client;
}

const ask = (from: SubgraphClient, idempotent = true) =>
  from.request('{}', { 'content-type': 'application/json' }, idempotent, new Set());

afterEach(async () => {
  client?.close();
  await new Promise((resolve) => server?.close(resolve));
});

describe('what counts as an answer', () => {
  it.each([
    ['a byte order mark before it', '\ufeff{"data":{"a":1}}', { a: 1 }, 0],
    ['errors that are no list', '{"data":{"a":null},"errors":{"message":"no"}}', { a: null }, 1],
    ['errors that are a text', '{"data":{"a":null},"errors":"no"}', { a: null }, 1],
    ['errors that are null', '{"data":{"a":1},"errors":null}', { a: 1 }, 0],
    ['no data, and errors that are no list', '{"errors":{"message":"no"}}', null, 1],
  ])('%s', async (_, text, data, errors) => {
    const answer = await ask(await answering(text));
    expect(answer.data).toEqual(data);
    expect(answer.errors).toHaveLength(errors);
  });

  it('is asked for without an encoding', async () => {
    let encoding: string | undefined;
    const from = await answering('{"data":{}}', ({ headers }) => {
      encoding = headers['accept-encoding'];
    });
    await ask(from);
    expect(encoding).toBe('identity');
  });
});

describe('an act', () => {
  it('is tried again when it could not be sent at all, and never otherwise', async () => {
    const first = await answering('{"data":{}}');
    const { port } = server?.address() as AddressInfo;
    await new Promise((resolve) => server?.close(resolve));
    const asked = ask(first, false);
    const again = createServer((request, response) => {
      request.resume().on('end', () => response.end('{"data":{"done":true}}'));
    });
    await new Promise<void>((resolve) => again.listen(port, '127.0.0.1', resolve));
    server = again;
    expect((await asked).data).toEqual({ done: true });

    let received = 0;
    again.removeAllListeners('request');
    again.on('request', (request: IncomingMessage) => {
      received += 1;
      request.socket.destroy();
    });
    await expect(ask(first, false)).rejects.toThrow('unreachable');
    expect(received).toBe(1);
  });
});
