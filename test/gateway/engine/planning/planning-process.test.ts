import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { answering, RawSubgraph } from '../../../harness/raw-subgraph.js';
import { SmallGateway, supergraphOf } from '../../../harness/small-gateway.js';

/** Apollo's planner never ends with this operation over this supergraph, and outgrows any heap limit. */
const crash = await readFile('test/fixtures/crash.supergraph.graphql', 'utf8');
/** @param depth makes another operation of it: an alias does not, the planner never sees one. */
const deadly = (depth = 0): object => ({
  query: `{ start { ${'... { '.repeat(depth)} ... on P { data } ${'}'.repeat(depth)} } }`,
});
const harmless = { query: '{ start { id } }' };

const world = {
  subgraphs: { a: { url: 'http://127.0.0.1:9/a', sdl: 'type Query { x: String @authenticated }' } },
  signataires: { lecteur: '', hostile: '' },
};

let gateway: SmallGateway | null = null;
let subgraph: RawSubgraph | null = null;
afterEach(async () => {
  await gateway?.stop();
  await subgraph?.stop();
  gateway = null;
  subgraph = null;
});

async function startOver(
  supergraph: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<SmallGateway> {
  gateway = await SmallGateway.start({
    ...world,
    environment,
    files: { 'supergraph.graphql': supergraph },
  });
  return gateway;
}

async function startOverCrash(environment = {}): Promise<SmallGateway> {
  subgraph = await RawSubgraph.start();
  subgraph.behave = answering({ data: { start: { __typename: 'P', id: '1' } } });
  return startOver(
    crash.replaceAll('http://127.0.0.1:21050', `http://127.0.0.1:${subgraph.port}`),
    environment,
  );
}

/** Process ids of those that a process started, as the system knows them. */
function childrenOf(pid: number): readonly number[] {
  return execFileSync('ps', ['-e', '-o', 'pid=,ppid=,stat='])
    .toString()
    .split('\n')
    .map((line) => line.trim().split(/ +/))
    .filter(([, parent, state]) => Number(parent) === pid && !state?.startsWith('Z'))
    .map(([child]) => Number(child));
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never: ${what}`);
}

function isAlive(pid: number): boolean {
  return execFileSync('ps', ['-e', '-o', 'pid=,stat='])
    .toString()
    .split('\n')
    .some((line) => {
      const [id, state] = line.trim().split(/ +/);
      return Number(id) === pid && !state?.startsWith('Z');
    });
}

describe('an operation that the planner never ends', () => {
  it('is refused with a code of its own within seconds, while others are served', async () => {
    const { ask } = bound(await startOverCrash({ PLANNING_TIME: '2000', PLANNING_MEMORY: '256' }));
    expect((await ask(harmless)).status).toBe(200);
    const refused = ask(deadly(), { signataire: 'hostile' });
    let served = 0;
    const state = { settled: false };
    void refused.finally(() => (state.settled = true));
    while (!state.settled) {
      expect((await ask(harmless)).body.data).toEqual({ start: { id: '1' } });
      served += 1;
    }
    expect(served).toBeGreaterThan(5);
    const { status, body } = await refused;
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions.code).toBe('PLANNING_EXCEEDED');
    // Remembered: nothing dies of it a second time, as the metrics say below.
    const again = await ask(deadly(), { signataire: 'hostile' });
    expect(again.body.errors?.[0]?.extensions.code).toBe('PLANNING_EXCEEDED');
    // And what is first seen is planned again.
    expect((await ask({ query: '{ start { id __typename } }' })).status).toBe(200);
    const metrics = await (await fetch(`${gateway?.process.url ?? ''}/metrics`)).text();
    expect(metrics).toMatch(/passerelle_planning_exceeded_total\{reason="(time|memory)"\} 1/);
    expect(metrics).toMatch(/passerelle_planning_queue 0/);
  });

  it('in any number ends in 429 with Retry-After for who sends them, and keeps nobody else from planning', async () => {
    const { ask } = bound(await startOverCrash({ PLANNING_TIME: '2000', PLANNING_MEMORY: '256' }));
    const flood = Array.from({ length: 60 }, (_, i) =>
      ask(deadly(i), { signataire: 'hostile' }).catch(() => null),
    );
    const refused = await Promise.any(
      flood.map(async (asked) => {
        const answer = await asked;
        if (answer?.status !== 429) throw new Error('not refused');
        return answer;
      }),
    );
    expect(refused.body.errors?.[0]?.extensions.code).toBe('PLANNING_BUSY');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    for (const name of ['required', '__typename']) {
      const honest = await ask({ query: `{ start { id ${name} } }` });
      expect(honest.status).toBe(200);
      expect(honest.body.data).toHaveProperty('start.id', '1');
    }
    await gateway?.stop();
    await Promise.all(flood);
  });
});

describe('the planning process', () => {
  const oneChild = (pid: number): (() => boolean) => {
    return () => childrenOf(pid).length === 1;
  };

  it.each(['SIGKILL', 'SIGTERM'] as const)('ends with the gateway on %s', async (signal) => {
    const { process } = await startOverCrash();
    const [child = -1] = childrenOf(process.pid);
    expect(isAlive(child)).toBe(true);
    await process.kill(signal);
    await until(() => !isAlive(child), 'the planning process ends');
  });

  it('ends with a gateway killed while it plans what never ends', async () => {
    const started = await startOverCrash({ PLANNING_TIME: '60000', PLANNING_MEMORY: '4096' });
    const { process } = started;
    const [child = -1] = childrenOf(process.pid);
    const lost = started.ask(deadly()).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(isAlive(child)).toBe(true);
    await process.kill('SIGKILL');
    await until(() => !isAlive(child), 'the planning process ends');
    expect(await lost).toBeNull();
  });

  it('knows nothing of what the gateway was told', async () => {
    const { process } = await startOverCrash({ NODE_OPTIONS: '--max-old-space-size=1000' });
    const [child = -1] = childrenOf(process.pid);
    const seen = execFileSync('ps', ['eww', '-o', 'args=', '-p', String(child)]).toString();
    expect(seen).toContain('planning-child.js');
    expect(seen).not.toMatch(/AUDIT_URL|NODE_OPTIONS|max-old-space-size=1000/);
  });

  it('of an earlier version ends once a later one is in force', async () => {
    const { process } = await startOverCrash();
    const [first] = childrenOf(process.pid);
    await process.write('supergraph.graphql', supergraphOf(world.subgraphs));
    await process.untilLogged('a new version of supergraph or convention is in force');
    await until(oneChild(process.pid), 'one planning process is left');
    expect(childrenOf(process.pid)).not.toContain(first);
  });

  it('of a version that was refused is not left behind', async () => {
    const { process } = await startOverCrash();
    const before = childrenOf(process.pid);
    const faulty = supergraphOf(world.subgraphs).replace('http://127.0.0.1:9/a', '');
    await process.write('supergraph.graphql', faulty);
    await process.untilLogged('a new version was refused');
    await until(oneChild(process.pid), 'one planning process is left');
    expect(childrenOf(process.pid)).toEqual(before);
  });

  it('is replaced when it ends of something else', async () => {
    const started = await startOverCrash();
    const [child = -1] = childrenOf(started.process.pid);
    process.kill(child, 'SIGKILL');
    expect((await started.ask(harmless)).status).toBe(200);
  });
});

function bound(started: SmallGateway): Pick<SmallGateway, 'ask'> {
  return { ask: (body, options) => started.ask(body, options) };
}
