import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Traces } from '../../schema/process/traces.js';
import type { Config } from '../config.js';
import type { Outcome, ReadEvents } from '../audit/read-events.js';
import { measureOperation } from '../access/limits.js';
import { PasserelleError } from '../errors.js';
import type { Cancellation } from '../engine/fetching/cancellation.js';
import type { PreparedOperation } from '../engine/engine.js';
import { PlanningExceeded } from '../engine/planning/planning-process.js';
import { PlanningBusy } from '../engine/planning/planning-queue.js';
import type { FetchRequest } from '../engine/running/fetch-request.js';
import { KeptAnswers } from '../engine/running/kept-answers.js';
import { PlanReport } from '../engine/running/plan-report.js';
import { readByVariables, type Variant } from '../engine/variant.js';
import { sizeOf } from '../engine/variants.js';
import type { SubgraphTokens } from '../identity/subgraph-tokens.js';
import type { Viewer } from '../identity/viewer.js';
import type { Budgets } from './budgets.js';
import { rememberPlan, type KnownOperation } from './known-operations.js';
import type { LargeOperations } from './large-operations.js';
import { operationHash } from './operation-hash.js';
import { isRepeatable } from './repeatable-act.js';
import type { GatewayState } from './state.js';

/** One request, after its token was read and its operation validated. */
export interface OperationRequest {
  readonly state: GatewayState;
  readonly viewer: Viewer;
  readonly operation: KnownOperation;
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly cancellation: Cancellation | null;
  /** The caller wants to be told how it is served. */
  readonly wantsPlan: boolean;
  /** The trace that the caller says it belongs to (W3C); null: none. */
  readonly traceparent: string | null;
  /** Whether the viewer may still do the same under what is in force now. */
  readonly stillHolds: () => boolean | Promise<boolean>;
}

/** Rights, token or rules changed while the operation ran: its answer must not leave. */
export class RightsChanged extends Error {
  override readonly name = 'RightsChanged';
  constructor(
    /** It has been done, and is not done again. */
    readonly act: boolean,
  ) {
    super('rights changed meanwhile');
  }
}

/** One operation after its end, for the metrics. */
export interface Served {
  readonly signataire: string | null;
  readonly outcome: Outcome;
  /** Something of what was asked was refused. */
  readonly refused: boolean;
  readonly milliseconds: number;
}

export interface ServingParts {
  readonly limits: Config['limits'];
  readonly tokens: SubgraphTokens;
  readonly events: ReadEvents;
  readonly budgets: Budgets;
  readonly large: LargeOperations;
  readonly onRefusedBudget: (signataire: string) => void;
  readonly onSubgraphFailure: (subgraph: string, error: unknown, requestId: string) => void;
  readonly onFetched: (subgraph: string, milliseconds: number) => void;
  readonly onServed: (served: Served) => void;
  /** null: none are wanted. */
  readonly traces: Traces | null;
}

const noVariables: Readonly<Record<string, unknown>> = {};

/**
 * Runs an operation from decision to answer: the one way through, whether it came by the fast path
 * or by Apollo Server.
 * @returns the answer as JSON, in UTF-8.
 * @throws PasserelleError when nothing may be run.
 */
export async function serveOperation(
  request: OperationRequest,
  parts: ServingParts,
): Promise<Buffer> {
  const { state, viewer, operation, requestId } = request;
  const { prepared, hasVariables } = operation;
  const { engine } = state;
  const variables = hasVariables
    ? engine.settleVariables(prepared, request.variables)
    : noVariables;
  const coerced = hasVariables ? coerce(engine, prepared, variables) : noVariables;
  const cost = hasVariables
    ? requireWithinLimits(engine, prepared, coerced, parts.limits)
    : (operation.fixedCost ??= requireWithinLimits(engine, prepared, coerced, parts.limits));
  const decided = engine.decide(prepared, viewer.rights, coerced, viewer.signataire);
  let variant: Variant;
  if (decided instanceof Promise) {
    variant = await planned(decided);
    rememberPlan(operation, viewer, coerced);
    state.operations.weigh(request.query, request.operationName, operation);
  } else {
    variant = decided;
  }
  const size = sizeOf(variant);
  const paid = payFor(viewer, variant.subgraphs, cost, parts);
  if (paid) await paid;
  const started = performance.now();
  const recorded = recordReading(request, variant, coerced, parts.events);
  if (recorded) await recorded;
  let outcome: Outcome = 'echec';
  const span = parts.traces?.begin('operation', request.traceparent) ?? null;
  let fetches = 0;
  const onFetched: FetchRequest['onFetched'] = (subgraph, took) => {
    parts.onFetched(subgraph, took);
    fetches += 1;
    span?.part('fetch', took, { 'passerelle.subgraph': subgraph });
  };
  let absent: Set<string> | undefined;
  const headersFor: FetchRequest['headersFor'] = (subgraph, announced) =>
    parts.tokens.headers(
      viewer,
      subgraph,
      state.atOwners.at(viewer, subgraph),
      announced,
      requestId,
    );
  const kept = openedByMandate(viewer, variant);
  try {
    const room = parts.large.begin(cost, viewer.signataire ?? '');
    if (room) await room;
    const answer = await engine.run(prepared, variant, {
      rights: viewer.rights,
      variables,
      coerced,
      headersFor,
      kept,
      operatorsOf: (subgraph) => {
        const shown = state.atOwners.of(viewer, subgraph);
        return {
          operators: shown.map((operator) => ({
            operator: operator.operator,
            rights: operator.rights,
            headersFor: (announced) =>
              parts.tokens.operatorHeaders(viewer, subgraph, operator, announced, requestId),
          })),
          signataire: viewer.signataire,
          own: shown.find(({ operator }) => operator === viewer.signataire)?.operator ?? null,
        };
      },
      // An act is answered with what is so after it.
      signataire: isAct(prepared) ? null : viewer.signataire,
      cancellation: request.cancellation,
      requestId,
      traceparent: span?.traceparent ?? request.traceparent,
      onFetched: span ? onFetched : parts.onFetched,
      onFailure: (subgraph, error) => {
        (absent ??= new Set()).add(subgraph);
        parts.onSubgraphFailure(subgraph, error, requestId);
      },
      report: request.wantsPlan ? new PlanReport() : null,
    });
    const { definition } = prepared.judged.tree;
    const confirmed =
      kept === null ||
      (await stillOpened(kept, started, headersFor, isRepeatable(definition, coerced)));
    const holds = confirmed && request.stillHolds();
    if (!(holds instanceof Promise ? await holds : holds)) {
      outcome = 'interrompue';
      throw new RightsChanged(isAct(prepared));
    }
    outcome = outcomeOf(request.cancellation, variant, absent);
    return answer;
  } finally {
    parts.large.end(cost);
    const milliseconds = performance.now() - started;
    parts.events.end(requestId, outcome, milliseconds, absent);
    // The answer was the first to hold some type.
    if (size !== sizeOf(variant)) {
      state.operations.weigh(request.query, request.operationName, operation);
    }
    const refused = variant.refused.length > 0;
    span?.end(
      {
        'graphql.operation.type': prepared.judged.tree.definition.operation,
        'passerelle.operation': operationHash(prepared),
        'passerelle.signataire': viewer.signataire,
        'passerelle.outcome': outcome,
        'passerelle.cost': cost,
        'passerelle.fetches': fetches,
        'passerelle.refused': variant.refused.length,
      },
      outcome === 'echec',
    );
    parts.onServed({ signataire: viewer.signataire, outcome, refused, milliseconds });
  }
}

/** For so long an answer that a person's mandate opened is believed, in milliseconds. */
const mandateBelievedFor = 1_000;

/** What the owners of rows that the person's own mandate opens will answer; null: nothing is read so. */
function openedByMandate({ byMandate }: Viewer, { scopes }: Variant): KeptAnswers | null {
  if (byMandate.size === 0) return null;
  const owners = scopes.flatMap((scope) => byMandate.get(scope) ?? []);
  return owners.length === 0 ? null : new KeptAnswers(new Set(owners));
}

/**
 * The owner of the rows alone knows of mandates: where a while has passed, it is asked again. An act
 * that would be done twice confirms nothing.
 */
async function stillOpened(
  kept: KeptAnswers,
  since: number,
  headersFor: FetchRequest['headersFor'],
  repeatable: boolean,
): Promise<boolean> {
  const asked = performance.now();
  if (asked - since < mandateBelievedFor) return true;
  if (!repeatable) return false;
  const same = await kept.stillTrue(headersFor);
  return same && performance.now() - asked < mandateBelievedFor;
}

function isAct({ judged }: PreparedOperation): boolean {
  return judged.tree.definition.operation === OperationTypeNode.MUTATION;
}

/**
 * From the budget of the signatory, and from its budget at each subgraph that will be asked.
 * @returns null: it is paid.
 * @throws PasserelleError `BUDGET_EXHAUSTED`
 */
export function payFor(
  viewer: Viewer,
  subgraphs: readonly string[],
  cost: number,
  { budgets, onRefusedBudget }: Pick<ServingParts, 'budgets' | 'onRefusedBudget'>,
): Promise<void> | null {
  const signataire = viewer.signataire ?? 'anonyme';
  const spent = (wait: number): void => {
    if (wait === 0) return;
    onRefusedBudget(signataire);
    throw new PasserelleError(
      'BUDGET_EXHAUSTED',
      `Votre organisation a demandé trop de données en peu de temps : réessayez dans ${wait} s, ou demandez moins de lignes à la fois.`,
      429,
      { retryAfter: wait },
    );
  };
  const wait = budgets.spend(signataire, subgraphs, cost);
  if (wait instanceof Promise) return wait.then(spent);
  spent(wait);
  return null;
}

function outcomeOf(
  cancellation: Cancellation | null,
  variant: Variant,
  absent: ReadonlySet<string> | undefined,
): Outcome {
  if (cancellation?.cancelled) return 'interrompue';
  if (absent) return 'partielle';
  const nothing = variant.blocked || (variant.fetches === null && variant.refused.length > 0);
  return nothing ? 'refusee' : 'complete';
}

async function planned(pending: Promise<Variant>): Promise<Variant> {
  try {
    return await pending;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** What planning refuses, as callers are told it. */
function refusalOf(error: unknown): unknown {
  if (error instanceof PlanningExceeded) {
    return new PasserelleError(
      'PLANNING_EXCEEDED',
      'Opération trop complexe : la passerelle ne trouve pas de plan pour elle dans ses limites de temps et de mémoire. Découpez-la ou simplifiez-la.',
      400,
    );
  }
  if (!(error instanceof PlanningBusy)) return error;
  const { reason, retryAfter } = error;
  return reason === 'unavailable'
    ? new PasserelleError(
        'PLANNING_BUSY',
        `La passerelle ne peut pas préparer de nouvelle opération pour le moment : réessayez dans ${retryAfter} s.`,
        503,
        { retryAfter, cause: error },
      )
    : new PasserelleError(
        'PLANNING_BUSY',
        `Votre organisation fait préparer trop de nouvelles opérations à la fois : réessayez dans ${retryAfter} s.`,
        429,
        { retryAfter },
      );
}

/** Writes down what the viewer is about to read; a promise where nothing may be read before it is kept. */
function recordReading(
  { state, viewer, requestId, operation, query }: OperationRequest,
  variant: Variant,
  coerced: Readonly<Record<string, unknown>>,
  events: ReadEvents,
): Promise<void> | null {
  const { judged } = operation.prepared;
  return events.begin({
    requestId,
    signataire: viewer.signataire,
    subject: viewer.subject,
    operationName: judged.tree.definition.name?.value ?? null,
    operationText: query,
    reading: state.readings.of(viewer, variant, readByVariables(variant, judged, coerced)),
    act: isAct(operation.prepared),
  });
}

function coerce(
  engine: GatewayState['engine'],
  prepared: PreparedOperation,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const coerced = engine.coerce(prepared, variables);
  if ('errors' in coerced) throw new InvalidVariables(coerced.errors);
  return coerced.values;
}

/** Variables that do not fit the operation. graphql-js quotes the value at fault, which we must not. */
export class InvalidVariables extends Error {
  override readonly name = 'InvalidVariables';
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('invalid variables');
    this.errors = errors.map(
      ({ message }) =>
        new GraphQLError(`Variable "${/^Variable "(\$\w+)"/.exec(message)?.[1] ?? ''}" invalide.`, {
          extensions: { code: 'BAD_USER_INPUT' },
        }),
    );
  }
}

/**
 * @returns what the operation costs.
 * @throws PasserelleError `OPERATION_TOO_LARGE`
 */
export function requireWithinLimits(
  engine: GatewayState['engine'],
  { document, judged }: PreparedOperation,
  coerced: Readonly<Record<string, unknown>>,
  limits: Config['limits'],
): number {
  const name = judged.tree.definition.name?.value;
  const { depth, aliases, cost } = measureOperation(engine.apiSchema, document, name, coerced);
  if (depth > limits.depth || aliases > limits.aliases || cost > limits.cost) throw tooLarge();
  return cost;
}

export function tooLarge(): PasserelleError {
  return new PasserelleError(
    'OPERATION_TOO_LARGE',
    'Opération trop volumineuse : demandez moins de champs, de niveaux ou de lignes à la fois.',
    400,
  );
}
