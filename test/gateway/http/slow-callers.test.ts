import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { answering, RawSubgraph } from '../../harness/raw-subgraph.js';
import { SmallGateway } from '../../harness/small-gateway.js';

let subgraph: RawSubgraph;
let gateway: SmallGateway;
const sockets: Socket[] = [];

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = answering({ data: { texte: 'x'.repeat(32_768) } });
  gateway = await SmallGateway.start({
    subgraphs: { a: { url: subgraph.url, sdl: 'type Query { texte: String }' } },
    environment: { CLIENT_TIMEOUT: '0.5' },
  });
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

function open(): Socket {
  const { hostname, port } = new URL(gateway.process.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}

const headOf = (length: number): string =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

/** What came until the gateway closed. */
function untilClosed(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  return new Promise((resolve) => {
    socket.once('close', () => {
      resolve(text);
    });
  });
}

/** Who reads nothing sees that its connection is closed when it writes. */
function untilCut(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const writing = setInterval(() => socket.write('\r\n'), 30);
    socket.once('close', () => {
      clearInterval(writing);
      resolve();
    });
  });
}

describe('CLIENT_TIMEOUT bounds', () => {
  it('how long a body may be held back', async () => {
    const socket = open();
    socket.write(headOf(500));
    expect(await untilClosed(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('how long a head may be held back', async () => {
    const socket = open();
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\n');
    expect(await untilClosed(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('how long an answer may lie that its caller does not read', async () => {
    await gateway.ask({ query: '{ texte }' });
    const socket = open();
    socket.pause();
    const body = JSON.stringify({ query: '{ texte }' });
    // Few enough to come in one piece: none of them is late. More answers than the kernel takes.
    socket.write((headOf(body.length) + body).repeat(450));
    await untilCut(socket);
    // How many were answered before it was cut is the machine's business.
    expect(subgraph.requests.length).toBeGreaterThan(1);
  });

  it('nobody who reads', async () => {
    const { body } = await gateway.ask({ query: '{ texte }' });
    expect(body.data?.['texte']).toHaveLength(32_768);
  });
});
