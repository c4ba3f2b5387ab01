import { Supergraph } from '@apollo/federation-internals';
import { Kind, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { supportedFeatures } from '../../../schema/rules/supported-features.js';
import type { Confirmations } from './confirmations.js';
import type { PlannedStep } from './planned-step.js';
import { planningSupergraph, type SyntheticField } from './planning-supergraph.js';
import { PlanningThread } from './planning-thread.js';
import { subgraphUrls } from './subgraph-urls.js';

/** What callers see of a supergraph, and the thread that plans their operations. */
export interface Planner {
  /** What callers write operations against: no `@inaccessible`, no federation machinery. */
  readonly apiSchema: GraphQLSchema;
  /** With the hidden elements: subgraphs answer with types that callers do not see. */
  readonly fullSchema: GraphQLSchema;
  readonly synthetic: ReadonlyMap<string, SyntheticField>;
  readonly confirmations: Confirmations;
  /** By subgraph name. */
  readonly urls: ReadonlyMap<string, string>;
  /** Every field name of the supergraph. */
  readonly fieldNames: ReadonlySet<string>;
  /** @returns null: there is nothing to fetch. @throws PlanningExceeded */
  plan(document: DocumentNode): Promise<PlannedStep | null>;
  close(): void;
}

/**
 * @param stripped a supergraph without access directives (`stripRules`).
 * @param planning false: somebody else plans, and `plan` is never called.
 * @throws GraphQLError when it is no valid supergraph.
 */
export async function createPlanner(stripped: DocumentNode, planning = true): Promise<Planner> {
  const sdl = print(stripped);
  const visible = Supergraph.build(sdl, { supportedFeatures, validateSupergraph: true });
  const starting = planning ? PlanningThread.start(sdl) : Promise.resolve(null);
  // The thread gets ready while the schemas are built here; should these fail, it must not be left over.
  try {
    const { document, synthetic, confirmations } = planningSupergraph(stripped);
    const schemas = {
      apiSchema: visible.apiSchema().toGraphQLJSSchema(),
      fullSchema: visible.schema.toGraphQLJSSchema(),
    };
    const thread = await starting;
    return {
      ...schemas,
      synthetic,
      confirmations,
      urls: subgraphUrls(stripped),
      fieldNames: fieldNames(document),
      plan: (operation) =>
        thread?.plan(print(operation)) ?? Promise.reject(new Error('nothing is planned here')),
      close: () => {
        thread?.close();
      },
    };
  } catch (error) {
    await starting.then(
      (thread) => {
        thread?.close();
      },
      () => undefined,
    );
    throw error;
  }
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
