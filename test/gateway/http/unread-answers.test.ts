import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UnreadAnswers, type UnreadLimits } from '../../../gateway/http/unread-answers.js';

/** More than the kernel takes for a connection that nobody reads. */
const large = Buffer.alloc(12 * 1_048_576, 'x');

let server: Server;
let sockets: Socket[];
let unread: UnreadAnswers;

beforeEach(async () => {
  sockets = [];
  server = createServer((request, response) => {
    const body = request.url === '/large' ? large : Buffer.from('petit');
    response.writeHead(200, { 'content-length': body.length });
    response.end(body);
    unread.watch(response, body.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const limits = (change: Partial<UnreadLimits>): UnreadAnswers =>
  new UnreadAnswers({ total: 1e12, patience: 1e6, rate: 1e12, ...change });

/** Asks and reads nothing. */
async function askWithoutReading(): Promise<Socket> {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.pause();
  const received = new Promise((resolve) => server.once('request', resolve));
  socket.write('GET /large HTTP/1.1\r\nhost: x\r\n\r\n');
  await received;
  return socket;
}

/** How many bytes come until the connection ends or the answer is whole. */
function readAll(socket: Socket): Promise<number> {
  let bytes = 0;
  return new Promise((resolve) => {
    const done = (): void => {
      resolve(bytes);
    };
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > large.length) done();
    });
    socket.once('close', done);
    socket.resume();
  });
}

describe('an answer that nobody reads', () => {
  it('is cut off when its time is over', async () => {
    unread = limits({ patience: 20 });
    const socket = await askWithoutReading();
    await new Promise<void>((resolve) => {
      const look = (): void => {
        server.getConnections((_, count) => {
          if (count === 0) resolve();
          else setTimeout(look, 5);
        });
      };
      look();
    });
    expect(await readAll(socket)).toBeLessThan(large.length);
  });

  it('gives way to newer ones where all together are too many', async () => {
    unread = limits({ total: 2.5 * large.length });
    const first = await askWithoutReading();
    const second = await askWithoutReading();
    const third = await askWithoutReading();
    expect(await readAll(first)).toBeLessThan(large.length);
    expect(await readAll(second)).toBeGreaterThan(large.length);
    expect(await readAll(third)).toBeGreaterThan(large.length);
  });

  it('is given whole to whoever begins to read in time', async () => {
    unread = limits({});
    const socket = await askWithoutReading();
    expect(await readAll(socket)).toBeGreaterThan(large.length);
  });
});

describe('answers that are read', () => {
  it('count for nothing afterwards', async () => {
    unread = limits({ total: 1.5 * large.length });
    const { port } = server.address() as AddressInfo;
    for (let round = 0; round < 6; round += 1) {
      const response = await fetch(`http://127.0.0.1:${port}/large`);
      expect((await response.arrayBuffer()).byteLength).toBe(large.length);
      expect(await (await fetch(`http://127.0.0.1:${port}/petit`)).text()).toBe('petit');
    }
  });
});
