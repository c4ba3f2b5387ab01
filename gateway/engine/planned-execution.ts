import { Kind, type DocumentNode, type GraphQLSchema, type SelectionNode } from 'graphql';
import type { ResponseKeys } from '../access/fetched-document.js';
import type { Execution, PreparedFetches } from './execution.js';
import {
  SubgraphClient,
  type SubgraphConnections,
  type SubgraphLimits,
} from './fetching/subgraph-client.js';
import { JsonBytes } from './json/json-bytes.js';
import { askConfirmations, type Confirmations } from './planning/confirmations.js';
import { liftExactLiterals } from './planning/exact-literals.js';
import { createPlanner, type Planner } from './planning/planner.js';
import type { PlanningOptions } from './planning/planning-service.js';
import { renameVariables } from './planning/planner-variables.js';
import { PrivateKeys } from './planning/private-keys.js';
import { serialCalls } from './planning/serial-calls.js';
import { TypeSystem } from './planning/type-system.js';
import { compilePlan, type CompiledPlan } from './running/compile-plan.js';
import { runPlan, type RunParts } from './running/run-plan.js';

/** What a compiled plan takes for each byte that it has as data. */
const bytesPerByteOfPlan = 3;

/** Our engine: Apollo's planner, our own fetches and joins, under private response keys. */
export class PlannedExecution implements Execution {
  readonly apiSchema: GraphQLSchema;
  readonly confirmations: Confirmations;
  private readonly types: TypeSystem;
  private readonly parts: RunParts;

  /**
   * @param supergraph without its access directives.
   * @param urls by subgraph name; the others are where the supergraph says.
   * @throws GraphQLError when the supergraph is not valid.
   */
  static async load(
    supergraph: DocumentNode,
    urls: ReadonlyMap<string, string>,
    limits: SubgraphLimits,
    planning: PlanningOptions,
  ): Promise<PlannedExecution> {
    const planner = await createPlanner(supergraph, planning);
    try {
      return new PlannedExecution(planner, urls, limits);
    } catch (error) {
      planner.close();
      throw error;
    }
  }

  private constructor(
    private readonly planner: Planner,
    urls: ReadonlyMap<string, string>,
    limits: SubgraphLimits,
  ) {
    this.apiSchema = planner.apiSchema;
    this.confirmations = planner.confirmations;
    this.types = new TypeSystem(planner.fullSchema);
    this.parts = {
      clients: new Map(
        [...planner.urls].map(([name, url]) => [
          name,
          new SubgraphClient(name, urls.get(name) ?? url, limits),
        ]),
      ),
      types: this.types,
      scratch: new JsonBytes(),
    };
  }

  connections(): readonly SubgraphConnections[] {
    return [...this.parts.clients.values()].map((client) => client.connections());
  }

  responseKeys(): ResponseKeys {
    return new PrivateKeys(this.planner.fieldNames, this.apiSchema.getMutationType()?.name ?? null);
  }

  async prepare(document: DocumentNode, signatory: string | null): Promise<PreparedFetches> {
    const plans: CompiledPlan[] = [];
    let size = 0;
    // One after the other: a signatory's acts wait for one another as its operations do.
    for (const call of serialCalls(document)) {
      const { plan, bytes } = await this.plan(call, signatory);
      plans.push(plan);
      size += bytesPerByteOfPlan * bytes;
    }
    const plan = inSequence(plans);
    for (const { mask } of plan.fetches) size += mask.size;
    return {
      plan,
      unservable: !servesAll(document, plan),
      size,
      run: (request) => runPlan(plan, request, this.parts),
    };
  }

  private async plan(
    document: DocumentNode,
    signatory: string | null,
  ): Promise<{ readonly plan: CompiledPlan; readonly bytes: number }> {
    const { planner, types } = this;
    const asked = askConfirmations(this.apiSchema, document, this.confirmations);
    const lifted = liftExactLiterals(asked, this.apiSchema);
    const renamed = renameVariables(lifted.document);
    const planned = await planner.plan(renamed.document, signatory);
    const plan = compilePlan(planned.plan, planner.synthetic, types, { ...lifted, ...renamed });
    return { plan, bytes: planned.bytes };
  }

  retire(): void {
    this.planner.retire();
  }

  close(): Promise<void> {
    this.planner.close();
    for (const client of this.parts.clients.values()) client.close();
    return Promise.resolve();
  }
}

/** INVARIANT: plans share no step, so that nothing fetched for one is taken for the next. */
function inSequence(plans: readonly CompiledPlan[]): CompiledPlan {
  const [only] = plans;
  if (only && plans.length === 1) return only;
  const steps = plans.flatMap(({ root }) => (root ? [root] : []));
  return {
    root: { kind: 'sequence', steps },
    fetches: plans.flatMap(({ fetches }) => fetches),
  };
}

/** The planner leaves out, without a word, a root field it finds no way to. */
function servesAll(document: DocumentNode, { fetches }: CompiledPlan): boolean {
  const served = new Set(
    fetches
      .filter(({ path, entities }) => path.length === 0 && !entities)
      .flatMap(({ topLevelKeys, outputRewrites }) => [
        ...topLevelKeys,
        ...(outputRewrites ?? []).flatMap((rewrite) =>
          rewrite.kind === 'KeyRenamer' ? [rewrite.renameKeyTo] : [],
        ),
      ]),
  );
  return rootKeys(document).every((key) => served.has(key));
}

function rootKeys({ definitions }: DocumentNode): readonly string[] {
  const keysOf = (selections: readonly SelectionNode[]): string[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) {
        const { name, alias } = selection;
        return name.value === '__typename' ? [] : [alias?.value ?? name.value];
      }
      return 'selectionSet' in selection ? keysOf(selection.selectionSet.selections) : [];
    });
  return definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? keysOf(definition.selectionSet.selections) : [],
  );
}
