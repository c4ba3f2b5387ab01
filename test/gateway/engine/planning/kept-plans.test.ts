import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { KeptPlans } from '../../../../gateway/engine/planning/kept-plans.js';
import type { PlannedStep } from '../../../../gateway/engine/planning/planned-step.js';
import { createPlanner, type Planner } from '../../../../gateway/engine/planning/planner.js';
import { defaultPlanningLimits } from '../../../../gateway/engine/planning/planning-service.js';
import { composeSubgraphs } from '../../../harness/compose-subgraphs.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-plans-'));
const path = join(folder, 'plans.jsonl');
const key = Buffer.alloc(32, 1);
let faults: string[] = [];
const file = { path, key, onFault: (reason: string) => void faults.push(reason) };

afterEach(() => {
  rmSync(path, { force: true });
  faults = [];
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const planOf = (operation: string): PlannedStep => ({
  kind: 'fetch',
  fetch: {
    subgraph: 'a',
    operation,
    operationName: null,
    mutation: false,
    variables: [],
    path: [],
    requires: null,
    inputRewrites: [],
    outputRewrites: [],
    contexts: [],
    topLevelKeys: ['t'],
    flat: true,
    asked: new Map([['t', null]]),
  },
});

/** Keeps the plans of these operations, and ends. */
function keep(operations: readonly string[], edition = 'e', sealedWith = key): void {
  const plans = new KeptPlans({ ...file, key: sealedWith }, edition);
  for (const text of operations) plans.keep(parse(text), text, { plan: planOf(text), bytes: 1 });
  plans.close();
}

const found = (operation: string, edition = 'e', sealedWith = key): PlannedStep | null =>
  new KeptPlans({ ...file, key: sealedWith }, edition).get(operation)?.plan ?? null;

describe('a plan that was kept', () => {
  it('is found by its operation, as it was made', () => {
    keep(['{ t }', '{ u }']);
    expect(found('{ t }')).toEqual(planOf('{ t }'));
    expect(found('{ v }')).toBeNull();
    expect(faults).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is nobody’s under another supergraph, planner or key', () => {
    keep(['{ t }']);
    expect(found('{ t }', 'another')).toBeNull();
    expect(found('{ t }', 'e', Buffer.alloc(32, 2))).toBeNull();
    expect(faults).toHaveLength(2);
  });

  it('is not believed where it was changed, or given to another operation', () => {
    keep(['{ t }', '{ u }']);
    const [first = '', second = ''] = readFileSync(path, 'utf8').split('\n');
    const left = JSON.parse(first) as Record<string, string>;
    const right = JSON.parse(second) as Record<string, string>;
    const swapped = { ...left, plan: right['plan'], seal: right['seal'] };
    const changed = { ...right, plan: left['plan'] };
    writeFileSync(path, `${JSON.stringify(swapped)}\n${JSON.stringify(changed)}\n{"name":\n`);
    expect([found('{ t }'), found('{ u }')]).toEqual([null, null]);
  });

  it('names nobody: operations in which values are written are not kept', () => {
    const named = ['{ t(nom: "Dupont") }', '{ t(id: 123456) }', '{ t(x: { y: ["z"] }) }'];
    keep([...named, '{ t(first: 20, tri: NOM_ASC) }']);
    expect(named.map((operation) => found(operation))).toEqual([null, null, null]);
    expect(found('{ t(first: 20, tri: NOM_ASC) }')).not.toBeNull();
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('stays when another process keeps its own', () => {
    const first = new KeptPlans(file, 'e');
    const second = new KeptPlans(file, 'e');
    first.keep(parse('{ t }'), '{ t }', { plan: planOf('{ t }'), bytes: 1 });
    second.keep(parse('{ u }'), '{ u }', { plan: null, bytes: 1 });
    first.close();
    second.close();
    expect(found('{ t }')).toEqual(planOf('{ t }'));
    expect(new KeptPlans(file, 'e').get('{ u }')).toMatchObject({ plan: null });
  });

  it('that cannot be written costs a line of the log', () => {
    const nowhere = new KeptPlans({ ...file, path: join(folder, 'not', 'there') }, 'e');
    nowhere.keep(parse('{ t }'), '{ t }', { plan: null, bytes: 1 });
    nowhere.close();
    expect(faults).toEqual(['plans cannot be kept (ENOENT)']);
  });
});

describe('a planner that starts again', () => {
  const supergraph = (field: string) => {
    const composed = composeSubgraphs([
      { name: 'a', url: 'http://127.0.0.1:9/a', sdl: `type Query { t: String ${field}: String }` },
    ]);
    if (Array.isArray(composed)) throw new Error(composed.join());
    return parse(composed.supergraphSdl);
  };
  let plannings = 0;
  const observer = {
    onQueue: () => undefined,
    onWaited: () => (plannings += 1),
    onRefused: () => undefined,
    onExceeded: () => undefined,
  };

  async function plansOf(field: string): Promise<readonly [unknown, number]> {
    let planner: Planner | null = null;
    plannings = 0;
    try {
      const limits = defaultPlanningLimits;
      planner = await createPlanner(supergraph(field), { limits, observer, kept: file });
      const { plan } = await planner.plan(parse('{ t }'), null);
      return [plan, plannings];
    } finally {
      planner?.close();
    }
  }

  it('plans nothing twice, and everything anew for another supergraph', async () => {
    const [plan, first] = await plansOf('u');
    expect(first).toBe(1);
    expect(await plansOf('u')).toEqual([plan, 0]);
    expect((await plansOf('v'))[1]).toBe(1);
  });
});
