import { afterEach, describe, expect, it } from '@jest/globals';
import {
  PlanningExceeded,
  PlanningThread,
  type PlanningLimits,
} from '../../../gateway/engine/planning/planning-thread.js';
import { composeSubgraphs } from '../../harness/compose-subgraphs.js';

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

let thread: PlanningThread | null = null;
const start = async (limits?: PlanningLimits): Promise<PlanningThread> => {
  thread = await PlanningThread.start(supergraphSdl, limits);
  return thread;
};
afterEach(() => {
  thread?.close();
  thread = null;
});

describe('the planning thread', () => {
  it('plans one operation after the other, each for who asked', async () => {
    const planning = await start();
    const plans = await Promise.all([
      planning.plan(light),
      planning.plan('{ t { id } }'),
      planning.plan('{ __typename }'),
    ]);
    expect(plans.map((plan) => plan?.kind ?? null)).toEqual(['sequence', 'fetch', null]);
  });

  it('refuses one that takes too long, and plans what waits behind it', async () => {
    const planning = await start({ time: 150, memory: 512 });
    const tooLong = planning.plan(heavy);
    const behind = planning.plan(light);
    await expect(tooLong).rejects.toBeInstanceOf(PlanningExceeded);
    expect((await behind)?.kind).toBe('sequence');
  });

  it('refuses one that takes too much memory, and plans what waits behind it', async () => {
    const planning = await start({ time: 60_000, memory: 40 });
    const tooMuch = planning.plan(heavy);
    const behind = planning.plan(light);
    await expect(tooMuch).rejects.toBeInstanceOf(PlanningExceeded);
    expect((await behind)?.kind).toBe('sequence');
  });

  it('tells an operation that cannot be planned from one that is too large', async () => {
    const planning = await start();
    await expect(planning.plan('{ t { absent } }')).rejects.not.toBeInstanceOf(PlanningExceeded);
    expect((await planning.plan(light))?.kind).toBe('sequence');
  });

  it('does not start over a supergraph that is none', async () => {
    await expect(PlanningThread.start('type Query { a: String }')).rejects.toThrow();
  });

  it('keeps nobody waiting once it is closed', async () => {
    const planning = await start();
    const both = [planning.plan(light), planning.plan(light)];
    planning.close();
    for (const one of both) await expect(one).rejects.toThrow('planning has ended');
    await expect(planning.plan(light)).rejects.toThrow('planning has ended');
  });
});
