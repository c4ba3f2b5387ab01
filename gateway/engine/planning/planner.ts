import { hash } from 'node:crypto';
import { buildASTSchema, Kind, parse, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Confirmations } from './confirmations.js';
import { KeptPlans } from './kept-plans.js';
import { plannerEdition } from './planner-edition.js';
import type { Planned } from './planning-process.js';
import { PlanningService, type PlanningOptions } from './planning-service.js';
import { planningSupergraph } from './planning-supergraph.js';
import type { SyntheticField } from './synthetic-fields.js';
import { subgraphUrls } from './subgraph-urls.js';

/** What callers see of a supergraph, and what plans their operations. */
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
  /**
   * @param signatory who asks; null: nobody known.
   * @returns no plan: there is nothing to fetch.
   * @throws PlanningExceeded, PlanningBusy
   */
  plan(document: DocumentNode, signatory: string | null): Promise<Planned>;
  /** Another version is in force: no process is kept for what may still be asked of this one. */
  retire(): void;
  close(): void;
}

/**
 * Whatever a supergraph does to Apollo's libraries, it does to the process that plans: they are not
 * loaded here.
 * @param stripped a supergraph without access directives (`stripRules`).
 * @throws Error when it is no valid supergraph.
 */
export async function createPlanner(
  stripped: DocumentNode,
  options: PlanningOptions,
): Promise<Planner> {
  const text = print(stripped);
  const { service, schemas } = await PlanningService.start(text, options);
  try {
    const { document, synthetic, confirmations } = planningSupergraph(stripped);
    const kept = options.kept
      ? new KeptPlans(options.kept, hash('sha256', `${plannerEdition()} ${text}`, 'base64url'))
      : null;
    return {
      apiSchema: schemaOf(schemas.api),
      fullSchema: schemaOf(schemas.full),
      synthetic,
      confirmations,
      urls: subgraphUrls(stripped),
      fieldNames: fieldNames(document),
      plan: async (operation, signatory) => {
        const asked = print(operation);
        const known = kept?.get(asked);
        if (known) return known;
        const planned = await service.plan(asked, signatory ?? '');
        kept?.keep(operation, asked, planned);
        return planned;
      },
      retire: () => {
        kept?.close();
        service.retire();
      },
      close: () => {
        kept?.close();
        service.close();
      },
    };
  } catch (error) {
    service.close();
    throw error;
  }
}

/** Of a text that the planning process has validated and printed. */
function schemaOf(sdl: string): GraphQLSchema {
  return buildASTSchema(parse(sdl, { noLocation: true }), { assumeValidSDL: true });
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
