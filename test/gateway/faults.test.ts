import type { Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SmallGateway, type Asked } from '../harness/small-gateway.js';
import { answering, http, RawSubgraph, type Behaviour } from '../harness/raw-subgraph.js';

/**
 * One subgraph serves books, the other, faulty one their opinions. Whatever it does, the books stay.
 */
const secret = 'Durand-Leroy-0612345678';
const books = [{ id: 'a' }, { id: 'b' }].map((book) => ({ ...book, __typename: 'Livre' }));

let livres: RawSubgraph;
let avis: RawSubgraph;
let gateway: SmallGateway;

beforeAll(async () => {
  livres = await RawSubgraph.start();
  livres.behave = (socket, { query }) => {
    // Under whatever names the plan asks: the keys of the root are those of the query.
    const key = /\{\s*(\w+)(?::\s*livres)?\s*\{/.exec(query)?.[1] ?? 'livres';
    const titles = books.map((book) => ({ ...book, titre: `Titre ${book.id}` }));
    socket.write(http(JSON.stringify({ data: { [key]: titles } })));
  };
  avis = await RawSubgraph.start();
  gateway = await SmallGateway.start({
    subgraphs: {
      livres: {
        url: livres.url,
        sdl: `type Query { livres: [Livre!] @authenticated }
          type Livre @key(fields: "id") @authenticated { id: ID!  titre: String! }`,
      },
      avis: {
        url: avis.url,
        sdl: `type Query { meilleur: Avis @authenticated }
          type Mutation { noter(note: Int!): Avis @authenticated }
          type Livre @key(fields: "id") @authenticated { id: ID!  note: Int  avis: [Avis!] }
          type Avis @authenticated { texte: String  note: Int!  ton: Ton }
          enum Ton @authenticated { BON MAUVAIS }`,
      },
    },
  });
});

afterAll(async () => {
  await gateway.stop();
  await livres.stop();
  await avis.stop();
});

const healthy: Behaviour = (socket, { variables }) => {
  const { representations = [] } = variables as { representations?: { id: string }[] };
  const entities = representations.map(({ id }) => ({
    __typename: 'Livre',
    note: id.charCodeAt(0),
  }));
  socket.write(http(JSON.stringify({ data: { _entities: entities } })));
};

beforeEach(() => {
  avis.behave = healthy;
  avis.requests.length = 0;
});

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const query = { query: '{ livres { id titre note } }' };
const withoutNotes = {
  livres: [
    { id: 'a', titre: 'Titre a', note: null },
    { id: 'b', titre: 'Titre b', note: null },
  ],
};

function expectMasked({ status, body, text }: Asked): void {
  expect(status).toBe(200);
  expect(body.errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual([
    ['livres.0.note', 'DOWNSTREAM_SERVICE_ERROR'],
    ['livres.1.note', 'DOWNSTREAM_SERVICE_ERROR'],
  ]);
  expect(text).not.toContain(secret);
  expect(text).not.toMatch(/127\.0\.0\.1|ECONN|_entities|stack/);
}

/** The circuit to the subgraph may be open for a moment after so many failures. */
async function untilHealthy(): Promise<void> {
  avis.behave = healthy;
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const { body } = await gateway.ask(query);
    if (body.errors === undefined) {
      expect(body.data).toEqual({
        livres: [
          { id: 'a', titre: 'Titre a', note: 97 },
          { id: 'b', titre: 'Titre b', note: 98 },
        ],
      });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the gateway did not find back to the healthy subgraph');
}

const entities = (list: unknown) => answering({ data: { _entities: list } });

describe('a subgraph that', () => {
  it.each<[string, Behaviour]>([
    ['answers HTML', answering(`<html>${secret}</html>`, '200 OK', 'text/html')],
    ['answers HTML with 500', answering(`<html>${secret}</html>`, '500 Oops', 'text/html')],
    ['answers JSON with 500', answering({ data: { _entities: [null, null] } }, '500 Oops')],
    ['redirects', answering('', '302 Found')],
    ['answers nothing', answering('')],
    ['answers half of it', answering('{"data":{"_entities":[{"note":1},')],
    ['answers null', answering('null')],
    ['answers a list', answering([])],
    ['answers no data', answering({})],
    ['answers null data without an error', answering({ data: null })],
    ['answers errors with private text', answering({ errors: [{ message: secret }] })],
    ['answers no entities', answering({ data: {} })],
    ['answers too few entities', entities([{ __typename: 'Livre', note: 1 }])],
    ['answers too many entities', entities(['', '', ''].map(() => ({ note: 1 })))],
    ['answers an object for the list', entities({ note: 1 })],
    ['answers texts for objects', entities(['x', 'y'])],
    ['answers a text for a number', entities([{ note: 'x' }, { note: secret }])],
    ['answers an object for a number', entities([{ note: {} }, { note: [] }])],
    ['answers a number of more than 32 bits', entities([{ note: 2 ** 31 }, { note: 1.5 }])],
    ['closes the connection', (socket) => socket.end()],
    ['resets the connection', (socket) => socket.resetAndDestroy()],
    [
      'cuts its answer',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"data":'),
    ],
    ['does not speak HTTP', (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n\r\n')],
    ['sends bytes after its answer', (socket) => socket.write(http('{"data":{}}') + secret)],
    [
      'tells two lengths',
      (socket) =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}}'),
    ],
  ])('%s costs its own fields alone', async (_, behave) => {
    avis.behave = behave;
    const asked = await gateway.ask(query);
    expect(asked.body.data).toEqual(withoutNotes);
    expectMasked(asked);
    await untilHealthy();
  });

  it('answers more than was asked shows no more than was asked', async () => {
    avis.behave = entities([
      { __typename: 'Livre', note: 1, titre: secret, id: secret, autre: secret, ['__proto__']: {} },
      JSON.parse(`{"__typename":"Livre","note":2,"__proto__":{"note":"${secret}"}}`) as object,
    ]);
    const { body, text } = await gateway.ask(query);
    expect(text).not.toContain(secret);
    expect(body.errors).toBeUndefined();
    expect(({} as Record<string, unknown>)['note']).toBeUndefined();
  });

  it('answers errors beside its data loses what the errors name', async () => {
    avis.behave = answering({
      data: { _entities: [{ __typename: 'Livre', note: 1 }, null] },
      errors: [{ message: secret, path: ['_entities', 1] }],
    });
    const { body, text } = await gateway.ask(query);
    expect(body.data).toEqual({
      livres: [
        { id: 'a', titre: 'Titre a', note: 1 },
        { id: 'b', titre: 'Titre b', note: null },
      ],
    });
    expect(body.errors?.map(({ path }) => path)).toEqual([['livres', 1, 'note']]);
    expect(text).not.toContain(secret);
  });

  it('answers chunk by chunk is heard to its end', async () => {
    avis.behave = (socket) => {
      const body = JSON.stringify({ data: { _entities: [{ note: 1 }, { note: 2 }] } });
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      for (const [i, piece] of (body.match(/.{1,7}/g) ?? []).entries()) {
        setTimeout(() => socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`), i * 3);
      }
      setTimeout(() => socket.write('0\r\n\r\n'), 100);
    };
    const { body } = await gateway.ask(query);
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({ livres: [{ note: 1 }, { note: 2 }] });
  });

  it('fails at the root gives null there, and the other roots', async () => {
    avis.behave = answering('<html>');
    const { body } = await gateway.ask({ query: '{ meilleur { note } livres { id } }' });
    expect(body.data).toEqual({ meilleur: null, livres: [{ id: 'a' }, { id: 'b' }] });
    expect(body.errors?.map(({ path }) => path)).toEqual([['meilleur']]);
    await untilHealthy();
  });

  it('leaves a root field out of its answer is at fault, not silent', async () => {
    avis.behave = answering({ data: {} });
    const { body } = await gateway.ask({ query: '{ meilleur { note } }' });
    expect(body.data).toEqual({ meilleur: null });
    expect(body.errors).toHaveLength(1);
  });

  it('breaks a promise of a value loses the object that it stands in', async () => {
    avis.behave = entities([
      { avis: [{ texte: 'x', note: null, ton: 'BON' }] },
      { avis: [{ texte: 'y', note: 2, ton: 'INCONNU' }] },
    ]);
    const { body } = await gateway.ask({ query: '{ livres { avis { texte note ton } } }' });
    expect(body.data).toEqual({
      livres: [{ avis: null }, { avis: [{ texte: 'y', note: 2, ton: null }] }],
    });
    expect(body.errors?.map(({ path }) => path?.join('.'))).toEqual([
      'livres.0.avis.0.note',
      'livres.1.avis.0.ton',
    ]);
  });
});

describe('retries', () => {
  it('ask a query again whose connection was lost', async () => {
    let count = 0;
    avis.behave = (socket, request) => {
      count += 1;
      if (count === 1) socket.destroy();
      else healthy(socket, request);
    };
    const { body } = await gateway.ask(query);
    expect(body.errors).toBeUndefined();
    expect(count).toBe(2);
  });

  it('ask again after 503, not after 500', async () => {
    const counted = async (status: string): Promise<number> => {
      let count = 0;
      avis.behave = (socket) => {
        count += 1;
        socket.write(http('{}', status));
      };
      await gateway.ask(query);
      return count;
    };
    expect(await counted('503 Service Unavailable')).toBe(3);
    await untilHealthy();
    expect(await counted('500 Oops')).toBe(1);
    await untilHealthy();
  });

  it('never send a mutation twice', async () => {
    let count = 0;
    avis.behave = (socket) => {
      count += 1;
      socket.destroy();
    };
    const { body } = await gateway.ask({ query: 'mutation { noter(note: 1) { note } }' });
    expect(body.data).toEqual({ noter: null });
    expect(body.errors).toHaveLength(1);
    expect(count).toBe(1);
    await untilHealthy();
  });
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
    await untilHealthy();
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
    await untilHealthy();
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
    await untilHealthy();
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
    await untilHealthy();
  });
});

it('takes no private text into the log of the gateway', () => {
  expect(gateway.process.log).toMatch(/a subgraph gave no answer/);
  expect(gateway.process.log).not.toContain(secret);
});
