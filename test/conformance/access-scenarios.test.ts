import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { faultsOf } from './access/check-expectation.js';
import { composeSubgraphs, subgraphsOf } from '../harness/compose-subgraphs.js';
import { GatewayProcess } from '../harness/gateway-process.js';
import { MockSubgraph } from '../harness/mock-subgraph.js';
import { ScenarioCallers } from './access/scenario-callers.js';
import {
  readScenarios,
  readSchemas,
  type Request,
  type Scenario,
  type ScenarioOptions,
} from './access/scenario.js';

/** Every scenario against a gateway process: HTTP in, HTTP out, rights from tokens and a convention. */
const schemas = readSchemas();

/**
 * The stock executor merges what a caller's alias brings with the keys of the same name. It is there
 * for comparison; that is one of the reasons why there is another.
 */
const stockFails = new Set(['ACC-208', 'ACC-209']);

for (const [engine, group] of ['passerelle', 'apollo'].flatMap((name) =>
  groupsOf(readScenarios()).map((scenarios) => [name, scenarios] as const),
)) {
  const { schema, options = {} } = group[0];
  describe(`${engine} ${schema} ${JSON.stringify(options)}`, () => {
    const subgraphs: MockSubgraph[] = [];
    let gateway: GatewayProcess | undefined;
    let callers: ScenarioCallers;

    beforeAll(async () => {
      const sdls = schemas.get(schema) ?? new Map<string, string>();
      const guarded = subgraphsOf(sdls, options.inputGuards);
      for (const { name, sdl } of guarded) subgraphs.push(await MockSubgraph.start(name, sdl));
      const composed = composeSubgraphs(
        guarded.map((one, index) => ({ ...one, url: subgraphs[index]?.url ?? '' })),
      );
      if (Array.isArray(composed)) throw new Error(composed.join());
      callers = await ScenarioCallers.create(
        group.flatMap(({ caller, before = [] }) => [caller, ...before.map((one) => one.caller)]),
      );
      gateway = await GatewayProcess.start(
        {
          'supergraph.graphql': composed.supergraphSdl,
          'convention.yaml': callers.conventionFile(),
          'jwks.json': callers.jwks,
        },
        { ...environmentOf(options), ENGINE: engine },
      );
    });

    afterAll(async () => {
      await gateway?.stop();
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
    });

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
        if (engine === 'apollo' && stockFails.has(scenario.id)) expect(faults).not.toEqual([]);
        else expect({ faults, text, requests }).toEqual({ faults: [], text, requests });
      });
    }
  });
}

/** Scenarios that can share one gateway: same schema, same options. */
function groupsOf(scenarios: readonly Scenario[]): [Scenario, ...Scenario[]][] {
  const groups = new Map<string, [Scenario, ...Scenario[]]>();
  for (const scenario of scenarios) {
    const { schema, options, expect: expected } = scenario;
    if (expected.buildMustFail || expected.compositionError !== undefined) continue;
    const key = JSON.stringify([schema, options]);
    const group = groups.get(key);
    if (group) group.push(scenario);
    else groups.set(key, [scenario]);
  }
  return [...groups.values()];
}

function environmentOf(options: ScenarioOptions): Record<string, string> {
  return {
    ...(options.abstract && { ABSTRACT_TYPES: options.abstract }),
    ...(options.rejectUnauthorized && { REJECT_UNAUTHORIZED: 'true' }),
    ...(options.errors && { AUTHORIZATION_ERRORS: options.errors }),
    ...(options.dryRun && { AUTHORIZATION_DRY_RUN: 'true' }),
    ...(options.maxAliases !== undefined && { MAX_ALIASES: String(options.maxAliases) }),
  };
}
