import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { printSchema, type DocumentNode } from 'graphql';
import { addedBy } from '../gateway/access/properties/added-by.js';
import { Dice } from '../gateway/access/properties/dice.js';
import {
  drawRequest,
  parseValid,
  type RandomRequest,
} from '../gateway/access/properties/random-operation.js';
import { resolveByHash } from '../gateway/access/properties/random-values.js';
import { drawRights, drawWorld, type World } from '../gateway/access/properties/random-world.js';
import { selectableAlone } from '../gateway/access/properties/reference-coordinates.js';
import { evaluate, type PlainRights } from '../gateway/access/properties/reference-evaluator.js';
import { composeSubgraphs, subgraphsOf } from '../harness/compose-subgraphs.js';
import { GatewayProcess } from '../harness/gateway-process.js';
import { MockSubgraph } from '../harness/mock-subgraph.js';
import { ScenarioCallers } from './access/scenario-callers.js';

/** Random schemas, rules, rights and operations through a gateway process and real subgraphs. */
const seed = Number(process.env.SEED ?? Date.now() % 0x7fffffff);
const worlds = Number(process.env.WORLDS ?? 5);
const requestsEach = 40;
const callersEach = 6;

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string };
  }[];
}

interface Running {
  readonly world: World;
  readonly mode: 'strict' | 'precise';
  readonly gateway: GatewayProcess;
  readonly subgraphs: readonly MockSubgraph[];
  readonly callers: ScenarioCallers;
}

describe(`random operations over HTTP (seed ${seed})`, () => {
  test('are answered as the reference evaluator answers them', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const dice = Dice.of(g);
        const world = drawWorld(dice);
        const mode = dice.pick(['strict', 'precise'] as const);
        const rights = Array.from({ length: callersEach }, () => drawCaller(dice));
        await withGateway(world, mode, rights, async (running) => {
          for (let i = 0; i < requestsEach; i += 1) {
            const request = drawRequest(dice, world.monolith);
            const document = parseValid(world.monolith, request);
            if (!document) continue;
            const caller = dice.pick(rights);
            const fewer = withoutOneRight(dice, caller);
            try {
              await check(running, request, document, caller, fewer);
            } catch (cause) {
              throw new Error(describeCase(running, request, caller), { cause });
            }
            answered += 1;
          }
        });
      }),
      { seed, numRuns: worlds, endOnFailure: true },
    );
    expect(answered).toBeGreaterThan(worlds * 5);
  }, 120_000);
});

async function check(
  running: Running,
  request: RandomRequest,
  document: DocumentNode,
  caller: PlainRights,
  fewer: PlainRights,
): Promise<void> {
  const { world, mode, subgraphs } = running;
  for (const subgraph of subgraphs) subgraph.reset();
  const answer = await ask(running, request, caller);
  const reference = evaluate(world, document, request.variables, caller, mode);
  // The errors stand beside the data only to be seen when these differ.
  const { errors } = answer;
  expect({ data: answer.data ?? null, errors }).toEqual({ data: reference.data, errors });
  const refused = (answer.errors ?? []).filter(
    ({ extensions }) => extensions?.code === 'UNAUTHORIZED_FIELD_OR_TYPE',
  );
  expect(refused.map(({ path = [] }) => path.join('.')).sort()).toEqual(reference.refused);
  expect(refused).toHaveLength(answer.errors?.length ?? 0);
  for (const coordinate of subgraphs.flatMap((subgraph) => [...subgraph.coordinatesAsked()])) {
    // Keys are fetched for joins whoever asks; they are never answered.
    if (coordinate.endsWith('.id')) continue;
    const allowed = selectableAlone(world, mode, coordinate, caller);
    expect({ coordinate, allowed }).toEqual({ coordinate, allowed: true });
  }
  const less = await ask(running, request, fewer);
  expect(addedBy(less.data ?? null, answer.data ?? null, '')).toEqual([]);
}

async function ask(running: Running, request: RandomRequest, caller: PlainRights): Promise<Answer> {
  const token = await running.callers.token(caller);
  return JSON.parse(await running.gateway.query(request, token)) as Answer;
}

/** An anonymous caller holds nothing: only signatories have policies. */
function drawCaller(dice: Dice): PlainRights {
  const rights = drawRights(dice);
  return rights.authenticated ? rights : { authenticated: false, scopes: [], policies: [] };
}

function withoutOneRight(dice: Dice, caller: PlainRights): PlainRights {
  if (!caller.authenticated) return caller;
  const { scopes, policies } = caller;
  const nothing = { authenticated: false, scopes: [], policies: [] };
  return dice.pick([
    nothing,
    { authenticated: true, scopes: scopes.slice(1), policies },
    { authenticated: true, scopes, policies: policies.slice(1) },
  ]);
}

/** Every caller with one right less is a caller too. */
function allCallers(rights: readonly PlainRights[]): readonly PlainRights[] {
  return rights.flatMap((right) => [
    right,
    { ...right, authenticated: true, scopes: right.scopes.slice(1) },
    { ...right, authenticated: true, policies: right.policies.slice(1) },
  ]);
}

async function withGateway(
  world: World,
  mode: 'strict' | 'precise',
  rights: readonly PlainRights[],
  use: (running: Running) => Promise<void>,
): Promise<void> {
  const subgraphs: MockSubgraph[] = [];
  let gateway: GatewayProcess | undefined;
  try {
    const guarded = subgraphsOf(world.subgraphs, Object.fromEntries(world.guards));
    for (const { name, sdl } of guarded) {
      subgraphs.push(await MockSubgraph.start(name, sdl, resolveByHash));
    }
    const composed = composeSubgraphs(
      guarded.map((subgraph, index) => ({ ...subgraph, url: subgraphs[index]?.url ?? '' })),
    );
    if (Array.isArray(composed)) throw new Error(composed.join());
    const callers = await ScenarioCallers.create(allCallers(rights));
    gateway = await GatewayProcess.start(
      {
        'supergraph.graphql': composed.supergraphSdl,
        'convention.yaml': callers.conventionFile(),
        'jwks.json': callers.jwks,
      },
      { ABSTRACT_TYPES: mode, MAX_ALIASES: '1000', MAX_DEPTH: '50', MAX_COST: '10000000' },
    );
    await use({ world, mode, gateway, subgraphs, callers });
  } finally {
    await gateway?.stop();
    await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  }
}

function describeCase(
  { world, mode }: Running,
  request: RandomRequest,
  caller: PlainRights,
): string {
  return [
    mode,
    request.query,
    JSON.stringify(request.variables),
    JSON.stringify(caller),
    JSON.stringify(Object.fromEntries(world.rules)),
    JSON.stringify(Object.fromEntries(world.guards)),
    printSchema(world.monolith),
    ...world.subgraphs.values(),
  ].join('\n');
}
