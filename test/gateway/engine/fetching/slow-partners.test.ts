import type { Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { http, type RawSubgraph } from '../../../harness/raw-subgraph.js';
import { type Asked, type SmallGateway } from '../../../harness/small-gateway.js';
import { Bookshop, expectMasked, head, healthy, query, withoutNotes } from './bookshop.js';

let bookshop: Bookshop;
let avis: RawSubgraph;
let gateway: SmallGateway;

beforeAll(async () => {
  bookshop = await Bookshop.start();
  ({ avis, gateway } = bookshop);
});

afterAll(() => bookshop.stop());

beforeEach(() => {
  avis.behave = healthy;
  avis.requests.length = 0;
});

describe('a caller who goes away', () => {
  it('ends the requests that were under way for it', async () => {
    const asked = new Promise<Socket>((resolve) => {
      avis.behave = (socket) => resolve(socket);
    });
    const controller = new AbortController();
    const answer = fetch(`${gateway.process.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await gateway.token('lecteur')}`,
      },
      body: JSON.stringify(query),
      signal: controller.signal,
    });
    const socket = await asked;
    const closed = new Promise((resolve) => socket.once('close', resolve));
    controller.abort();
    await expect(answer).rejects.toThrow();
    await closed;
    await bookshop.untilHealthy();
  });
});

describe('a subgraph that fails again and again', () => {
  it('is left alone for a moment, then tried by one request, then used again', async () => {
    avis.behave = (socket) => socket.write(http('{}', '500 Oops'));
    for (let i = 0; i < 10; i += 1) await gateway.ask(query);
    const sent = avis.requests.length;
    expect(sent).toBeLessThan(10);
    const asked = await gateway.ask(query);
    expect(avis.requests.length).toBe(sent);
    expect(asked.body.data).toEqual(withoutNotes);
    expectMasked(asked);
    // The pause is over after two seconds; nothing is answered before all six have asked.
    let answer = (): void => undefined;
    const tried = new Promise<void>((resolve) => {
      avis.behave = (socket, request) => {
        answer = () => healthy(socket, request);
        resolve();
      };
    });
    const trial = async (): Promise<Asked> => {
      for (;;) {
        const first = await gateway.ask(query);
        if (avis.requests.length > sent) return first;
      }
    };
    const first = trial();
    await tried;
    const others = await Promise.all(Array.from({ length: 5 }, () => gateway.ask(query)));
    for (const other of others) expectMasked(other);
    expect(avis.requests.length).toBe(sent + 1);
    answer();
    expect((await first).body.errors).toBeUndefined();
    await bookshop.untilHealthy();
  });
});

describe('a subgraph that keeps its callers waiting', () => {
  it('is given up after ten seconds, whether it says nothing or a byte now and then', async () => {
    const dripping: NodeJS.Timeout[] = [];
    avis.behave = (socket) => {
      if (avis.requests.length === 1) return;
      socket.write(
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n',
      );
      dripping.push(setInterval(() => socket.write('{'), 200));
    };
    const started = performance.now();
    const both = await Promise.all([gateway.ask(query), gateway.ask(query)]);
    const waited = performance.now() - started;
    for (const timer of dripping) clearInterval(timer);
    expect(dripping).toHaveLength(1);
    for (const answer of both) expectMasked(answer);
    expect(waited).toBeGreaterThan(9_900);
    await gateway.process.untilLogged('"reason":"timeout"');
    await bookshop.untilHealthy();
  }, 30_000);
});

describe('an answer of more than 32 MB', () => {
  it.each([
    ['announced', (socket: Socket) => void socket.write(`${head}content-length: 40000000\r\n\r\n`)],
    [
      'sent in pieces',
      (socket: Socket) => {
        socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
        const piece = `100000\r\n${' '.repeat(0x100000)}\r\n`;
        const more = (): void => {
          if (socket.destroyed) return;
          if (socket.write(piece)) setImmediate(more);
          else socket.once('drain', more);
        };
        more();
      },
    ],
  ])('is not read to its end: %s', async (_, behave) => {
    avis.behave = behave;
    expectMasked(await gateway.ask(query));
    await gateway.process.untilLogged('"reason":"too-large"');
    await bookshop.untilHealthy();
  });
});
