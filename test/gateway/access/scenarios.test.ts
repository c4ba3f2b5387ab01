import { describe, expect, test } from '@jest/globals';
import { Kind, parse, validate, visit, type DocumentNode } from 'graphql';
import { mockResolver } from '../../harness/mock-subgraph.js';
import { executeMarked } from './execute-marked.js';
import { compileAccessModel } from '../../../schema/rules/access-model.js';
import { buildOperationTree } from '../../../gateway/access/build-operation-tree.js';
import { decide } from '../../../gateway/access/decide.js';
import { fetchedDocument } from '../../../gateway/access/fetched-document.js';
import { includedRefusals, isBlocked } from '../../../gateway/access/included-refusals.js';
import { measureOperation } from '../../../gateway/access/limits.js';
import { judgeOperation } from '../../../gateway/access/judge-operation.js';
import { settleDecision } from '../../../gateway/access/settle-decision.js';
import { PrivateKeys } from '../../../gateway/engine/planning/private-keys.js';
import { composeSubgraphs, subgraphsOf, type Composed } from '../../harness/compose-subgraphs.js';
import {
  readScenarios,
  readSchemas,
  type Expectation,
  type Scenario,
} from '../../conformance/access/scenario.js';

/** The scenarios on the pure core: what is refused and what may be executed. */
const schemas = readSchemas();
const composed = new Map<string, Composed | string[]>();

function compose({ schema, options }: Scenario): Composed | string[] {
  const key = JSON.stringify([schema, options?.inputGuards]);
  const known = composed.get(key);
  if (known) return known;
  const sdls = schemas.get(schema);
  if (!sdls) throw new Error(`no schema ${schema}`);
  const result = composeSubgraphs(subgraphsOf(sdls, options?.inputGuards));
  composed.set(key, result);
  return result;
}

function decideScenario(scenario: Scenario) {
  const result = compose(scenario);
  if (Array.isArray(result)) throw new Error(result.join());
  const { schema, rules } = result;
  const document = parse(scenario.query);
  if (validate(schema, document).length > 0) return null;
  if (measureOperation(schema, document, scenario.operationName, {}).fields > 10_000) return null;
  const { options, caller, variables = {} } = scenario;
  const model = compileAccessModel(schema, rules, {
    abstractTypes: options?.abstract ?? 'strict',
    rejectUnauthorized: options?.rejectUnauthorized ?? false,
    dryRun: options?.dryRun ?? false,
  });
  const tree = buildOperationTree(schema, document, scenario.operationName);
  const rights = {
    authenticated: caller.authenticated,
    scopes: new Set(caller.scopes),
    policies: new Set(caller.policies),
  };
  const decision = decide(judgeOperation(model, tree), rights, variables);
  const included = includedRefusals(decision, variables);
  const keys = new PrivateKeys(new Set());
  const fetched = fetchedDocument(settleDecision(decision, variables), keys);
  if (fetched) expect(validate(schema, fetched)).toEqual([]);
  const data = isBlocked(decision, included)
    ? { data: null }
    : executeMarked(schema, decision.tree, variables, mockResolver(scenario.mocks ?? {}));
  return { paths: included.map(({ path }) => path.join('.')).sort(), fetched, data };
}

function fieldNames(document: DocumentNode | null): ReadonlySet<string> {
  const names = new Set<string>();
  if (document)
    visit(document, { [Kind.FIELD]: { enter: (node) => void names.add(node.name.value) } });
  return names;
}

describe('scenarios on the pure core', () => {
  for (const scenario of readScenarios()) {
    const { id, must, expect: expected } = scenario;
    const refusesToCompose = expected.buildMustFail ?? expected.compositionError !== undefined;
    test(`${id} ${must}`, () => {
      if (refusesToCompose) {
        const faults = compose(scenario);
        expect(Array.isArray(faults)).toBe(true);
        if (expected.compositionError) expect(faults).toContain(expected.compositionError);
        return;
      }
      const decided = decideScenario(scenario);
      if (!decided) {
        expect(expected.requestCount).toBe(0);
        return;
      }
      if (expected.errorCode === 'UNAUTHORIZED_FIELD_OR_TYPE') {
        const accepted: Expectation[] = [expected, ...(expected.acceptAlso ?? [])];
        expect(accepted.map(({ errorPaths = [] }) => [...errorPaths].sort())).toContainEqual(
          decided.paths,
        );
      }
      if (expected.errorCode === null && !scenario.options?.errors)
        expect(decided.paths).toEqual([]);
      // Introspection is answered from the visible schema, errors of subgraphs by the engine.
      const isData =
        !/__schema|__type\(/.test(scenario.query) && !expected.errorCode?.startsWith('DOWN');
      if (expected.dataSubset !== undefined && isData) {
        expect(decided.data).toMatchObject({ data: expected.dataSubset });
      }
      const names = fieldNames(decided.fetched);
      for (const name of expected.sentToSubgraphsContainsNot ?? [])
        expect(names).not.toContain(name);
      // What joins need besides is the planner's to add.
      for (const name of expected.sentToSubgraphsContains ?? []) {
        if (scenario.query.includes(name)) expect(names).toContain(name);
      }
    });
  }
});
