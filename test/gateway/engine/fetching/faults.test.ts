import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  answering,
  http,
  type RawSubgraph,
  type Behaviour,
} from '../../../harness/raw-subgraph.js';
import { type SmallGateway } from '../../../harness/small-gateway.js';
import {
  Bookshop,
  entities,
  expectMasked,
  healthy,
  query,
  secret,
  withoutNotes,
} from './bookshop.js';

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
  ])('%s costs its own fields alone, and the log tells of it', async (_, behave) => {
    avis.behave = behave;
    const asked = await gateway.ask(query);
    expect(asked.body.data).toEqual(withoutNotes);
    expectMasked(asked);
    await gateway.process.untilLogged(asked.body.errors?.[0]?.extensions.correlationId ?? '?');
    await bookshop.untilHealthy();
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

  it('leaves out a root field that it was asked for is told of in the log', async () => {
    avis.behave = answering({ data: {} });
    const { body } = await gateway.ask({ query: '{ meilleur { note } livres { id } }' });
    expect(body.data).toMatchObject({ meilleur: null, livres: [{ id: 'a' }, { id: 'b' }] });
    expect(body.errors?.map(({ path }) => path)).toEqual([['meilleur']]);
    await gateway.process.untilLogged(body.errors?.[0]?.extensions.correlationId ?? '?');
    await bookshop.untilHealthy();
  });

  it('fails at the root gives null there, and the other roots', async () => {
    avis.behave = answering('<html>');
    const { body } = await gateway.ask({ query: '{ meilleur { note } livres { id } }' });
    expect(body.data).toEqual({ meilleur: null, livres: [{ id: 'a' }, { id: 'b' }] });
    expect(body.errors?.map(({ path }) => path)).toEqual([['meilleur']]);
    await bookshop.untilHealthy();
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
    await bookshop.untilHealthy();
    expect(await counted('500 Oops')).toBe(1);
    await bookshop.untilHealthy();
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
    await bookshop.untilHealthy();
  });
});

it('takes no private text into the log of the gateway', () => {
  expect(gateway.process.log).toMatch(/a subgraph gave no answer/);
  expect(gateway.process.log).not.toContain(secret);
});
