import {
  getVariableValues,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { AccessRules, Rights } from '../../schema/rules/access-rules.js';
import {
  compileAccessModel,
  type AccessModel,
  type AccessOptions,
} from '../access/access-model.js';
import { authorizationErrors, type AuthorizationErrors } from '../access/answer-errors.js';
import { buildOperationTree } from '../access/build-operation-tree.js';
import { decisionKey } from '../access/decision-key.js';
import { judgeOperation, type JudgedOperation } from '../access/judge-operation.js';
import type { Cancellation } from './fetching/cancellation.js';
import { Introspection } from './answering/introspection.js';
import { JsonBytes } from './json/json-bytes.js';
import { createPlanner, type Planner } from './planning/planner.js';
import type { PlanReport } from './running/plan-report.js';
import { runPlan } from './running/run-plan.js';
import { ShapeContext, type ToldFault } from './answering/shape.js';
import type { StockExecutor } from './stock-executor.js';
import { SubgraphClient, type SubgraphLimits } from './fetching/subgraph-client.js';
import { TypeSystem } from './planning/type-system.js';
import { compileVariant, type Variant } from './variant.js';
import { conditionVariables } from '../access/conditions.js';

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
  /** Told the milliseconds of each planning, however it ended. */
  readonly onPlanned: (milliseconds: number) => void;
  /** `ENGINE=apollo`: runs operations instead of our plans. */
  readonly stock: StockExecutor | null;
}

/** One validated operation, judged for every caller at once. Valid for the engine that made it. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly judged: JudgedOperation;
  readonly conditions: readonly string[];
  readonly variants: LRUCache<string, Variant | Promise<Variant>>;
  /** Set only where rights alone decide: the usual case, found without computing a key. */
  readonly byRights: WeakMap<Rights, Variant> | null;
}

export interface RunOptions {
  readonly rights: Rights;
  /** As the caller sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** With defaults, as graphql-js coerces them. */
  readonly coerced: Readonly<Record<string, unknown>>;
  readonly headersFor: (subgraph: string) => Readonly<Record<string, string>>;
  readonly cancellation: Cancellation | null;
  readonly requestId: string;
  readonly onFailure: (subgraph: string, error: unknown) => void;
  /** Filled, and told in the answer's extensions; null: the caller did not ask. */
  readonly report: PlanReport | null;
}

/** Everything of one supergraph that answers operations. Replaced as a whole when it changes. */
export class Engine {
  readonly apiSchema: GraphQLSchema;
  readonly model: AccessModel;
  readonly introspection: Introspection;
  private readonly planner: Planner;
  private readonly types: TypeSystem;
  private readonly planTypes: TypeSystem;
  private readonly clients: ReadonlyMap<string, SubgraphClient>;
  private readonly errorsIn: AuthorizationErrors;
  private readonly onPlanned: (milliseconds: number) => void;
  private readonly stock: StockExecutor | null;
  private readonly out = new JsonBytes();
  private readonly refusalTexts = new WeakMap<Variant['refusals'], string>();

  /** @throws GraphQLError when the supergraph is not valid. Needs no subgraph to be up. */
  static async load(options: EngineOptions): Promise<Engine> {
    return new Engine(await createPlanner(options.supergraph, options.stock === null), options);
  }

  private constructor(
    planner: Planner,
    { rules, access, authorizationErrors, urls, subgraphLimits, onPlanned, stock }: EngineOptions,
  ) {
    this.stock = stock;
    this.planner = planner;
    this.onPlanned = onPlanned;
    this.apiSchema = this.planner.apiSchema;
    this.model = compileAccessModel(this.apiSchema, rules, access);
    this.introspection = new Introspection(this.model);
    this.types = new TypeSystem(this.apiSchema);
    this.planTypes = new TypeSystem(this.planner.fullSchema);
    this.errorsIn = authorizationErrors;
    this.clients = new Map(
      [...this.planner.urls].map(([name, url]) => [
        name,
        new SubgraphClient(name, urls.get(name) ?? url, subgraphLimits),
      ]),
    );
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
      variants: new LRUCache({ max: 64 }),
      byRights: rightsAlone ? new WeakMap() : null,
    };
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
   * @throws PlanningExceeded
   */
  decide(
    prepared: PreparedOperation,
    rights: Rights,
    coerced: Readonly<Record<string, unknown>>,
  ): Variant | Promise<Variant> {
    const known = prepared.byRights?.get(rights);
    if (known) return known;
    const { judged, conditions, variants } = prepared;
    const included = conditions.map((name) => (coerced[name] === true ? '1' : '0')).join('');
    const key = `${decisionKey(judged, rights, coerced)}|${included}`;
    const variant = variants.get(key) ?? this.compile(prepared, key, rights, coerced);
    if (!(variant instanceof Promise)) prepared.byRights?.set(rights, variant);
    return variant;
  }

  /** Callers who need the same variant while it is planned wait for the same plan. */
  private compile(
    { judged, variants }: PreparedOperation,
    key: string,
    rights: Rights,
    coerced: Readonly<Record<string, unknown>>,
  ): Promise<Variant> {
    const { planner, types, planTypes, stock } = this;
    const started = performance.now();
    const pending = compileVariant(
      ...([judged, rights, coerced, planner, types, planTypes, stock !== null] as const),
    )
      .then(
        (variant) => {
          variants.set(key, variant);
          return variant;
        },
        (error: unknown) => {
          variants.delete(key);
          throw error;
        },
      )
      .finally(() => {
        this.onPlanned(performance.now() - started);
      });
    variants.set(key, pending);
    return pending;
  }

  /**
   * Runs a variant.
   * @returns the answer as JSON, in UTF-8. Subgraph faults are errors in it, not throws.
   */
  async run(prepared: PreparedOperation, variant: Variant, options: RunOptions): Promise<Buffer> {
    if (variant.blocked) {
      return Buffer.from(`{"data":null${this.tail(variant, [], options)}`);
    }
    if (variant.unservable) return unservableAnswer;
    const { data, faults } = await (variant.stockDocument && this.stock
      ? this.stock.run(variant.stockDocument, options.variables, options.headersFor)
      : runPlan(variant.plan, {
          clients: this.clients,
          types: this.planTypes,
          variables: options.variables,
          headersFor: options.headersFor,
          cancellation: options.cancellation,
          onFailure: options.onFailure,
          report: options.report,
        }));
    faults.settle();
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
    variant.shape(context, data);
    // A failure of something that only a join needed still made the answer incomplete.
    const told = faults.any && context.told.length === 0 ? [somewhere] : context.told;
    out.text(this.tail(variant, told, options));
    return out.take();
  }

  async close(): Promise<void> {
    this.planner.close();
    await this.stock?.stop();
    for (const client of this.clients.values()) client.close();
  }

  /** What stands behind the data: errors, extensions and the closing brace. */
  private tail(
    variant: Variant,
    told: readonly ToldFault[],
    { requestId, report }: RunOptions,
  ): string {
    const { refusals } = variant;
    if (refusals.length === 0 && told.length === 0 && !report) return '}';
    const refused = this.errorsIn === 'disabled' ? '' : this.refusalsText(refusals);
    const faults = told.map(({ path, badInput }) =>
      JSON.stringify({
        // The partner's own words stay behind: they may quote what they choked on.
        message: badInput
          ? 'Valeur refusée par le partenaire : vérifiez les arguments (page, curseur, dates, filtre).'
          : 'Donnée momentanément indisponible auprès du partenaire.',
        ...(path && { path }),
        extensions: {
          code: badInput ? 'BAD_USER_INPUT' : 'DOWNSTREAM_SERVICE_ERROR',
          correlationId: requestId,
        },
      }),
    );
    const errors = this.errorsIn === 'errors' && refused !== '' ? [refused, ...faults] : faults;
    const extensions: string[] = [];
    if (this.errorsIn === 'extensions' && refused !== '') {
      extensions.push(`"authorizationErrors":[${refused}]`);
    }
    if (report) {
      // Nothing about refusals where the gateway is told to say nothing about them.
      const shown = this.errorsIn === 'disabled' ? [] : variant.refused;
      extensions.push(`"plan":${report.text(variant.plan, shown)}`);
    }
    const errorsText = errors.length > 0 ? `,"errors":[${errors.join(',')}]` : '';
    const extensionsText = extensions.length > 0 ? `,"extensions":{${extensions.join(',')}}` : '';
    return `${errorsText}${extensionsText}}`;
  }

  /** The same for every answer of a variant: written once. */
  private refusalsText(refusals: Variant['refusals']): string {
    let text = this.refusalTexts.get(refusals);
    if (text === undefined) {
      text = authorizationErrors(refusals)
        .map((error) => JSON.stringify(error))
        .join(',');
      this.refusalTexts.set(refusals, text);
    }
    return text;
  }
}

const somewhere: ToldFault = { path: null, badInput: false };

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
