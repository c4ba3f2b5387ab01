import 'reflect-metadata';
import { globSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from '@jest/globals';
import { Decision } from '../../subgraphs/justice/procedure/procedure.js';
import type { Guard } from '../../subgraphs/kit/acts/workflow.js';
import { demanded, served } from './served-fields.js';

type Named = Readonly<{ guards: readonly unknown[]; reads: readonly string[]; act: string }>;
interface Table {
  readonly entity: { readonly name: string };
  readonly transitions: Readonly<Record<string, Named>>;
}

/** Every table of acts there is: a new one need not be written down here. */
const tables = fileURLToPath(new URL('../../subgraphs/*/*/*-workflow.js', import.meta.url));
const modules = await Promise.all(
  globSync(tables).map(
    (path) => import(pathToFileURL(path).href) as Promise<Record<string, unknown>>,
  ),
);
const workflows = modules
  .flatMap((module) => Object.values(module))
  .filter(
    (exported): exported is Table =>
      typeof exported === 'object' && exported !== null && 'transitions' in exported,
  )
  .map(({ entity, transitions }) => ({ entity, transitions: Object.values(transitions) }));

/** `Type.field` → whether it demands more than its type does. */
const demanding = new Map(
  [...demanded].map(([field, scopes]) => {
    const [type = ''] = field.split('.');
    const ofType = type === 'AuteurRappel' ? [] : (demanded.get(`${type}.id`) ?? []);
    return [field, scopes.some((scope) => !ofType.includes(scope))] as const;
  }),
);

/** The columns that a guard looks at, of its row and of others, whichever way its conditions go. */
async function looksAt(guard: Guard<never, never>, entity: string): Promise<Set<string>> {
  const seen = new Set<string>();
  const watched = (name: string, value: unknown): object =>
    new Proxy(
      {},
      {
        get: (_row, property) => {
          // Awaited, it is no promise.
          if (property === 'then') return undefined;
          if (property !== 'id') seen.add(`${name}.${String(property)}`);
          return value;
        },
      },
    );
  for (const value of [null, true, false, 'x', []]) {
    for (const there of [false, true]) {
      const look = (type: { name: string }, where: object) => {
        for (const property of Object.keys(where)) {
          if (property !== 'id') seen.add(`${type.name}.${property}`);
        }
        return watched(type.name, value);
      };
      const reads: Readonly<Record<string, (...asked: Parameters<typeof look>) => unknown>> = {
        existsBy: (...asked) => [look(...asked), there][1],
        findOneBy: (...asked) => [null, look(...asked)][Number(there)],
        findOneByOrFail: look,
        findBy: (...asked) => [look(...asked)].filter(() => there),
      };
      const manager = new Proxy(reads, {
        get: (known, name) => {
          const found = known[String(name)];
          if (!found) throw new Unwatched(`${guard.code}: manager.${String(name)}`);
          return found;
        },
      });
      const context = { input: {}, appelant: {}, manager, now: new Date() };
      try {
        await guard.holds(watched(entity, value) as never, context as never);
      } catch (error) {
        // Of what stands behind the column, which this is not about.
        if (error instanceof Unwatched) throw error;
      }
    }
  }
  return seen;
}

/** A guard reads in a way that this test does not see. */
class Unwatched extends Error {}

it('finds every table of acts', () => {
  expect(workflows.length).toBeGreaterThanOrEqual(10);
});

it('declares every field by which an act may be refused', async () => {
  const undeclared: string[] = [];
  for (const { entity, transitions } of workflows) {
    for (const { act, guards, reads } of transitions) {
      for (const guard of guards as readonly Guard<never, never>[]) {
        for (const column of await looksAt(guard, entity.name)) {
          const field = served[column] ?? column;
          if (!demanding.has(field)) undeclared.push(`${field}: no such field`);
          // The act itself looks at the state of its object.
          if (column === `${entity.name}.statut`) continue;
          // What stands on another row has readers of its own, whether its field demands more or not.
          const elsewhere = !field.startsWith(`${entity.name}.`);
          if (!elsewhere && demanding.get(field) !== true) continue;
          if (!reads.includes(field)) undeclared.push(`${act} (${guard.code}): ${field}`);
        }
      }
    }
  }
  expect(undeclared).toEqual([]);
});

it('sees through the manager', async () => {
  const guard: Guard<never, never> = {
    code: 'ESSAI',
    message: '',
    holds: async (_row, { manager }) =>
      (await manager.findOneBy(Decision, { procedureId: 'p' }))?.typeDecision === 'CLASSEMENT',
  };
  expect([...(await looksAt(guard, 'Procedure'))].toSorted()).toEqual([
    'Decision.procedureId',
    'Decision.typeDecision',
  ]);
  const hidden: Guard<never, never> = {
    ...guard,
    holds: async (_row, { manager }) => (await manager.query('SELECT 1')) !== null,
  };
  await expect(looksAt(hidden, 'Procedure')).rejects.toThrow('manager.query');
});

it('declares only fields that exist', () => {
  const unknown = workflows.flatMap(({ transitions }) =>
    transitions.flatMap(({ reads }) => reads.filter((field) => !demanding.has(field))),
  );
  expect(unknown).toEqual([]);
});
