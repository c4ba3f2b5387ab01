import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import type { ResponseKeys } from '../access/fetched-document.js';
import type { Execution, PreparedFetches } from './execution.js';
import {
  SubgraphClient,
  type SubgraphConnections,
  type SubgraphLimits,
} from './fetching/subgraph-client.js';
import { NoPlan } from './fetching/subgraph-answer.js';
import { JsonBytes } from './json/json-bytes.js';
import { askConfirmations, type Confirmations } from './planning/confirmations.js';
import { liftExactLiterals } from './planning/exact-literals.js';
import { createPlanner, type Planner } from './planning/planner.js';
import type { PlanningOptions } from './planning/planning-service.js';
import { renameVariables } from './planning/planner-variables.js';
import { PrivateKeys } from './planning/private-keys.js';
import { Unplannable } from './planning/planning-process.js';
import { rootCalls, serialCalls } from './planning/serial-calls.js';
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
    try {
      const planned: PlannedCall[] = [];
      // One after the other: a signatory's acts wait for one another as its operations do.
      for (const call of serialCalls(document)) planned.push(await this.plan(call, signatory));
      return this.prepared(document, together(planned, 'sequence'), []);
    } catch (error) {
      if (!(error instanceof Unplannable)) throw error;
      return this.preparePlannable(document, signatory);
    }
  }

  /** Each look-up by itself: those that no plan is found for are null, with an error. No act begins. */
  private async preparePlannable(
    document: DocumentNode,
    signatory: string | null,
  ): Promise<PreparedFetches> {
    const planned: PlannedCall[] = [];
    const missing: string[] = [];
    const [operation] = document.definitions;
    if (
      operation?.kind === Kind.OPERATION_DEFINITION &&
      operation.operation === OperationTypeNode.QUERY
    ) {
      for (const [key, call] of rootCalls(operation)) {
        try {
          planned.push(await this.plan(call, signatory));
        } catch (error) {
          if (!(error instanceof Unplannable)) throw error;
          missing.push(key);
        }
      }
    }
    return this.prepared(document, together(planned, 'parallel'), missing);
  }

  /** @param missing root keys that no plan brings. */
  private prepared(
    document: DocumentNode,
    { plan, bytes }: PlannedCall,
    missing: readonly string[],
  ): PreparedFetches {
    const size = plan.fetches.reduce(
      (sum, { mask }) => sum + mask.size,
      bytesPerByteOfPlan * bytes,
    );
    const unservable = !servesAll(document, plan, missing);
    if (missing.length === 0) {
      return { plan, unservable, size, run: (request) => runPlan(plan, request, this.parts) };
    }
    return {
      plan,
      unservable,
      size,
      run: async (request) => {
        const outcome = await runPlan(plan, request, this.parts);
        outcome.faults.addFailed([outcome.data], missing);
        outcome.faults.busy = null;
        request.onFailure('passerelle', new NoPlan());
        return outcome;
      },
    };
  }

  private async plan(document: DocumentNode, signatory: string | null): Promise<PlannedCall> {
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

interface PlannedCall {
  readonly plan: CompiledPlan;
  /** What it weighs, as data. */
  readonly bytes: number;
}

/** INVARIANT: plans share no step, so that nothing fetched for one is taken for the next. */
function together(calls: readonly PlannedCall[], kind: 'sequence' | 'parallel'): PlannedCall {
  const [only] = calls;
  if (only && calls.length === 1) return only;
  const plans = calls.map(({ plan }) => plan);
  const steps = plans.flatMap(({ root }) => (root ? [root] : []));
  return {
    plan: { root: { kind, steps }, fetches: plans.flatMap(({ fetches }) => fetches) },
    bytes: calls.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** The planner leaves out, without a word, a root field it finds no way to. */
function servesAll(
  document: DocumentNode,
  { fetches }: CompiledPlan,
  missing: readonly string[],
): boolean {
  const served = new Set([
    ...missing,
    ...fetches
      .filter(({ path, entities }) => path.length === 0 && !entities)
      .flatMap(({ topLevelKeys, outputRewrites }) => [
        ...topLevelKeys,
        ...(outputRewrites ?? []).flatMap((rewrite) =>
          rewrite.kind === 'KeyRenamer' ? [rewrite.renameKeyTo] : [],
        ),
      ]),
  ]);
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
