import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  PlanningExceeded,
  type PlanningLimits,
} from '../../../../gateway/engine/planning/planning-process.js';
import { PlanningBusy } from '../../../../gateway/engine/planning/planning-queue.js';
import {
  defaultPlanningLimits,
  PlanningService,
} from '../../../../gateway/engine/planning/planning-service.js';
import { composeSubgraphs } from '../../../harness/compose-subgraphs.js';

/** Entities that each of six subgraphs knows, and that lead to each other: plans grow with depth. */
const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;
const composed = composeSubgraphs(
  names.map((name) => ({
    name,
    url: `http://127.0.0.1:9/${name}`,
    sdl: `${link} ${name === 'a' ? 'type Query { t: [T] }' : ''}
      type T @key(fields: "id") { id: ID! ${name}: String ${name}t: T }`,
  })),
);
if (Array.isArray(composed)) throw new Error(composed.join());
const { supergraphSdl } = composed;

function deep(depth: number): string {
  if (depth === 0) return names.join(' ');
  return `${names.join(' ')} ${names.map((name) => `${name}t { ${deep(depth - 1)} }`).join(' ')}`;
}
const light = '{ t { id b } }';
const heavy = `{ t { ${deep(4)} } }`;

/** Its planning never ends, and grows by native memory. */
const crash = await readFile('test/fixtures/crash.supergraph.graphql', 'utf8');
const deadly = '{ start { ... on P { data } } }';

let service: PlanningService | null = null;
const start = async (
  limits: PlanningLimits = defaultPlanningLimits,
  supergraph = supergraphSdl,
): Promise<PlanningService> => {
  ({ service } = await PlanningService.start(supergraph, { limits }));
  return service;
};
afterEach(() => {
  service?.close();
  service = null;
});

describe('planning', () => {
  it('plans each operation for who asked', async () => {
    const planning = await start();
    const plans = await Promise.all([
      planning.plan(light, 'a'),
      planning.plan('{ t { id } }', 'a'),
      planning.plan('{ __typename }', 'b'),
    ]);
    expect(plans.map(({ plan }) => plan?.kind ?? null)).toEqual(['sequence', 'fetch', null]);
    expect(plans[0].bytes).toBeGreaterThan(plans[2].bytes);
  });

  it('refuses one that takes too long, and plans what waits behind it', async () => {
    const planning = await start({ time: 150, memory: 512 });
    const tooLong = planning.plan(heavy, 'a');
    const behind = planning.plan(light, 'a');
    await expect(tooLong).rejects.toMatchObject({ reason: 'time' });
    expect((await behind).plan?.kind).toBe('sequence');
  });

  it('refuses one that takes too much memory, and plans what waits behind it', async () => {
    const planning = await start({ time: 60_000, memory: 160 });
    const tooMuch = planning.plan(heavy, 'a');
    const behind = planning.plan(light, 'a');
    await expect(tooMuch).rejects.toMatchObject({ reason: 'memory' });
    expect((await behind).plan?.kind).toBe('sequence');
  });

  it('outlives one that the planner never ends, and refuses it unseen the next time', async () => {
    const planning = await start({ time: 3_000, memory: 256 }, crash);
    await expect(planning.plan(deadly, 'a')).rejects.toBeInstanceOf(PlanningExceeded);
    await expect(planning.plan(deadly, 'b')).rejects.toMatchObject({ reason: 'remembered' });
    expect((await planning.plan('{ start { id } }', 'a')).plan?.kind).toBe('fetch');
  });

  it("keeps others waiting for one signatory's operation no longer than a second process takes to start", async () => {
    const planning = await start({ time: 60_000, memory: 512 }, crash);
    const endless = planning.plan(deadly, 'a').catch((error: unknown) => error);
    expect((await planning.plan('{ start { id } }', 'b')).plan?.kind).toBe('fetch');
    // The second is there now.
    expect((await planning.plan('{ start { id required } }', 'b')).plan).not.toBeNull();
    planning.close();
    expect(await endless).toBeInstanceOf(Error);
  });

  it('plans one text once for all who wait for it', async () => {
    const planning = await start();
    const both = await Promise.all([planning.plan(light, 'a'), planning.plan(light, 'b')]);
    expect(both[0]).toBe(both[1]);
  });

  it('tells an operation that cannot be planned from one that is too large', async () => {
    const planning = await start();
    const absent = planning.plan('{ t { absent } }', 'a');
    await expect(absent).rejects.not.toBeInstanceOf(PlanningExceeded);
    await expect(absent).rejects.not.toBeInstanceOf(PlanningBusy);
    expect((await planning.plan(light, 'a')).plan?.kind).toBe('sequence');
  });

  it('quotes nothing of an operation that cannot be planned', async () => {
    const planning = await start();
    const fault = planning.plan('{ t { id(nom: "Durand") } }', 'a');
    await expect(fault).rejects.toThrow();
    await expect(fault).rejects.not.toThrow(/Durand/);
  });

  it('does not start over a supergraph that is none', async () => {
    await expect(start(defaultPlanningLimits, 'type Query { a: String }')).rejects.toThrow();
  });

  it('keeps nobody waiting once it is closed', async () => {
    const planning = await start();
    const both = [planning.plan(light, 'a'), planning.plan('{ t { id } }', 'b')];
    planning.close();
    for (const planned of both) await expect(planned).rejects.toThrow('planning has ended');
    await expect(planning.plan(light, 'a')).rejects.toThrow('planning has ended');
  });

  it('still plans what is asked of a version out of force', async () => {
    const planning = await start();
    const begun = planning.plan(light, 'a');
    planning.retire();
    expect((await begun).plan?.kind).toBe('sequence');
    expect((await planning.plan('{ t { id } }', 'b')).plan?.kind).toBe('fetch');
  });
});
