import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import { compileAccessModel, type AccessOptions } from '../../schema/rules/access-model.js';
import type { AccessRules } from '../../schema/rules/access-rules.js';
import type { ResponseKeys } from '../access/fetched-document.js';
import type { Execution, PreparedFetches } from './execution.js';
import {
  SubgraphClient,
  type SecureContextOf,
  type SubgraphConnections,
  type SubgraphLimits,
} from './fetching/subgraph-client.js';
import { NoPlan } from './fetching/subgraph-answer.js';
import { JsonBytes } from './json/json-bytes.js';
import { askConfirmations, type Confirmations } from './planning/confirmations.js';
import { PageCursors } from './merging/page-cursors.js';
import { PartitionedClient } from './merging/partitioned-client.js';
import { liftMergedFields, type LiftedSubgraph } from './planning/lift-merged-fields.js';
import { liftedSubgraph, mergedSubgraphs } from './planning/merged-subgraphs.js';
import type { MergedSubgraph, Partitions } from './planning/partitions.js';
import { liftExactLiterals } from './planning/exact-literals.js';
import { createPlanner, type Planner } from './planning/planner.js';
import type { PlanningOptions } from './planning/planning-service.js';
import { renameVariables } from './planning/planner-variables.js';
import { PrivateKeys } from './planning/private-keys.js';
import { Unplannable } from './planning/planning-process.js';
import { rootCalls, serialCalls } from './planning/serial-calls.js';
import { TypeSystem } from './planning/type-system.js';
import { compilePlan, joinPlans, type CompiledPlan } from './running/compile-plan.js';
import { mostJointTexts } from './running/joint-fetches.js';
import { KeptEntities } from './running/kept-entities.js';
import { runPlan, type RunParts } from './running/run-plan.js';

/** What a compiled plan takes for each byte that it has as data. */
const bytesPerByteOfPlan = 3;

/** Our engine: Apollo's planner, our own fetches and joins, under private response keys. */
export class PlannedExecution implements Execution {
  readonly apiSchema: GraphQLSchema;
  readonly confirmations: Confirmations;
  private readonly types: TypeSystem;
  private readonly merged: ReadonlyMap<string, MergedSubgraph>;
  private readonly lifted: ReadonlyMap<string, LiftedSubgraph>;
  private readonly parts: RunParts;

  /**
   * @param supergraph without its access directives.
   * @param urls by subgraph name; the others are where the supergraph says.
   * @param cacheable seconds for which the value of a field may be kept, by coordinate.
   * @throws GraphQLError when the supergraph is not valid.
   */
  static async load(
    supergraph: DocumentNode,
    urls: ReadonlyMap<string, string>,
    limits: SubgraphLimits,
    planning: PlanningOptions,
    several: SeveralOperators | null,
    secureContextOf: SecureContextOf,
    cacheable: ReadonlyMap<string, number>,
  ): Promise<PlannedExecution> {
    const planner = await createPlanner(supergraph, planning);
    try {
      return new PlannedExecution(
        planner,
        urls,
        limits,
        supergraph,
        several,
        secureContextOf,
        cacheable,
      );
    } catch (error) {
      planner.close();
      throw error;
    }
  }

  private constructor(
    private readonly planner: Planner,
    urls: ReadonlyMap<string, string>,
    limits: SubgraphLimits,
    supergraph: DocumentNode,
    several: SeveralOperators | null,
    secureContextOf: SecureContextOf,
    private readonly cacheable: ReadonlyMap<string, number>,
  ) {
    this.apiSchema = planner.apiSchema;
    this.confirmations = planner.confirmations;
    this.types = new TypeSystem(planner.fullSchema);
    this.merged = several ? mergedBy(several, supergraph, this.apiSchema) : new Map();
    this.lifted = new Map(
      [...this.merged].map(([name, subgraph]) => [name, liftedSubgraph(subgraph)]),
    );
    this.parts = {
      clients: new Map(
        [...planner.urls]
          .filter(([name]) => !this.merged.has(name))
          .map(([name, url]) => [
            name,
            new SubgraphClient(name, urls.get(name) ?? url, limits, secureContextOf),
          ]),
      ),
      partitioned: several ? this.clientsOf(several, limits, secureContextOf) : new Map(),
      types: this.types,
      entities: new KeptEntities(),
      scratch: new JsonBytes(),
    };
  }

  private clientsOf(
    { partitions }: SeveralOperators,
    limits: SubgraphLimits,
    secureContextOf: SecureContextOf,
  ): ReadonlyMap<string, PartitionedClient> {
    const cursors = new PageCursors(partitions.cursorKey);
    return new Map(
      [...this.merged].map(([name, subgraph]) => [
        name,
        new PartitionedClient(
          subgraph,
          partitions.operators.get(name) ?? [],
          limits,
          secureContextOf,
          cursors,
        ),
      ]),
    );
  }

  connections(): readonly SubgraphConnections[] {
    const { clients, partitioned } = this.parts;
    return [
      ...[...clients.values()].map((client) => client.connections()),
      ...[...partitioned.values()].flatMap((client) => client.connections()),
    ];
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
      (sum, { mask, joint, operation }) =>
        sum + mask.size + (joint ? mostJointTexts * operation.length : 0),
      bytesPerByteOfPlan * bytes,
    );
    const unserved = unservedKeys(document, plan, missing);
    // No act begins where one of them cannot; of look-ups each is null by itself.
    const unservable = unserved.length > 0 && isMutation(document);
    const withoutPlan = unservable ? missing : [...missing, ...unserved];
    if (withoutPlan.length === 0) {
      return { plan, unservable, size, run: (request) => runPlan(plan, request, this.parts) };
    }
    return {
      plan,
      unservable,
      size,
      run: async (request) => {
        const outcome = await runPlan(plan, request, this.parts);
        outcome.faults.addFailed([outcome.data], withoutPlan);
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
    const steps =
      planned.plan && this.lifted.size > 0
        ? liftMergedFields(planned.plan, this.lifted, planner.fullSchema)
        : planned.plan;
    const sent = { ...lifted, ...renamed };
    const plan = compilePlan(steps, planner.synthetic, types, sent, this.merged, this.cacheable);
    return { plan, bytes: planned.bytes };
  }

  retire(): void {
    this.planner.retire();
  }

  close(): Promise<void> {
    this.planner.close();
    for (const client of this.parts.clients.values()) client.close();
    for (const client of this.parts.partitioned.values()) client.close();
    return Promise.resolve();
  }
}

/** What is known of subgraphs that several operate, and by what rules they are read. */
interface SeveralOperators {
  readonly partitions: Partitions;
  readonly rules: AccessRules;
  readonly access: AccessOptions;
}

function mergedBy(
  { partitions, rules, access }: SeveralOperators,
  supergraph: DocumentNode,
  apiSchema: GraphQLSchema,
): ReadonlyMap<string, MergedSubgraph> {
  return mergedSubgraphs(supergraph, partitions, compileAccessModel(apiSchema, rules, access));
}

interface PlannedCall {
  readonly plan: CompiledPlan;
  /** What it weighs, as data. */
  readonly bytes: number;
}

function together(calls: readonly PlannedCall[], kind: 'sequence' | 'parallel'): PlannedCall {
  const [only] = calls;
  if (only && calls.length === 1) return only;
  return {
    plan: joinPlans(
      calls.map(({ plan }) => plan),
      kind,
    ),
    bytes: calls.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** The planner leaves out, without a word, a root field it finds no way to. */
function unservedKeys(
  document: DocumentNode,
  { fetches }: CompiledPlan,
  missing: readonly string[],
): readonly string[] {
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
  return rootKeys(document).filter((key) => !served.has(key));
}

function isMutation({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.operation === OperationTypeNode.MUTATION,
  );
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
