import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { BusyFault, ConnectionPool } from '../../../../gateway/engine/fetching/connection-pool.js';
import { ConnectFault } from '../../../../gateway/engine/fetching/connection.js';

type Behaviour = (socket: Socket, request: string, count: number) => void;

const answer = (body: string, ...headers: string[]): string =>
  ['HTTP/1.1 200 OK', ...headers, `content-length: ${Buffer.byteLength(body)}`, '', body].join(
    '\r\n',
  );

/** A server that does what a test says with each request it has read whole. */
class RawServer {
  readonly sockets: Socket[] = [];
  private count = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(behaviour: Behaviour): Promise<RawServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const raw = new RawServer(server, (server.address() as AddressInfo).port);
    server.on('connection', (socket) => {
      raw.sockets.push(socket);
      let text = '';
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        text += chunk.toString();
        const length = Number(/content-length: (\d+)/.exec(text)?.[1]);
        const end = text.indexOf('\r\n\r\n');
        if (end < 0 || text.length < end + 4 + length) return;
        const request = text;
        text = '';
        behaviour(socket, request, (raw.count += 1));
      });
    });
    return raw;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

let server: RawServer | null = null;
let pool: ConnectionPool | null = null;
let time = 0;

async function serve(behaviour: Behaviour, connections = 4): Promise<ConnectionPool> {
  server = await RawServer.start(behaviour);
  const origin = {
    secureContext: null,
    host: '127.0.0.1',
    port: server.port,
    connectTimeout: 1_000,
    waitTimeout: 40,
    maxResponseSize: 10_000,
  };
  time = 0;
  pool = new ConnectionPool(origin, connections, () => time);
  return pool;
}

/** Resolves in the tick in which the answer ends. */
function askAtOnce(from: ConnectionPool, body = 'x', fresh = false): Promise<string> {
  return new Promise((resolve, reject) => {
    from.send(
      {
        head: `POST / HTTP/1.1\r\ncontent-length: ${body.length}\r\n\r\n`,
        body,
        onAnswer: (status, text) => resolve(`${status} ${text}`),
        onFailure: reject,
      },
      fresh,
    );
  });
}

/** Resolves once the connection may be used again. */
async function ask(from: ConnectionPool, body = 'x'): Promise<string> {
  const answered = await askAtOnce(from, body);
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return answered;
}

const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

afterEach(async () => {
  pool?.close();
  await server?.stop();
  server = pool = null;
});

describe('a pool of connections', () => {
  it('uses a connection again, one request at a time', async () => {
    const listener = await serve((socket, _, count) => socket.write(answer(`n${count}`)));
    expect(await ask(listener)).toBe('200 n1');
    expect(await ask(listener)).toBe('200 n2');
    expect(server?.sockets).toHaveLength(1);
  });

  it('opens no more than it may; the others wait for their turn', async () => {
    const listener = await serve((socket, request) => {
      setTimeout(() => socket.write(answer(request.at(-1) ?? '')), 5);
    }, 2);
    const bodies = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const answers = await Promise.all(bodies.map((body) => ask(listener, body)));
    expect(answers).toEqual(bodies.map((body) => `200 ${body}`));
    expect(server?.sockets).toHaveLength(2);
  });

  it('fails the request whose connection is cut, and no other', async () => {
    const listener = await serve((socket, request) => {
      if (request.endsWith('z')) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}');
      if (request.endsWith('z')) setTimeout(() => socket.destroy(), 5);
      else setTimeout(() => socket.write(answer('ok')), 20);
    });
    const [cut, fine] = await Promise.allSettled([ask(listener, 'z'), ask(listener, 'y')]);
    expect(cut.status).toBe('rejected');
    expect(fine).toMatchObject({ value: '200 ok' });
    expect(await ask(listener, 'y')).toBe('200 ok');
  });

  it('loses nothing to a server that closes after each answer without a word', async () => {
    const listener = await serve((socket, _, count) => {
      socket.end(answer(`n${count}`));
    });
    for (let count = 1; count <= 60; count += 1) {
      expect(await askAtOnce(listener)).toBe(`200 n${count}`);
    }
  });

  it('sends what must not be sent twice on a connection made for it', async () => {
    const listener = await serve((socket, _, count) => socket.write(answer(`n${count}`)), 2);
    await Promise.all([ask(listener), ask(listener)]);
    expect(server?.sockets).toHaveLength(2);
    expect(await askAtOnce(listener, 'x', true)).toBe('200 n3');
    expect(server?.sockets).toHaveLength(3);
  });

  it('tells a request that was never sent from one that was lost', async () => {
    const listener = await serve((socket) => socket.destroy());
    await expect(askAtOnce(listener)).rejects.not.toBeInstanceOf(ConnectFault);
    await server?.stop();
    await expect(askAtOnce(listener)).rejects.toBeInstanceOf(ConnectFault);
  });

  it('turns away who waits too long for a connection that hangs', async () => {
    const listener = await serve(() => undefined, 2);
    const hung = [askAtOnce(listener), askAtOnce(listener)].map((asked) =>
      asked.catch(() => 'ended'),
    );
    const third = askAtOnce(listener);
    time = 40;
    await expect(third).rejects.toBeInstanceOf(BusyFault);
    listener.close();
    expect(await Promise.all(hung)).toEqual(['ended', 'ended']);
  });

  it('grows old, so that a changed address is noticed', async () => {
    const listener = await serve((socket, _, count) => socket.write(answer(`n${count}`)));
    for (time = 0; time <= 59_000; time += 1_000) await ask(listener);
    expect(server?.sockets).toHaveLength(1);
    time = 61_000;
    await ask(listener);
    await ask(listener);
    expect(server?.sockets).toHaveLength(2);
  });

  it('gives a connection up that its server closed while it was idle', async () => {
    const listener = await serve((socket, _, count) => {
      socket.write(answer(`n${count}`));
      if (count === 1) setTimeout(() => socket.end(), 5);
    });
    await ask(listener);
    await moment();
    expect(await ask(listener)).toBe('200 n2');
    expect(server?.sockets).toHaveLength(2);
  });

  it('gives an idle connection up before its server would', async () => {
    const listener = await serve((socket, _, count) => {
      socket.write(answer(`n${count}`, 'keep-alive: timeout=5'));
    });
    await ask(listener);
    time = 3_900;
    await ask(listener);
    expect(server?.sockets).toHaveLength(1);
    time = 8_000;
    expect(await ask(listener)).toBe('200 n3');
    expect(server?.sockets).toHaveLength(2);
  });

  it('never takes for an answer what came unasked or after one', async () => {
    const listener = await serve((socket, _, count) => {
      if (count === 1) socket.write(answer('first') + answer('smuggled'));
      else socket.write(answer(`n${count}`));
    });
    await expect(ask(listener)).rejects.toThrow('bytes after the response');
    expect(await ask(listener)).toBe('200 n2');
    server?.sockets[1]?.write(answer('unasked'));
    await moment();
    expect(await ask(listener)).toBe('200 n3');
    expect(server?.sockets).toHaveLength(3);
  });

  it('ends the connection of a request that is given up, at once', async () => {
    let heard: Socket | null = null;
    const listener = await serve((socket) => (heard = socket));
    const reason = new Error('given up');
    const failed = new Promise<Error>((resolve) => {
      const pending = listener.send({
        head: 'POST / HTTP/1.1\r\ncontent-length: 1\r\n\r\n',
        body: 'x',
        onAnswer: () => undefined,
        onFailure: resolve,
      });
      setTimeout(() => pending.abort(reason), 20);
    });
    expect(await failed).toBe(reason);
    await moment();
    expect((heard as Socket | null)?.destroyed).toBe(true);
  });

  it('gives up a request that still waits for its turn without disturbing the one before', async () => {
    const listener = await serve((socket, _, count) => {
      setTimeout(() => socket.write(answer(`n${count}`)), 30);
    }, 1);
    const first = ask(listener);
    const reason = new Error('given up');
    const second = new Promise<Error>((resolve) => {
      listener
        .send({
          head: 'POST / HTTP/1.1\r\ncontent-length: 1\r\n\r\n',
          body: 'x',
          onAnswer: () => undefined,
          onFailure: resolve,
        })
        .abort(reason);
    });
    expect(await second).toBe(reason);
    expect(await first).toBe('200 n1');
  });

  it('does not keep a connection that its server will close', async () => {
    const listener = await serve((socket, _, count) => {
      socket.end(answer(`n${count}`, 'connection: close'));
    });
    expect(await ask(listener)).toBe('200 n1');
    expect(await ask(listener)).toBe('200 n2');
    expect(server?.sockets).toHaveLength(2);
  });

  it('reads answers larger than its buffer', async () => {
    const large = 'é'.repeat(4_000);
    const listener = await serve((socket) => socket.write(answer(large)));
    expect(await ask(listener)).toBe(`200 ${large}`);
  });

  it('fails where nobody listens, and everything once it is closed', async () => {
    const listener = await serve(() => undefined);
    const silent = ask(listener);
    listener.close();
    await expect(silent).rejects.toThrow('closed');
    await expect(ask(listener)).rejects.toThrow('closed');
    const { port } = server ?? { port: 0 };
    await server?.stop();
    const origin = {
      secureContext: null,
      host: '127.0.0.1',
      port,
      connectTimeout: 1_000,
      waitTimeout: 40,
      maxResponseSize: 10_000,
    };
    await expect(ask(new ConnectionPool(origin, 1, () => 0))).rejects.toThrow('ECONNREFUSED');
    server = null;
  });
});
