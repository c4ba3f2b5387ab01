import 'reflect-metadata';
import { globSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from '@jest/globals';
import type { Incident } from '../../subgraphs/bailleurs/incident/incident.js';
import { Refused } from '../../subgraphs/kit/acts/refusal.js';
import type { Effect } from '../../subgraphs/kit/acts/acts.js';
import { demanded, served } from './served-fields.js';

/**
 * What an act's own code refuses, beside the guards of its table. Each act is run with drawn inputs on
 * drawn rows, and whatever it had looked at when it refused must be the caller's to read.
 */
const runs = 2_000;
const caller = 'ekidom';

/** Who keeps a register learns that it has an entry already: of one thing there are no two. */
const entries = new Set([
  'AvisRappelOrdre.rappelOrdreId',
  'HomologationTransaction.transactionId',
  'OutgoingAct.etat',
  'OutgoingAct.source',
]);

type Run = (draw: Draw, seen: Seen) => Promise<void>;

interface Act {
  readonly name: string;
  /** What the caller reads, or he would not be there. */
  readonly read: readonly string[];
  readonly run: Run;
}

interface Table {
  readonly entity: { readonly name: string };
  readonly transitions: Readonly<Record<string, { reads: readonly string[]; scope: string }>>;
}

class Seen {
  readonly columns = new Set<string>();
  readonly allowed = new Set<string>();
}

/** Values that conditions ask for, beside those that they do not. */
const values = [
  null,
  true,
  false,
  0,
  4,
  'x',
  '1999-05-05',
  '2099-05-05',
  [],
  ['x'],
  ['x', 'y'],
  caller,
  'police-nationale-86',
  'ville-poitiers',
  '86194',
  'REALISE',
  'SALARIE',
  'GPO',
];

class Draw {
  constructor(private seed: number) {}

  next(): number {
    // Numerical Recipes' generator: the same acts, the same draws.
    this.seed = (this.seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return this.seed / 4_294_967_296;
  }

  of<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }
}

/** An object that has every property, each drawn once. */
function drawn(draw: Draw, onRead: (property: string) => void = () => undefined): object {
  const known = new Map<string, unknown>();
  return new Proxy(
    {},
    {
      get: (_target, key) => {
        if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return undefined;
        onRead(key);
        if (!known.has(key)) {
          known.set(key, draw.next() < 0.1 ? drawn(draw) : draw.of(values));
        }
        return known.get(key);
      },
      ownKeys: () => [],
    },
  );
}

function rowOf(entity: string, draw: Draw, seen: Seen): object {
  return drawn(draw, (property) => {
    if (property !== 'id') seen.columns.add(`${entity}.${property}`);
  });
}

function managerOf(draw: Draw, seen: Seen): object {
  const look = (type: { name: string }, where: { readonly signataireId?: string }) => {
    // What stands there of oneself tells of nobody else.
    if (where.signataireId === caller) return drawn(draw);
    for (const property of Object.keys(where)) {
      if (property !== 'id') seen.columns.add(`${type.name}.${property}`);
    }
    return rowOf(type.name, draw, seen);
  };
  const there = () => draw.next() < 0.7;
  const reads: Readonly<Record<string, unknown>> = {
    existsBy: (...asked: Parameters<typeof look>) => [look(...asked), there()][1],
    findOneBy: (...asked: Parameters<typeof look>) => [null, look(...asked)][Number(there())],
    findBy: (...asked: Parameters<typeof look>) => [look(...asked)].filter(there),
    insert: () => undefined,
    update: () => undefined,
    delete: () => undefined,
    maximum: () => null,
  };
  return new Proxy(reads, {
    get: (known, name) => {
      if (!(String(name) in known)) throw new Unwatched(`manager.${String(name)}`);
      return known[String(name)];
    },
  });
}

/** An act reads in a way that this test does not see. */
class Unwatched extends Error {}

/** A row that is locked is one that the caller may read, by its type and this scope. */
function accessOf(draw: Draw, seen: Seen): object {
  return {
    lockUnder: (_manager: unknown, entity: { name: string }, _id: string, scope: string) => {
      seen.allowed.add(scope);
      for (const held of demanded.get(`${entity.name}.id`) ?? []) seen.allowed.add(held);
      return draw.next() < 0.8 ? rowOf(entity.name, draw, seen) : null;
    },
    readsUnder: (_manager: unknown, _entity: unknown, _row: unknown, fields: string[]) => {
      const reads = draw.next() < 0.8;
      if (reads) {
        for (const scope of fields.flatMap((field) => demanded.get(field) ?? [])) {
          seen.allowed.add(scope);
        }
      }
      return reads;
    },
  };
}

function callerOf(draw: Draw, seen: Seen): object {
  const has = (scope: string): boolean => {
    const held = draw.next() < 0.7;
    if (held) seen.allowed.add(scope);
    return held;
  };
  return { signataire: caller, compte: 'x', territoire: drawn(draw), droits: { has } };
}

const files = globSync(fileURLToPath(new URL('../../subgraphs/*/*/*-acts.js', import.meta.url)));
const modules = await Promise.all(
  files.map((path) => import(pathToFileURL(path).href) as Promise<Record<string, unknown>>),
);
const resolvers = modules
  .flatMap((module) => Object.entries(module))
  .filter(([name]) => name.endsWith('ActsResolver'))
  .map(([, resolver]) => resolver as { new (): object; readonly prototype: object });

/** Has the method called, and what it gives to `acts` run. */
function actOf(resolver: (typeof resolvers)[number], name: string): Act {
  const read: string[] = [];
  const run: Run = async (draw, seen) => {
    const appelant = callerOf(draw, seen);
    const input = drawn(draw);
    const context = {
      appelant,
      input,
      manager: managerOf(draw, seen),
      now: new Date('2026-11-01'),
    };
    const acts = {
      perform: async (table: Table, act: string, ...rest: readonly unknown[]) => {
        const transition = table.transitions[act];
        read.push(`${table.entity.name}.statut`, ...(transition?.reads ?? []));
        seen.allowed.add(transition?.scope ?? '');
        const effect = rest[3] as Effect<object, object> | undefined;
        await effect?.(rowOf(table.entity.name, draw, seen), context as never);
        return { row: null, erreurs: [] };
      },
      create: async (
        _table: Table,
        _request: unknown,
        _input: unknown,
        make: Effect<object, object>,
      ) => {
        await make(context, 'new' as never);
        return { row: null, erreurs: [] };
      },
    };
    const method = (resolver.prototype as Record<string, (...given: object[]) => Promise<unknown>>)[
      name
    ];
    const given = [{ acts, appelant, access: accessOf(draw, seen) }, { id: 'x' }, input];
    await method?.call(new resolver(), ...given);
  };
  return { name, read, run };
}

const acts = resolvers.flatMap((resolver) =>
  Object.getOwnPropertyNames(resolver.prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => actOf(resolver, name)),
);

/** What an act had looked at when it refused, and its caller may not read. */
async function unread({ name, read, run }: Act, index: number): Promise<[string, string[]] | null> {
  const seen = new Seen();
  try {
    await run(new Draw(index), seen);
    return null;
  } catch (error) {
    if (error instanceof Unwatched) throw error;
    // Of a drawn input that no schema lets through.
    if (!(error instanceof Refused)) return null;
    const held = [...seen.allowed, ...read.flatMap((field) => demanded.get(field) ?? [])];
    const columns = [...seen.columns].filter((column) => !entries.has(column));
    const fields = columns.map((column) => served[column] ?? column);
    return [
      `${name} (${error.code})`,
      fields.filter((field) => !demanded.get(field)?.every((scope) => held.includes(scope))),
    ];
  }
}

it('refuses nothing by what the caller may not read', async () => {
  const undeclared = new Set<string>();
  const refusals = new Set<string>();
  for (const act of acts) {
    let refused = false;
    // Most acts refuse nothing beside their guards.
    for (let index = 0; index < (refused ? runs : runs / 10); index += 1) {
      const found = await unread(act, index);
      if (!found) continue;
      refused = true;
      refusals.add(found[0]);
      for (const field of found[1]) undeclared.add(`${found[0]}: ${field}`);
    }
  }
  expect([...undeclared].sort()).toEqual([]);
  // Drawn inputs come that far.
  expect([...refusals]).toEqual(
    expect.arrayContaining([
      'assignerTrouble (INJONCTION_INTROUVABLE)',
      'consignerPlaintesProtection (PLAINTE_INTROUVABLE)',
      'corrigerIncident (APPELER_LE_17)',
      'corrigerIncident (ENTREE_INTROUVABLE)',
      'corrigerRappelOrdre (AGE_INCOHERENT)',
      'creerSignalement (PLUSIEURS_COMMUNES)',
      'deciderHomologationTransaction (DECISION_DEJA_RENDUE)',
      'declarerFaitPersonnel (SANS_PERSONNEL_VICTIME)',
      'deposerPlainte (DATE_IMPOSSIBLE)',
      'lierPlainteSignalement (PLAINTE_INTROUVABLE)',
      'releverConstat (ETAPE_INCOMPATIBLE)',
    ]),
  );
});

it('sees what an act looks at before it refuses', async () => {
  class LeakingActsResolver {
    async corriger({ acts }: { acts: { perform: (...given: unknown[]) => Promise<unknown> } }) {
      const table = { entity: { name: 'Incident' }, transitions: {} };
      return acts.perform(table, 'corriger', 'x', {}, {}, ({ coutEstime }: Incident) => {
        if (coutEstime !== null) throw new Refused('SANS_EFFET', '');
        return {};
      });
    }
  }
  const act = actOf(LeakingActsResolver, 'corriger');
  expect(await unread(act, 0)).toEqual(['corriger (SANS_EFFET)', ['Incident.coutEstime']]);
});
