import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import { Kind, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { subgraphUrls } from './subgraph-urls.js';
import { planningSupergraph, type PlanningSupergraph } from './planning-supergraph.js';

/** Apollo's planner over the planning supergraph, with what callers see beside it. */
export interface Planner {
  /** What callers write operations against: no `@inaccessible`, no federation machinery. */
  readonly apiSchema: GraphQLSchema;
  /** With the hidden elements: subgraphs answer with types that callers do not see. */
  readonly fullSchema: GraphQLSchema;
  readonly supergraph: PlanningSupergraph;
  /** By subgraph name. */
  readonly urls: ReadonlyMap<string, string>;
  readonly fieldNames: ReadonlySet<string>;
  plan(document: DocumentNode): QueryPlan;
}

/**
 * @param stripped a supergraph without access directives (`stripRules`).
 * @throws GraphQLError when it is no valid supergraph.
 */
export function createPlanner(stripped: DocumentNode): Planner {
  const visible = Supergraph.build(print(stripped), { validateSupergraph: true });
  const supergraph = planningSupergraph(stripped);
  const planning = Supergraph.build(print(supergraph.document), { validateSupergraph: false });
  const planner = new QueryPlanner(planning, {
    debug: { maxEvaluatedPlans: 5_000 },
  });
  const planningApi = planning.apiSchema();
  return {
    apiSchema: visible.apiSchema().toGraphQLJSSchema(),
    fullSchema: visible.schema.toGraphQLJSSchema(),
    supergraph,
    urls: subgraphUrls(stripped),
    fieldNames: fieldNames(supergraph.document),
    plan: (document) =>
      planner.buildQueryPlan(operationFromDocument(planningApi, document, { validate: false })),
  };
}

function fieldNames(supergraph: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION
    ) {
      for (const field of definition.fields ?? []) names.add(field.name.value);
    }
  }
  return names;
}
