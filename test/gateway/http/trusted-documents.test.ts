import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentId, printRegistry } from '../../../schema/documents/document-registry.js';
import { MockSubgraph } from '../../harness/mock-subgraph.js';
import { SmallGateway, type AskOptions, type SmallWorld } from '../../harness/small-gateway.js';

const sdl = `type Query { a(n: Int): String @authenticated  b: String @requiresScopes(scopes: [["b:lire"]]) }`;
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@requiresScopes"])\n`;
const mine = 'query Mienne { a }';
const others = 'query Autre { b }';
const withVariable = 'query Variable($n: Int) { a(n: $n) __typename }';
const restricted: AskOptions = { claims: { client_id: 'appli' } };

let subgraph: MockSubgraph;
let gateway: SmallGateway;

function registryOf(...documents: readonly (readonly [string, readonly string[]])[]): string {
  return printRegistry(
    new Map(documents.map(([text, clients]) => [documentId(text), { text, clients }])),
  );
}

function world(more: Partial<SmallWorld> = {}): SmallWorld {
  return {
    subgraphs: { s: { sdl, url: subgraph.url } },
    donnees: { 'b:lire': { classe: 'P1', a: ['lecteur'] } },
    signataires: { lecteur: ', clientsRestreints: ["appli"]', libre: '' },
    environment: { TRUSTED_DOCUMENTS: 'documents.json' },
    files: {
      'documents.json': registryOf(
        [mine, ['appli']],
        [others, ['autre']],
        [withVariable, ['appli']],
      ),
    },
    ...more,
  };
}

beforeAll(async () => {
  subgraph = await MockSubgraph.start('s', link + sdl, (_, given, __, { fieldName }) => {
    const { n } = given as { n?: number };
    return n === undefined ? fieldName : `${fieldName}${n}`;
  });
  gateway = await SmallGateway.start(world());
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

const codes = ({ body }: Awaited<ReturnType<SmallGateway['ask']>>): unknown =>
  body.errors?.map(({ extensions }) => extensions.code);

describe('a published document', () => {
  it.each(['first sending', 'later sending'])('is run by its id: %s', async () => {
    const asked = await gateway.ask({ documentId: documentId(mine) }, restricted);
    expect([asked.status, asked.body.data]).toEqual([200, { a: 'a' }]);
    const variables = { n: 7 };
    const { body } = await gateway.ask(
      { documentId: documentId(withVariable), variables },
      { claims: { client_id: 'bureau' } },
    );
    expect(body.data).toEqual({ a: 'a7', __typename: 'Query' });
  });

  it('is run by its id in the URL', async () => {
    const id = encodeURIComponent(documentId(mine));
    const response = await fetch(`${gateway.process.url}/graphql?documentId=${id}`, {
      headers: {
        authorization: `Bearer ${await gateway.token('lecteur', 60, { azp: 'appli' })}`,
        'apollo-require-preflight': 'true',
      },
    });
    expect(await response.json()).toEqual({ data: { a: 'a' } });
  });

  it('gives nobody a right', async () => {
    const asked = await gateway.ask({ documentId: documentId(others) }, { signataire: 'libre' });
    expect(asked.body.data).toEqual({ b: null });
    expect(codes(asked)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  });

  it('stands alone, and must have been published', async () => {
    for (const body of [
      { documentId: documentId(mine), query: mine },
      { documentId: documentId('query Autre { a }') },
      { documentId: mine },
      { documentId: 7 },
      { documentId: null },
      { documentId: '__proto__' },
    ]) {
      const asked = await gateway.ask(body);
      expect(asked.status).toBe(400);
      expect(asked.text).not.toContain('query Mienne');
    }
  });
});

describe('a client that the convention restricts', () => {
  it('may send nothing else, in whatever way', async () => {
    const token = await gateway.token('lecteur', 60, { client_id: 'appli' });
    const headers = { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' };
    const url = `${gateway.process.url}/graphql`;
    const id = encodeURIComponent(documentId(mine));
    const sent = subgraph.requests.length;
    const json = { ...headers, 'content-type': 'application/json' };
    const post = (body: unknown, search = '', more: Record<string, string> = {}) =>
      fetch(url + search, {
        method: 'POST',
        headers: { ...json, ...more },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    const answers = await Promise.all([
      post({ query: '{ b }' }),
      // Published for it, but not sent by its id.
      post({ query: mine }),
      post({ query: '{ __schema { queryType { name } } }' }),
      post([{ query: '{ b }' }]),
      post([{ documentId: documentId(mine) }]),
      post({ query: '{ b }' }, `?documentId=${id}`),
      post({ query: '{ b }', documentId: documentId(mine) }),
      post({ query: '{ b }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
      post('{"query":"{ b }"}', '', { 'content-type': 'text/plain' }),
      post('{"query":"{ b }"}', '', { 'content-type': 'application/json; charset=latin1' }),
      post({ documentId: documentId(others) }),
      fetch(`${url}?query=%7B%20b%20%7D`, { headers }),
      fetch(`${url}?query=%7B%20b%20%7D&documentId=${id}`, { headers }),
      fetch(`${url}?documentId=${id}&documentId=${id}`, { headers }),
      fetch(`${url}?document%49d=x&query=%7B%20b%20%7D`, { headers }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.text()).not.toContain('"b":"b"');
    }
    expect(subgraph.requests.length).toBe(sent);
  });

  it('is told what to do', async () => {
    const asked = await gateway.ask({ query: mine }, restricted);
    expect([asked.status, codes(asked)]).toEqual([403, ['DOCUMENT_REQUIRED']]);
    const foreign = await gateway.ask({ documentId: documentId(others) }, restricted);
    expect([foreign.status, codes(foreign)]).toEqual([400, ['DOCUMENT_NOT_FOUND']]);
  });

  it('leaves the other clients of its signatory alone', async () => {
    for (const claims of [{ client_id: 'bureau' }, { azp: 'bureau' }]) {
      expect((await gateway.ask({ query: '{ b }' }, { claims })).body.data).toEqual({ b: 'b' });
    }
    const other = await gateway.ask({ query: '{ a }' }, { ...restricted, signataire: 'libre' });
    expect(other.body.data).toEqual({ a: 'a' });
  });
});

describe('the registry', () => {
  it('is read again when it changes, and kept when the new one is faulty', async () => {
    const more = 'query Plus { a __typename }';
    const ask = () => gateway.ask({ documentId: documentId(more) }, restricted);
    expect((await ask()).status).toBe(400);
    await gateway.process.write('documents.json', registryOf([more, ['appli']]));
    for (let attempt = 0; attempt < 50 && (await ask()).status !== 200; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await ask()).body.data).toEqual({ a: 'a', __typename: 'Query' });
    expect(codes(await gateway.ask({ documentId: documentId(mine) }))).toEqual([
      'DOCUMENT_NOT_FOUND',
    ]);
    const forged = registryOf([more, ['appli']]).replace('a __typename', 'a b __typename');
    await gateway.process.write('documents.json', forged);
    await gateway.process.untilLogged('not the one that was published');
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ['is needed where clients are restricted', {}, 'TRUSTED_DOCUMENTS'],
    ['must be there', { TRUSTED_DOCUMENTS: 'absent.json' }, 'absent.json: cannot be read (ENOENT)'],
    ['must be one', { TRUSTED_DOCUMENTS: 'jwks.json' }, 'jwks.json: no registry'],
  ])('%s', async (_, environment, fault) => {
    await expect(SmallGateway.start(world({ environment }))).rejects.toThrow(fault);
  });
});
