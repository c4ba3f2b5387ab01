import {
  getVariableValues,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import type { AccessRules, Rights } from '../../schema/rules/access-rules.js';
import {
  compileAccessModel,
  type AccessModel,
  type AccessOptions,
} from '../../schema/rules/access-model.js';
import type { AuthorizationErrors } from '../access/answer-errors.js';
import { buildOperationTree } from '../access/build-operation-tree.js';
import { conditionVariables } from '../access/conditions.js';
import { decisionKey } from '../access/decision-key.js';
import { judgeOperation, type JudgedOperation } from '../access/judge-operation.js';
import { PasserelleError } from '../errors.js';
import { AnswerTail, busyMessage } from './answering/answer-tail.js';
import { Introspection } from './answering/introspection.js';
import { ShapeContext, type ToldFault } from './answering/shape-context.js';
import type { Execution } from './execution.js';
import { InvalidValue } from './fetching/subgraph-answer.js';
import {
  bySystem,
  type SecureContextOf,
  type SubgraphConnections,
  type SubgraphLimits,
} from './fetching/subgraph-client.js';
import type { DataObject } from './json/data-object.js';
import { JsonBytes } from './json/json-bytes.js';
import { operationSize } from './operation-size.js';
import { PlannedExecution } from './planned-execution.js';
import { settledVariables } from './planning/exact-variables.js';
import type { Partitions } from './planning/partitions.js';
import type { PlanningOptions } from './planning/planning-service.js';
import { TypeSystem } from './planning/type-system.js';
import { FaultMarks } from './running/fault-marks.js';
import type { FetchRequest } from './running/fetch-request.js';
import type { PlanOutcome } from './running/run-plan.js';
import { compileVariant, type Variant } from './variant.js';
import { Variants } from './variants.js';

export interface EngineOptions {
  /** The supergraph without its access directives (`stripRules`). */
  readonly supergraph: DocumentNode;
  /** What they said (`readRules`). */
  readonly rules: AccessRules;
  readonly access: AccessOptions;
  readonly authorizationErrors: AuthorizationErrors;
  /** By subgraph name; the others are where the supergraph says. */
  readonly urls: ReadonlyMap<string, string>;
  readonly subgraphLimits: SubgraphLimits;
  readonly planning: PlanningOptions;
  /** Told the milliseconds until each variant was compiled, or failed. */
  readonly onPlanned: (milliseconds: number) => void;
  /** The subgraphs that several operate; null: none. Only of our engine. */
  readonly partitions?: Partitions | null;
  /** Not given: lines are secured by what this system believes. Only of our engine. */
  readonly secureContextOf?: SecureContextOf;
  /** Seconds for which the value of a field may be kept (`cacheableFields`). Only of our engine. */
  readonly cacheable?: ReadonlyMap<string, number>;
  /** Who fetches: our engine, or the stock gateway (`ENGINE=apollo`). */
  readonly engine: 'passerelle' | 'apollo';
}

/** One validated operation, judged for every caller at once. Valid for the engine that made it. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly judged: JudgedOperation;
  readonly conditions: readonly string[];
  readonly variants: Variants;
  /** By who waits and for which variant: a refusal is one signatory's own. */
  readonly pending: Map<string, Promise<Variant>>;
  /** No variable decides: the usual case, where a variant is found without computing a key. */
  readonly rightsAlone: boolean;
  /** What it takes of memory without its variants, in bytes: an estimate on the safe side. */
  readonly size: number;
}

export interface RunOptions extends FetchRequest {
  readonly rights: Rights;
  /** With defaults, as graphql-js coerces them. */
  readonly coerced: Readonly<Record<string, unknown>>;
}

/** Everything of one supergraph that answers operations. Replaced as a whole when it changes. */
export class Engine {
  readonly apiSchema: GraphQLSchema;
  readonly model: AccessModel;
  readonly introspection: Introspection;
  private readonly types: TypeSystem;
  private readonly tail: AnswerTail;
  private readonly onPlanned: (milliseconds: number) => void;
  private readonly out = new JsonBytes();

  /** @throws GraphQLError when the supergraph is not valid. Needs no subgraph to be up. */
  static async load(options: EngineOptions): Promise<Engine> {
    const execution = await loadExecution(options);
    try {
      return new Engine(execution, options);
    } catch (error) {
      await execution.close();
      throw error;
    }
  }

  private constructor(
    private readonly execution: Execution,
    { rules, access, authorizationErrors, onPlanned }: EngineOptions,
  ) {
    this.onPlanned = onPlanned;
    this.apiSchema = execution.apiSchema;
    this.model = compileAccessModel(this.apiSchema, rules, access);
    this.introspection = new Introspection(this.model);
    this.types = new TypeSystem(this.apiSchema);
    this.tail = new AnswerTail(authorizationErrors);
  }

  /**
   * @param document valid against `apiSchema`.
   * @throws PasserelleError when there is no such operation, or it is too large.
   */
  prepare(document: DocumentNode, operationName: string | null): PreparedOperation {
    const tree = buildOperationTree(this.apiSchema, document, operationName);
    const judged = judgeOperation(this.model, tree);
    const conditions = conditionVariables(tree.selections);
    const rightsAlone = conditions.length === 0 && judged.variableGuards.length === 0;
    return {
      document,
      judged,
      conditions,
      variants: new Variants(),
      pending: new Map(),
      rightsAlone,
      size: operationSize(document, judged),
    };
  }

  /** A request's variables as their types have them: to be coerced, and sent. */
  settleVariables(
    { judged }: PreparedOperation,
    given: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> {
    const definitions = judged.tree.definition.variableDefinitions ?? [];
    return settledVariables(this.apiSchema, definitions, given);
  }

  /** The variables with their defaults, or what is wrong with them: graphql-js quotes their values. */
  coerce(
    { judged }: PreparedOperation,
    variables: Readonly<Record<string, unknown>>,
  ): { values: Record<string, unknown> } | { errors: readonly GraphQLError[] } {
    const definitions = judged.tree.definition.variableDefinitions ?? [];
    const { coerced, errors } = getVariableValues(this.apiSchema, definitions, variables, {
      maxErrors: 10,
    });
    return errors ? { errors } : { values: coerced };
  }

  /**
   * The operation as this caller may have it: at once where it was asked so before, planned otherwise.
   * @param coerced variables with their defaults.
   * @param signatory in whose turn it is planned; null: nobody known.
   * @throws PlanningExceeded, PlanningBusy
   */
  decide(
    prepared: PreparedOperation,
    rights: Rights,
    coerced: Readonly<Record<string, unknown>>,
    signatory: string | null,
  ): Variant | Promise<Variant> {
    const { judged, conditions, variants, pending, rightsAlone } = prepared;
    const known = rightsAlone ? variants.ofRights(rights) : undefined;
    if (known) return known;
    const included = conditions.map((name) => (coerced[name] === true ? '1' : '0')).join('');
    const key = `${decisionKey(judged, rights, coerced)}|${included}`;
    const variant = variants.get(key);
    if (variant) {
      if (rightsAlone) variants.rememberRights(rights, variant);
      return variant;
    }
    const turn = `${signatory ?? ''}\n${key}`;
    let compiling = pending.get(turn);
    if (!compiling) {
      compiling = this.compile(prepared, key, rights, coerced, signatory).finally(() => {
        pending.delete(turn);
      });
      pending.set(turn, compiling);
    }
    return compiling;
  }

  private async compile(
    { judged, variants }: PreparedOperation,
    key: string,
    rights: Rights,
    coerced: Readonly<Record<string, unknown>>,
    signatory: string | null,
  ): Promise<Variant> {
    const { execution, types } = this;
    const started = performance.now();
    try {
      const variant = await compileVariant(judged, rights, coerced, execution, types, signatory);
      variants.set(key, variant);
      return variant;
    } finally {
      this.onPlanned(performance.now() - started);
    }
  }

  /**
   * Runs a variant.
   * @returns the answer as JSON, in UTF-8. Subgraph faults are errors in it, not throws.
   * @throws PasserelleError `PARTNER_BUSY` where nothing at all was answered for that reason alone.
   */
  async run(prepared: PreparedOperation, variant: Variant, options: RunOptions): Promise<Buffer> {
    const { fetches } = variant;
    if (variant.blocked) {
      return Buffer.from(`{"data":null${this.tail.text(variant, [], options)}`);
    }
    if (fetches?.unservable) return unservableAnswer;
    const { data, faults } = fetches ? await fetches.run(options) : nothingFetched();
    // What is asked of the schema is an answer, whoever else gives none.
    if (variant.introspection.length === 0) requireSomeAnswer(data, faults.busy);
    const introspection =
      variant.introspection.length > 0
        ? this.introspection.answer(
            prepared.document,
            prepared.judged.tree.definition,
            variant.introspection,
            options.rights,
            options.coerced,
          )
        : noIntrospection;
    // INVARIANT: nothing waits between here and `take`, so that the buffer serves one answer at a time.
    const { out } = this;
    out.length = 0;
    out.raw(dataStart);
    const context = new ShapeContext(out, faults, introspection);
    variant.shape.write(context, data);
    if (!faults.any && context.told.length > 0) {
      options.onFailure(onlySubgraphOf(variant), new InvalidValue());
    }
    // A failure of something that only a join needed still made the answer incomplete.
    const { any, busy, missing, unserved } = faults;
    const unplaced = any && context.told.length === 0 && missing.size + unserved.size === 0;
    const told = unplaced ? [somewhere] : context.told;
    out.text(this.tail.text(variant, told, options, busy, missing, unserved));
    return out.take();
  }

  connections(): readonly SubgraphConnections[] {
    return this.execution.connections();
  }

  /** Another engine is in force: this one serves what has begun under it, at the least cost. */
  retire(): void {
    this.execution.retire();
  }

  close(): Promise<void> {
    return this.execution.close();
  }
}

/** Nothing was asked of anybody: that is no answer with gaps, and the same request may go through soon. */
function requireSomeAnswer(data: DataObject, busy: ReadonlySet<string> | null): void {
  if (busy === null || busy.size === 0 || Object.keys(data).length > 0) return;
  const partenaires = [...busy];
  throw new PasserelleError('PARTNER_BUSY', busyMessage(partenaires), 503, {
    retryAfter: 1,
    partenaires,
  });
}

async function loadExecution(options: EngineOptions): Promise<Execution> {
  const { engine, supergraph, urls, subgraphLimits, planning } = options;
  if (engine === 'passerelle') {
    const { partitions = null, rules, access } = options;
    return PlannedExecution.load(
      supergraph,
      urls,
      subgraphLimits,
      planning,
      partitions && { partitions, rules, access },
      options.secureContextOf ?? bySystem,
      options.cacheable ?? new Map(),
    );
  }
  // Apollo's libraries are no small part of a process: they come only where they run.
  const { StockExecution } = await import('./stock-execution.js');
  return StockExecution.load(supergraph, urls);
}

function nothingFetched(): PlanOutcome {
  return { data: {}, faults: new FaultMarks() };
}

/** Whose value it was is not known where several were asked. */
function onlySubgraphOf({ subgraphs }: Variant): string {
  const [only, ...others] = subgraphs;
  return only !== undefined && others.length === 0 ? only : 'plusieurs';
}

const somewhere: ToldFault = { path: null, badInput: null };

const noIntrospection: ReadonlyMap<string, string> = new Map();

const dataStart = Buffer.from('{"data":');

const unservableAnswer = Buffer.from(
  JSON.stringify({
    errors: [
      {
        message: 'Opération impossible : aucun partenaire ne sert un des champs demandés.',
        extensions: { code: 'BAD_REQUEST' },
      },
    ],
  }),
);
