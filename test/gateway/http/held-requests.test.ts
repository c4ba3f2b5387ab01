import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { http, RawSubgraph, type Behaviour } from '../../harness/raw-subgraph.js';
import { conventionOf, SmallGateway, type SmallWorld } from '../../harness/small-gateway.js';

/**
 * Rights, token and convention are those of the moment in which the answer leaves, or at most of one
 * second before: whoever holds a request open gains nothing by it.
 */
let subgraph: RawSubgraph;
let gateway: SmallGateway;

const world = (readers: readonly string[], note = ''): SmallWorld => ({
  subgraphs: {
    s: {
      url: subgraph.url,
      sdl: `type Query { ouvert: String @authenticated  secret: String @requiresScopes(scopes: [["a:secret"]]) }
        type Mutation { clore: String @requiresScopes(scopes: [["a:secret"]]) }`,
    },
  },
  donnees: { 'a:secret': { classe: 'P3', a: readers, finalites: ['suivi'] } },
  signataires: { lecteur: note, autre: '' },
});

const answer: Behaviour = (socket, { query }) => {
  const names = ['ouvert', 'secret', 'clore'].filter((name) => query.includes(name));
  const data = Object.fromEntries(names.map((name) => [name, `canari-${name}`]));
  socket.write(http(JSON.stringify({ data })));
};

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  gateway = await SmallGateway.start({ ...world(['lecteur', 'autre']), clock: true });
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

let version = 0;
const grant = (...readers: string[]): Promise<void> =>
  gateway.process.replaceConvention(`${conventionOf(world(readers))}# ${(version += 1)}\n`);

beforeEach(async () => {
  subgraph.behave = answer;
  subgraph.requests.length = 0;
  await grant('lecteur', 'autre');
});

const both = { query: '{ ouvert secret }' };
const open = { ouvert: 'canari-ouvert', secret: 'canari-secret' };
const closed = { ouvert: 'canari-ouvert', secret: null };

/** Sends the head and waits until the gateway has it; the body comes when the test says so. */
async function hold(
  body: unknown,
  life = 60,
): Promise<() => Promise<{ status: number; text: string }>> {
  const text = JSON.stringify(body);
  const token = await gateway.token('lecteur', life);
  const sending: ClientRequest = httpRequest(`${gateway.process.url}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'x-finalite': 'suivi',
      expect: '100-continue',
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sending.once('response', resolve).once('error', reject);
  });
  sending.flushHeaders();
  await new Promise((resolve) => sending.once('continue', resolve));
  return async () => {
    sending.end(text);
    const response = await answered;
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
  };
}

describe('while its body is held back', () => {
  it.each(['first', 'known'])('a right is withdrawn: %s', async () => {
    const send = await hold(both);
    await grant('autre');
    const { text } = await send();
    expect(JSON.parse(text)).toMatchObject({ data: closed });
    expect(subgraph.requests.join()).not.toContain('secret');
  });

  it('a key is removed: nothing is asked', async () => {
    const send = await hold(both);
    const keys = await gateway.process.file('jwks.json');
    await gateway.process.write('jwks.json', '{"keys":[]}');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const { status, text } = await send();
    await gateway.process.write('jwks.json', keys);
    expect(status).toBe(401);
    expect(text).not.toContain('canari');
    expect(subgraph.requests).toEqual([]);
  });

  it('a token ends', async () => {
    const send = await hold(both, 5);
    // Less than what makes keys of a file too old, should they be being read just then.
    await gateway.process.passTime(50);
    const { status, text } = await send();
    await gateway.process.passTime(-50);
    expect([status, text]).toEqual([401, expect.not.stringContaining('canari')]);
    expect(subgraph.requests).toEqual([]);
  });

  it('nothing changes, however long', async () => {
    const send = await hold(both);
    await gateway.process.passTime(30);
    const { text } = await send();
    await gateway.process.passTime(-30);
    expect(JSON.parse(text)).toEqual({ data: open });
  });
});

/** Asks, and does something once the subgraph was asked and before it answers. */
async function during(
  body: unknown,
  meanwhile: () => Promise<void>,
): Promise<Awaited<ReturnType<SmallGateway['ask']>>> {
  let release = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    subgraph.behave = (socket, request) => {
      subgraph.behave = answer;
      release = () => answer(socket, request);
      resolve();
    };
  });
  const pending = gateway.ask(body, { finalites: 'suivi' });
  await asked;
  await meanwhile();
  release();
  return pending;
}

describe('while a partner is slow', () => {
  it('a right is withdrawn: the value does not leave', async () => {
    const { body, text } = await during(both, () => grant('autre'));
    expect(body.data).toEqual(closed);
    expect(text).not.toContain('canari-secret');
  });

  it('the signatory withdraws: nothing leaves', async () => {
    const withdrawn = conventionOf(world(['lecteur', 'autre'])).replace(
      /(id: lecteur,.*?)retrait: null/,
      '$1retrait: 2024-01-01',
    );
    const { body, text } = await during(both, () => gateway.process.replaceConvention(withdrawn));
    expect(body.data).toEqual({ ouvert: null, secret: null });
    expect(text).not.toContain('canari');
  });

  it('a token ends: nothing leaves', async () => {
    const { status, text } = await during(both, () => gateway.process.passTime(180));
    await gateway.process.passTime(-180);
    expect(status).toBe(401);
    expect(text).not.toContain('canari');
  });

  it('a key is removed: nothing leaves, though its token was verified moments before', async () => {
    expect((await gateway.ask(both, { finalites: 'suivi' })).body.data).toEqual(open);
    const keys = await gateway.process.file('jwks.json');
    const { status, text } = await during(both, async () => {
      await gateway.process.write('jwks.json', '{"keys":[]}');
      await new Promise((resolve) => setTimeout(resolve, 1_100));
    });
    await gateway.process.write('jwks.json', keys);
    expect(status).toBe(401);
    expect(text).not.toContain('canari');
  });

  it('rights of others change: it is served, and asked once', async () => {
    const { body } = await during(both, () => grant('lecteur'));
    expect(body.data).toEqual(open);
    expect(subgraph.requests).toHaveLength(1);
  });

  it('a right is withdrawn from whoever acts: done once, and its answer withheld', async () => {
    const asked = await during({ query: 'mutation { clore }' }, () => grant('autre'));
    expect(asked.status).toBe(403);
    expect(asked.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['RIGHTS_CHANGED']);
    expect(asked.text).not.toContain('canari');
    expect(subgraph.requests).toHaveLength(1);
    const journal = await gateway.settledJournal();
    expect(journal.trim().split('\n').at(-1)).toContain('interrompue');
  });
});
