import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answering, http, RawSubgraph } from '../../harness/raw-subgraph.js';
import {
  conventionOf,
  SmallGateway,
  supergraphOf,
  type SmallWorld,
} from '../../harness/small-gateway.js';

let subgraph: RawSubgraph;
let gateway: SmallGateway;

const world = (change: { field?: string; readers?: readonly string[] } = {}): SmallWorld => ({
  subgraphs: {
    a: {
      sdl: `type Query { a: String @requiresScopes(scopes: [["a:b"]])  ${change.field ?? ''} }`,
      url: subgraph.url,
    },
  },
  donnees: { 'a:b': { classe: 'P1', a: change.readers ?? ['lecteur'] } },
  signataires: { lecteur: '', autre: '' },
});

/** Answers every root field by a text. */
const values = (text: string) => (query: string) => {
  const keys = [...query.matchAll(/(\w+)(?::\s*\w+)?(?=[\s}])/g)].map(([, key]) => key ?? '');
  return { data: Object.fromEntries(keys.map((key) => [key, text])) };
};

beforeAll(async () => {
  subgraph = await RawSubgraph.start();
  subgraph.behave = (socket, { query }) => {
    socket.write(http(JSON.stringify(values('v')(query))));
  };
  gateway = await SmallGateway.start(world());
});

afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

const read = { query: '{ a }' };

/** Polls until the answer is as expected: how soon a change is seen is not what is tested. */
async function eventually(check: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`it did not happen; the gateway said:\n${gateway.process.log.slice(-2_000)}`);
}

const refused = (signataire: string) => async (): Promise<boolean> =>
  (await gateway.ask(read, { signataire })).body.data?.['a'] === null;
const served = (signataire: string) => async (): Promise<boolean> =>
  (await gateway.ask(read, { signataire })).body.data?.['a'] === 'v';

const refusals = (): number => gateway.process.log.split('a new version was refused').length - 1;

const reloads = (): number =>
  gateway.process.log.split('a new version of supergraph or convention is in force').length - 1;

async function plannings(): Promise<number> {
  const metrics = await (await fetch(`${gateway.process.url}/metrics`)).text();
  return Number(/^passerelle_planning_seconds_count (\d+)$/m.exec(metrics)?.[1]);
}

describe('a new convention', () => {
  it('takes rights away and gives them, for operations served before too', async () => {
    expect(await served('lecteur')()).toBe(true);
    expect(await served('lecteur')()).toBe(true);
    expect(await refused('autre')()).toBe(true);
    await gateway.process.write('convention.yaml', conventionOf(world({ readers: ['autre'] })));
    await eventually(served('autre'));
    expect(await refused('lecteur')()).toBe(true);
    expect(subgraph.requests.length).toBeGreaterThan(0);
  });

  it('may be written over the old one in place', async () => {
    await gateway.process.overwrite('convention.yaml', conventionOf(world()));
    await eventually(served('lecteur'));
    await gateway.process.overwrite('convention.yaml', conventionOf(world({ readers: ['autre'] })));
    await eventually(served('autre'));
    expect(await refused('lecteur')()).toBe(true);
  });

  it('with faults is refused as a whole, and said', async () => {
    const faulty = conventionOf(world({ readers: ['lecteur', 'inconnu'] }));
    await gateway.process.write('convention.yaml', faulty);
    await eventually(() => Promise.resolve(gateway.process.log.includes('inconnu')));
    expect(await served('autre')()).toBe(true);
    expect(await refused('lecteur')()).toBe(true);
    await gateway.process.write('convention.yaml', ': not : yaml : {');
    await eventually(() => Promise.resolve(refusals() === 2));
    expect(await served('autre')()).toBe(true);
    await gateway.process.write('convention.yaml', conventionOf(world()));
    await eventually(served('lecteur'));
    expect(await refused('autre')()).toBe(true);
  });

  it('comes with the plans of what its callers asked before', async () => {
    const conditional = {
      query: 'query C($yes: Boolean!) { a @include(if: $yes) __typename }',
      variables: { yes: true },
    };
    for (let sending = 0; sending < 2; sending += 1) {
      expect((await gateway.ask(conditional)).body.data?.['a']).toBe('v');
    }
    const planned = await plannings();
    const count = reloads();
    await gateway.process.write('convention.yaml', `${conventionOf(world())}# again\n`);
    await eventually(() => Promise.resolve(reloads() > count));
    const warmed = await plannings();
    expect(warmed).toBeGreaterThan(planned);
    expect(await served('lecteur')()).toBe(true);
    expect((await gateway.ask(conditional)).body.data?.['a']).toBe('v');
    expect(await plannings()).toBe(warmed);
    // What was not asked before is planned when it is.
    await gateway.ask({ ...conditional, variables: { yes: false } });
    expect(await plannings()).toBe(warmed + 1);
  });

  it('takes back what is under way as well', async () => {
    const usual = subgraph.behave;
    let answer = (): void => undefined;
    const heard = new Promise<void>((resolve) => {
      subgraph.behave = (socket, request) => {
        answer = () => usual(socket, request);
        resolve();
      };
    });
    const slow = gateway.ask(read);
    await heard;
    subgraph.behave = usual;
    await gateway.process.write('convention.yaml', conventionOf(world({ readers: ['autre'] })));
    await eventually(served('autre'));
    answer();
    expect((await slow).body.data).toEqual({ a: null });
    expect(await refused('lecteur')()).toBe(true);
    await gateway.process.write('convention.yaml', conventionOf(world()));
    await eventually(served('lecteur'));
  });
});

describe('a new supergraph', () => {
  const more = { query: '{ b }' };

  it('brings its fields, and plans of the old one are not used again', async () => {
    expect((await gateway.ask(more)).status).toBe(400);
    const changed = world({ field: 'b: String @authenticated' });
    await gateway.process.write('supergraph.graphql', supergraphOf(changed.subgraphs));
    await eventually(async () => (await gateway.ask(more)).body.data?.['b'] === 'v');
    expect(await served('lecteur')()).toBe(true);
  });

  it.each([
    ['that is no SDL', () => 'type {'],
    ['that is empty', () => ''],
    ['whose rules are faulty', (sdl: string) => sdl.replaceAll('[["a:b"]]', '[]')],
  ])('%s leaves the last good one in force', async (_, spoil) => {
    const good = supergraphOf(world({ field: 'b: String @authenticated' }).subgraphs);
    const before = gateway.process.log.length;
    await gateway.process.write('supergraph.graphql', spoil(good));
    await eventually(() =>
      Promise.resolve(gateway.process.log.slice(before).includes('a new version was refused')),
    );
    expect((await gateway.ask(more)).body.data).toEqual({ b: 'v' });
    expect(await served('lecteur')()).toBe(true);
    expect(await refused('autre')()).toBe(true);
    await gateway.process.write('supergraph.graphql', good);
  });

  it('with a field that nobody classified is refused like at the start', async () => {
    const strict = await SmallGateway.start({
      ...world(),
      environment: { ALLOW_UNCLASSIFIED: 'false' },
    });
    try {
      const open = supergraphOf(world({ field: 'ouvert: String' }).subgraphs);
      await strict.process.write('supergraph.graphql', open);
      await strict.process.untilLogged('a new version was refused');
      expect(strict.process.log).toContain('Query.ouvert');
      expect((await strict.ask({ query: '{ ouvert }' })).status).toBe(400);
      expect((await strict.ask(read)).body.data).toEqual({ a: 'v' });
    } finally {
      await strict.stop();
    }
  });

  it('that takes a field away refuses what asked it', async () => {
    await gateway.process.write('supergraph.graphql', supergraphOf(world().subgraphs));
    await eventually(async () => (await gateway.ask(more)).status === 400);
    expect(await served('lecteur')()).toBe(true);
    subgraph.behave = answering({ data: { a: 'v' } });
  });
});
