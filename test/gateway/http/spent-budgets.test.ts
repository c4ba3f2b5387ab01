import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { describeOnRedis, RedisServer } from '../../harness/redis.js';
import { http, RawSubgraph } from '../../harness/raw-subgraph.js';
import { SmallGateway, type Asked, type SmallWorld } from '../../harness/small-gateway.js';

let partner: RawSubgraph;
let started: SmallGateway[] = [];

const signataires = { hostile: '', honnete: '' };
const nested = (depth: number): string => (depth === 0 ? 'id' : `enfants { ${nested(depth - 1)} }`);

beforeAll(async () => {
  partner = await RawSubgraph.start();
  partner.behave = (socket, { query }) => {
    // A call with arguments comes under a key of the gateway's choice.
    const key = /(\w+): ?racines/.exec(query)?.[1] ?? 'racines';
    socket.write(http(JSON.stringify({ data: { [key]: [], autre: 'x' } })));
  };
});

afterEach(async () => {
  await Promise.all(started.map((gateway) => gateway.stop()));
  started = [];
});

afterAll(async () => {
  await partner.stop();
});

const world = (environment: Readonly<Record<string, string>>): SmallWorld => ({
  signataires,
  environment,
  subgraphs: {
    partenaire: {
      url: partner.url,
      sdl: `type Query { racines(first: Int = 10): [N!] @authenticated }
        type N @authenticated { id: ID!  enfants: [N!] }`,
    },
    ailleurs: { url: partner.url, sdl: 'type Query { autre: String @authenticated }' },
  },
});

async function start(environment: Readonly<Record<string, string>>): Promise<SmallGateway> {
  const gateway = await SmallGateway.start(world(environment));
  started.push(gateway);
  return gateway;
}

const ask = (gateway: SmallGateway, signataire: string, query: string): Promise<Asked> =>
  gateway.ask({ query }, { signataire });

async function metric(gateway: SmallGateway, line: string): Promise<number | undefined> {
  const text = await (await fetch(`${gateway.process.url}/metrics`)).text();
  const found = text.split('\n').find((candidate) => candidate.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length));
}

/** @returns how many are served before one is refused. */
async function servedUntilRefused(gateway: SmallGateway, query: string): Promise<number> {
  for (let count = 0; count < 200; count += 1) {
    const asked = await ask(gateway, 'hostile', query);
    if (asked.status === 429) return count;
    expect(asked.status).toBe(200);
  }
  throw new Error('never refused');
}

function expectRefused({ status, headers, body }: Asked): number {
  expect(status).toBe(429);
  expect(body.data).toBeUndefined();
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['BUDGET_EXHAUSTED']);
  expect(body.errors?.[0]?.message).toMatch(/^Votre organisation a demandé trop de données/);
  const wait = Number(headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1);
  return wait;
}

describe('a signatory that asks for too much', () => {
  it('is refused, counted, served again after Retry-After, and nobody else notices', async () => {
    const gateway = await start({ BUDGET: '3000', BUDGET_PER_SECOND: '1500' });
    const heavy = `{ racines(first: 10) { ${nested(2)} } }`;
    expect(await servedUntilRefused(gateway, heavy)).toBeLessThan(5);
    const asked = partner.requests.length;
    const wait = expectRefused(await ask(gateway, 'hostile', heavy));
    expect(wait).toBeLessThanOrEqual(2);
    expect(partner.requests.length).toBe(asked);
    // Not at another partner, and nobody but itself.
    expect((await ask(gateway, 'hostile', '{ autre }')).body.data).toEqual({ autre: 'x' });
    expect((await ask(gateway, 'honnete', heavy)).body.data).toEqual({ racines: [] });
    const refusals = 'passerelle_budget_refusals_total{signataire="hostile"}';
    expect(await metric(gateway, refusals)).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, wait * 1_000));
    expect((await ask(gateway, 'hostile', heavy)).status).toBe(200);
  });

  it('pays for rows at every level', async () => {
    const gateway = await start({ BUDGET: '200000', BUDGET_PER_SECOND: '10' });
    const counts: number[] = [];
    for (const query of [`{ racines { ${nested(3)} } }`, `{ racines { ${nested(4)} } }`]) {
      counts.push(await servedUntilRefused(gateway, query));
    }
    // 13,000 or so each; then 130,000, for which too little is left.
    expect(counts).toEqual([expect.any(Number), 0]);
    expect(counts[0]).toBeGreaterThan(10);
    expect(counts[0]).toBeLessThan(20);
  });

  it('pays for each alias of introspection, whoever its partners are', async () => {
    const gateway = await start({ BUDGET: '200000', BUDGET_PER_SECOND: '10' });
    const aliases = (count: number): string =>
      `{ ${Array.from({ length: count }, (_, n) => `a${n}: __schema { types { name fields { name args { name type { name } } } } }`).join(' ')} }`;
    const many = await servedUntilRefused(gateway, aliases(90));
    expectRefused(await ask(gateway, 'hostile', aliases(90)));
    // Its own: another asks the same.
    expect((await ask(gateway, 'honnete', aliases(90))).status).toBe(200);
    expect(many).toBeLessThan(30);
  });

  it('answers the same introspection the same under each alias, and to each its own', async () => {
    const gateway = await start({});
    const fields = '{ types { name fields { name } } }';
    const { body } = await ask(
      gateway,
      'hostile',
      `query ($n: String = "N") { a: __schema ${fields} b: __schema ${fields} __schema { types { name } } c: __type(name: "N") { name } d: __type(name: $n) { name } e: __type(name: "String") { name } }`,
    );
    const { a, b, c, d, e, __schema } = body.data ?? {};
    expect(a).toHaveProperty('types.0.fields');
    expect(b).toEqual(a);
    expect(__schema).toHaveProperty('types');
    expect(__schema).not.toEqual(a);
    expect([c, d, e]).toEqual([{ name: 'N' }, { name: 'N' }, { name: 'String' }]);
  });

  it('pays for operations never seen, by their length', async () => {
    const gateway = await start({ BUDGET: '5000', BUDGET_PER_SECOND: '10' });
    const unseen = (n: number): string => `{ autre ${'__typename '.repeat(300)} a${n}: autre }`;
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1)
      statuses.push((await ask(gateway, 'hostile', unseen(n))).status);
    expect(statuses.at(0)).toBe(200);
    expect(statuses.at(-1)).toBe(429);
    expect((await ask(gateway, 'honnete', unseen(0))).status).toBe(200);
  });
});

describeOnRedis('replicas with a store', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(async () => {
    await server.stop();
  });

  const heavy = '{ racines(first: 90) { id } }';
  const environment = (): Record<string, string> => ({
    BUDGET: '1000',
    BUDGET_PER_SECOND: '10',
    BUDGET_STORE: server.url,
  });
  async function untilUp(gateway: SmallGateway, value: number): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if ((await metric(gateway, 'passerelle_budget_store_up')) === value) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the store is not ${value}`);
  }

  it('share what a signatory has spent, and go on by themselves while it is down', async () => {
    const [first, second] = [await start(environment()), await start(environment())];
    await Promise.all([untilUp(first, 1), untilUp(second, 1)]);
    for (let n = 0; n < 10; n += 1) {
      expect((await ask(n % 2 ? first : second, 'hostile', heavy)).status).toBe(200);
    }
    for (const gateway of [first, second]) expectRefused(await ask(gateway, 'hostile', heavy));
    expect((await ask(first, 'honnete', heavy)).status).toBe(200);

    await server.kill();
    await untilUp(first, 0);
    expect(await servedUntilRefused(first, heavy)).toBe(10);
    const lines = (): readonly string[] =>
      first.process.log.split('\n').filter((line) => line.includes('budget store'));
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).not.toContain(server.url);
    await server.restart();
    await untilUp(first, 1);
    expect((await ask(first, 'hostile', heavy)).status).toBe(200);
    expect(lines()).toHaveLength(2);
  });

  it('start without it', async () => {
    await server.kill();
    const gateway = await start(environment());
    expect((await ask(gateway, 'honnete', heavy)).status).toBe(200);
    await server.restart();
    await untilUp(gateway, 1);
    expect((await ask(gateway, 'honnete', heavy)).status).toBe(200);
  });
});
