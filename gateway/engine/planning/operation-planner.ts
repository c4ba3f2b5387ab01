import { operationFromDocument, printSchema, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type PlanNode, type QueryPlan } from '@apollo/query-planner';
import { OperationTypeNode, parse, type DocumentNode } from 'graphql';
import { supportedFeatures } from '../../../schema/rules/supported-features.js';
import { fieldsTakingContext, selectsOneOf } from './context-fields.js';
import { explodeInterfaces } from './explode-interfaces.js';
import { fetchRequests } from './fetch-requests.js';
import { mergeBranches } from './merge-branches.js';
import { orderContexts } from './order-contexts.js';
import type { PlannedStep } from './planned-step.js';
import { pathSteps } from './path-steps.js';
import type { SchemaTexts } from './planning-messages.js';
import { planningSupergraph, type PlanningSupergraph } from './planning-supergraph.js';

export interface OperationPlanner {
  readonly schemas: SchemaTexts;
  /** From the text of an operation to its plan; null: there is nothing to fetch. */
  readonly plan: (operation: string) => PlannedStep | null;
}

/**
 * Apollo's planner over the planning supergraph.
 * @param stripped SDL of a supergraph without access directives.
 * @throws when it is no valid supergraph.
 */
export function createOperationPlanner(stripped: string): OperationPlanner {
  const document = parse(stripped);
  const visible = Supergraph.build(document, { supportedFeatures, validateSupergraph: true });
  const schemas: SchemaTexts = {
    api: printSchema(visible.apiSchema()),
    full: printSchema(visible.schema),
  };
  const supergraph = planningSupergraph(document);
  const planning = Supergraph.build(supergraph.document, {
    supportedFeatures,
    validateSupergraph: false,
  });
  const planner = new QueryPlanner(planning, {
    typeConditionedFetching: true,
    debug: { maxEvaluatedPlans: 5_000 },
  });
  const api = planning.apiSchema();
  const taking = fieldsTakingContext(supergraph.document);
  const plan = (asked: DocumentNode): QueryPlan =>
    planner.buildQueryPlan(operationFromDocument(api, asked, { validate: false }));
  return {
    schemas,
    plan: (operation) => {
      const asked = parse(operation, { noLocation: true });
      // INVARIANT: only for what takes values from above. Elsewhere what is written out finds ways to
      // objects that nobody leads to.
      const { node } = selectsOneOf(asked, taking)
        ? eitherOf(
            () => plan(asked),
            () => plan(explodeInterfaces(api.toGraphQLJSSchema(), asked)),
          )
        : plan(asked);
      if (node?.kind === 'Subscription') throw new Error('subscriptions are not served');
      return node ? orderContexts(mergeBranches(plannedStep(node, [], supergraph))) : null;
    },
  };
}

/** @throws what the first threw, if the second throws as well. */
function eitherOf<T>(first: () => T, second: () => T): T {
  try {
    return first();
  } catch (fault) {
    try {
      return second();
    } catch {
      throw fault;
    }
  }
}

function plannedStep(
  node: PlanNode,
  path: readonly string[],
  supergraph: PlanningSupergraph,
): PlannedStep {
  switch (node.kind) {
    case 'Sequence':
      return {
        kind: 'sequence',
        steps: node.nodes.map((child) => plannedStep(child, path, supergraph)),
      };
    case 'Parallel':
      return {
        kind: 'parallel',
        steps: node.nodes.map((child) => plannedStep(child, path, supergraph)),
      };
    case 'Flatten':
      return plannedStep(node.node, [...path, ...pathSteps(node.path)], supergraph);
    case 'Fetch': {
      const steps = plannedFetches(node, path, supergraph);
      const [only] = steps;
      return steps.length === 1 && only ? only : { kind: 'parallel', steps };
    }
    case 'Condition':
      // INVARIANT: conditions are settled before planning, so that plans hold none.
      throw new Error('unexpected condition in a plan');
    case 'Defer':
      throw new Error('@defer is not served');
  }
}

function plannedFetches(
  node: FetchNode,
  path: readonly string[],
  supergraph: PlanningSupergraph,
): PlannedStep[] {
  return fetchRequests(node, supergraph).map((request) => ({
    kind: 'fetch',
    fetch: {
      ...request,
      path,
      subgraph: supergraph.standsFor.get(node.serviceName) ?? node.serviceName,
      operationName: node.operationName ?? null,
      mutation: node.operationKind !== OperationTypeNode.QUERY,
      inputRewrites: node.inputRewrites ?? [],
      outputRewrites: node.outputRewrites ?? [],
    },
  }));
}
