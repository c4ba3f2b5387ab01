import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyJournal } from '../../../gateway/audit/verify-journal.js';
import { CountingSubgraph } from '../../harness/counting-subgraph.js';
import { conventionOf, SmallGateway, type SmallWorld } from '../../harness/small-gateway.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-processus-'));
const journal = `file:${join(folder, 'journal.jsonl')}`;
const workers = 2;
let subgraph: CountingSubgraph;
let gateway: SmallGateway;

const world = (a: readonly string[]): SmallWorld => ({
  subgraphs: {
    a: {
      sdl: 'type Query { rang: Int @requiresScopes(scopes: [["a:rang"]]) }',
      url: subgraph.url,
    },
  },
  donnees: { 'a:rang': { classe: 'P1', a } },
  signataires: { lecteur: '', autre: '' },
  environment: {
    WORKERS: String(workers),
    AUDIT_URL: journal,
    GATEWAY_SIGNING_KEY: 'signing.json',
    REQUIRE_AUTHENTICATION: 'true',
    // Longer than a busy machine takes to close the port.
    SHUTDOWN_TIMEOUT: '30',
  },
  files: {
    'signing.json': JSON.stringify(
      generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
    ),
  },
});

beforeAll(async () => {
  subgraph = new CountingSubgraph();
  await subgraph.listening();
  gateway = await SmallGateway.start(world(['lecteur']));
});

afterAll(async () => {
  await gateway.stop();
  subgraph.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** On a connection of its own, and so to the next of the workers. */
function send(
  path: string,
  body: string | null = null,
  token = '',
  patience = 60_000,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${gateway.process.url}${path}`,
      {
        agent: new Agent(),
        method: body === null ? 'GET' : 'POST',
        headers: {
          connection: 'close',
          'content-type': 'application/json',
          ...(token !== '' && { authorization: `Bearer ${token}` }),
        },
      },
      (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, text });
        });
        answer.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.setTimeout(patience, () => outgoing.destroy(new Error('no answer')));
    outgoing.end(body ?? undefined);
  });
}

const ask = async (signataire: string): Promise<Answer> =>
  send('/graphql', '{"query":"{ rang }"}', await gateway.token(signataire));

/** What `/metrics` says was answered with 200. */
async function answered(): Promise<number> {
  const { text } = await send('/metrics');
  const counts = text.matchAll(
    /^passerelle_graphql_duration_seconds_count\{[^}]*status="200"[^}]*\} (\d+)$/gm,
  );
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

async function until(happened: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await happened().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`in vain:\n${gateway.process.log.slice(-2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const everybody = <T>(run: () => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: 2 * workers }, run));

/** Of the workers, in the order in which they came to listen. */
const pids = (): readonly number[] =>
  [...gateway.process.log.matchAll(/"pid":(\d+)[^\n]*the gateway listens/g)].map(([, pid]) =>
    Number(pid),
  );

describe('a gateway of several processes', () => {
  it('is one to who asks it: one port, one key, one set of metrics', async () => {
    expect(new Set(pids()).size).toBe(workers);
    expect(pids()).not.toContain(gateway.process.pid);
    const keys = await everybody(() => send('/.well-known/jwks.json'));
    expect(new Set(keys.map(({ text }) => text)).size).toBe(1);

    const before = await answered();
    const answers = await everybody(() => ask('lecteur'));
    expect(answers.map(({ text }) => text)).toEqual(answers.map(() => '{"data":{"rang":0}}'));
    const counts = await everybody(answered);
    expect(new Set(counts)).toEqual(new Set([before + answers.length]));
  });

  it('keeps a chain of the journal for each', async () => {
    const chains = await verifyJournal(journal);
    expect(chains.map(({ chaine }) => chaine)).toEqual(['1', '2']);
    for (const { check } of chains) {
      expect(check.faults).toEqual([]);
      expect(check.lines).toBeGreaterThan(0);
    }
  });

  it('takes a new convention in each of them', async () => {
    await gateway.process.write('convention.yaml', conventionOf(world(['autre'])));
    await until(() => {
      const told = gateway.process.log.match(/supergraph or convention is in force/g) ?? [];
      return Promise.resolve(told.length === workers);
    });
    const refused = await everybody(() => ask('lecteur'));
    for (const { text } of refused) expect(text).toContain('"rang":null');
    const allowed = await everybody(() => ask('autre'));
    for (const { text } of allowed) expect(text).toBe('{"data":{"rang":0}}');
  });

  it('starts another for one that ends, is not ready meanwhile, and goes on with its chain', async () => {
    const [first = 0] = pids();
    process.kill(first, 'SIGKILL');
    // What is handed to the process in the moment of its end is answered by nobody: it is not waited
    // for until another has started.
    await until(async () => (await send('/health/ready', null, '', 200)).status === 503);
    expect((await ask('autre')).text).toBe('{"data":{"rang":0}}');
    await until(async () => (await send('/health/ready')).status === 200);
    const answers = await everybody(() => ask('autre'));
    for (const { text } of answers) expect(text).toBe('{"data":{"rang":0}}');
    expect((await verifyJournal(journal)).map(({ check }) => check.faults)).toEqual([[], []]);
  });

  it('ends with what is under way, in each of them', async () => {
    subgraph.hold();
    const pending = everybody(() => ask('autre'));
    await subgraph.untilHeld(2 * workers);
    const ended = gateway.process.terminate();
    await gateway.process.untilRefusing();
    subgraph.release();
    for (const { text } of await pending) expect(text).toBe('{"data":{"rang":0}}');
    expect(await ended).toBe(0);
  });
});

describe('a gateway of several processes that cannot start', () => {
  it('says once what is wrong, and ends', async () => {
    const failed = SmallGateway.start({
      ...world(['lecteur']),
      files: { 'signing.json': '{"kty":"RSA"}' },
    });
    await expect(failed).rejects.toThrow(
      /^the gateway stopped:\n[^\n]*GATEWAY_SIGNING_KEY[^\n]*\n$/,
    );
  });
});
