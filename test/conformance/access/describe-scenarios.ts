import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { composeSubgraphs, subgraphsOf } from '../../harness/compose-subgraphs.js';
import { GatewayProcess } from '../../harness/gateway-process.js';
import { MockSubgraph } from '../../harness/mock-subgraph.js';
import { faultsOf } from './check-expectation.js';
import { ScenarioCallers } from './scenario-callers.js';
import {
  readScenarios,
  readSchemas,
  type Request,
  type Scenario,
  type ScenarioOptions,
} from './scenario.js';

/** Scenarios of one schema, and whatever else its supergraph is made of. */
type Group = readonly [Scenario, ...Scenario[]];

const schemas = readSchemas();

/**
 * Every scenario against a gateway process: HTTP in, HTTP out, rights from tokens and a convention.
 * There is one process for each environment; from group to group its supergraph is replaced while it
 * runs, as its operator would.
 * @param fails those that this engine is known to fail.
 */
export function describeScenarios(engine: string, fails: ReadonlySet<string>): void {
  const scenarios = readScenarios().filter(
    ({ expect: { buildMustFail, compositionError } }) =>
      buildMustFail !== true && compositionError === undefined,
  );
  let callers: ScenarioCallers;
  beforeAll(async () => {
    callers = await ScenarioCallers.create(
      scenarios.flatMap(({ caller, before = [] }) => [
        caller,
        ...before.map((step) => step.caller),
      ]),
    );
  });

  for (const ofEnvironment of groupsBy(scenarios, environmentKey)) {
    const environment = environmentOf(ofEnvironment[0].options ?? {});
    describe(`${engine} ${JSON.stringify(environment)}`, () => {
      let gateway: GatewayProcess | undefined;
      afterAll(() => gateway?.stop());

      for (const group of groupsBy(ofEnvironment, supergraphKey)) {
        describe(`${group[0].schema} ${JSON.stringify(group[0].options?.inputGuards ?? {})}`, () => {
          const subgraphs: MockSubgraph[] = [];

          beforeAll(async () => {
            const supergraph = await startSubgraphs(group[0], subgraphs);
            if (gateway) return gateway.replaceSupergraph(supergraph);
            gateway = await GatewayProcess.start(
              {
                'supergraph.graphql': supergraph,
                'convention.yaml': callers.conventionFile(),
                'jwks.json': callers.jwks,
              },
              { ...environment, ENGINE: engine },
            );
          }, 90_000);

          afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.stop())));

          const send = async (request: Request): Promise<string> => {
            if (!gateway) throw new Error('no gateway');
            const { query, variables, operationName, caller } = request;
            return gateway.query({ query, variables, operationName }, await callers.token(caller));
          };

          for (const scenario of group) {
            test(`${scenario.id} ${scenario.must}`, async () => {
              for (const subgraph of subgraphs) subgraph.reset(scenario.mocks);
              for (const request of scenario.before ?? []) await send(request);
              for (const subgraph of subgraphs) subgraph.reset(scenario.mocks);
              const text = await send(scenario);
              const requests = subgraphs.flatMap((subgraph) => subgraph.requests());
              const faults = faultsOf(scenario, { text, requests });
              if (fails.has(scenario.id)) expect(faults).not.toEqual([]);
              else expect({ faults, text, requests }).toEqual({ faults: [], text, requests });
            });
          }
        });
      }
    });
  }
}

/** @param started receives them. @returns their supergraph. */
async function startSubgraphs(
  { schema, options = {} }: Scenario,
  started: MockSubgraph[],
): Promise<string> {
  const sdls = schemas.get(schema) ?? new Map<string, string>();
  const guarded = subgraphsOf(sdls, options.inputGuards);
  for (const { name, sdl } of guarded) started.push(await MockSubgraph.start(name, sdl));
  const composed = composeSubgraphs(
    guarded.map((subgraph, index) => ({ ...subgraph, url: started[index]?.url ?? '' })),
  );
  if (Array.isArray(composed)) throw new Error(composed.join());
  return composed.supergraphSdl;
}

function groupsBy(scenarios: readonly Scenario[], key: (scenario: Scenario) => string): Group[] {
  const groups = new Map<string, [Scenario, ...Scenario[]]>();
  for (const scenario of scenarios) {
    const group = groups.get(key(scenario));
    if (group) group.push(scenario);
    else groups.set(key(scenario), [scenario]);
  }
  return [...groups.values()];
}

const supergraphKey = ({ schema, options }: Scenario): string =>
  JSON.stringify([schema, options?.inputGuards]);

const environmentKey = ({ options = {} }: Scenario): string =>
  JSON.stringify(environmentOf(options));

function environmentOf(options: ScenarioOptions): Record<string, string> {
  return {
    ...(options.abstract && { ABSTRACT_TYPES: options.abstract }),
    ...(options.rejectUnauthorized && { REJECT_UNAUTHORIZED: 'true' }),
    ...(options.errors && { AUTHORIZATION_ERRORS: options.errors }),
    ...(options.dryRun && { AUTHORIZATION_DRY_RUN: 'true' }),
    ...(options.maxAliases !== undefined && { MAX_ALIASES: String(options.maxAliases) }),
  };
}
