import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { AnnouncedFetch } from '../fetching/announced-fetch.js';
import { AnswerMask } from '../fetching/answer-mask.js';
import { MergedFetch } from '../merging/merged-fetch.js';
import { ContextArguments } from './context-arguments.js';
import { askedFields } from '../planning/asked-fields.js';
import type { LiftedOperation } from '../planning/exact-literals.js';
import type { MergedSubgraph } from '../planning/partitions.js';
import { fetchOrder } from '../planning/fetch-order.js';
import type { PlannedFetch, PlannedStep } from '../planning/planned-step.js';
import type { RenamedOperation } from '../planning/planner-variables.js';
import type { SyntheticField } from '../planning/synthetic-fields.js';
import { typesOfStep } from '../planning/path-steps.js';
import type { PathStep } from './collect.js';
import { JointFetches } from './joint-fetches.js';
import { Representation } from './representation.js';
import type { KeptFetch } from './kept-entities.js';
import type { SentVariable } from './sent-variable.js';
import type { TypeSystem } from '../planning/type-system.js';

export interface FetchStep {
  readonly subgraph: string;
  /** As the subgraph reads it. */
  readonly operation: string;
  /** JSON text of the body up to the variables' first: `{"query":"…","variables":{`. */
  readonly bodyStart: string;
  readonly announced: AnnouncedFetch;
  readonly variables: readonly SentVariable[];
  /** From the root of the data to the objects concerned. */
  readonly path: readonly PathStep[];
  readonly place: Place;
  /** null: a root fetch. */
  readonly entities: EntitySource | null;
  /** null: nothing is taken from above the entities. */
  readonly context: ContextArguments | null;
  readonly outputRewrites: readonly FetchDataRewrite[] | null;
  readonly mutation: boolean;
  readonly topLevelKeys: readonly string[];
  /** What comes back are leaves only: nothing to merge below, and entities may be shared. */
  readonly flat: boolean;
  /** What was asked: the rest of an answer counts for nothing. */
  readonly mask: AnswerMask;
  readonly request: SameRequest;
  /** Other steps may ask for the same leaves of the same entities: each is then asked once. */
  readonly shared: boolean;
  /** For a subgraph that several operate; null: one does. */
  readonly merged: MergedFetch | null;
  /** With whom it may share a request; null: it always has its own. */
  readonly joint: JointFetches | null;
  /** What its entities may be kept as; null: they are asked for anew each time. */
  readonly kept: KeptFetch | null;
  /** Leaves that nobody waits for: they may come with the last that is asked of the subgraph. */
  readonly patient: boolean;
}

/** Variables that were changed for the planner (`renameVariables`, `liftExactLiterals`). */
export type ChangedVariables = Pick<RenamedOperation, 'callerNames'> &
  Pick<LiftedOperation, 'constants' | 'fallbacks'>;

/** One for all steps with the same path. */
export interface Place {
  steps: number;
}

/** Where the entities of a fetch stand and what represents them: one for all steps that agree in it. */
export interface EntitySource {
  steps: number;
  /** Some step tells its entities apart by their text. */
  asText: boolean;
  readonly representation: Representation;
}

/** One for all steps of a plan that send the same text to the same subgraph. */
export interface SameRequest {
  steps: number;
  /** No other step waits for any of them. */
  last: boolean;
}

/** A plan as the engine runs it; without fetches: there is nothing to fetch. */
export interface CompiledPlan {
  readonly fetches: readonly FetchStep[];
  /** For each fetch, the indexes of those that must be over for it to begin. */
  readonly after: readonly (readonly number[])[];
  /** For each fetch, the indexes of those that wait for it. */
  readonly before: readonly (readonly number[])[];
}

/**
 * @param planned null: nothing to fetch.
 * @param sent what of the operation's variables was changed to plan it.
 * @param cacheable seconds for which the value of a field may be kept, by coordinate.
 */
export function compilePlan(
  planned: PlannedStep | null,
  synthetic: ReadonlyMap<string, SyntheticField>,
  types: TypeSystem,
  sent: ChangedVariables,
  merged: ReadonlyMap<string, MergedSubgraph> = noneMerged,
  cacheable: ReadonlyMap<string, number> = noneCacheable,
): CompiledPlan {
  const { fetches, after } = fetchOrder(planned, ({ subgraph }) => merged.has(subgraph));
  const before = waitingFor(after);
  const compiler = new PlanCompiler(synthetic, types, sent, merged, cacheable);
  fetches.forEach((fetch, index) => {
    compiler.look(fetch, before[index]?.length === 0);
  });
  return { fetches: fetches.map((fetch) => compiler.fetch(fetch)), after, before };
}

/** For each, the indexes of those that wait for it. */
function waitingFor(after: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const before: number[][] = after.map(() => []);
  after.forEach((earlier, index) => {
    for (const other of earlier) before[other]?.push(index);
  });
  return before;
}

/**
 * Several plans as one.
 * INVARIANT: plans share no fetch, so that nothing fetched for one is taken for the next.
 * @param kind whether each waits for the one before it.
 */
export function joinPlans(
  plans: readonly CompiledPlan[],
  kind: 'sequence' | 'parallel',
): CompiledPlan {
  const fetches: FetchStep[] = [];
  const after: (readonly number[])[] = [];
  let ends: readonly number[] = [];
  for (const plan of plans) {
    const from = fetches.length;
    for (const [index, step] of plan.fetches.entries()) {
      const own = plan.after[index] ?? [];
      after.push(own.length > 0 ? own.map((other) => other + from) : ends);
      fetches.push(step);
    }
    if (kind === 'parallel' || plan.fetches.length === 0) continue;
    ends = plan.before.flatMap((waiting, index) => (waiting.length === 0 ? [index + from] : []));
  }
  return { fetches, after, before: waitingFor(after) };
}

const noneMerged: ReadonlyMap<string, MergedSubgraph> = new Map();
const noneCacheable: ReadonlyMap<string, number> = new Map();

class PlanCompiler {
  private readonly joints = new Map<string, JointFetches>();
  private readonly requests = new Map<string, SameRequest>();
  private readonly sources = new Map<string, EntitySource>();
  /** Response keys of what some step sends to a subgraph to find or compute something. */
  private readonly keys = new Set<string>();
  private readonly places = new Map<string, Place>();

  constructor(
    private readonly synthetic: ReadonlyMap<string, SyntheticField>,
    private readonly types: TypeSystem,
    private readonly sent: ChangedVariables,
    private readonly merged: ReadonlyMap<string, MergedSubgraph>,
    private readonly cacheable: ReadonlyMap<string, number>,
  ) {}

  /** Before anything is compiled: what several steps have in common. */
  look(planned: PlannedFetch, isLast: boolean): void {
    const request = this.requestOf(planned);
    request.steps += 1;
    request.last &&= isLast;
    this.addKeys(planned.requires ?? []);
    const { subgraph } = planned;
    if (!this.mayShare(planned)) return;
    const joint = this.joints.get(subgraph) ?? new JointFetches(this.types.schema);
    joint.steps += 1;
    this.joints.set(subgraph, joint);
  }

  /** Whether it may share a request with others: each asks for its own in words of its own. */
  private mayShare({ subgraph, requires, mutation, contexts }: PlannedFetch): boolean {
    return requires !== null && !mutation && contexts.length === 0 && !this.merged.has(subgraph);
  }

  private addKeys(selections: readonly QueryPlanSelectionNode[]): void {
    for (const node of selections) {
      if (node.kind === 'Field') this.keys.add(node.alias ?? node.name);
      this.addKeys(node.selections ?? []);
    }
  }

  fetch(planned: PlannedFetch): FetchStep {
    const { subgraph, operation, operationName, variables, path, requires } = planned;
    const { inputRewrites, outputRewrites, contexts, mutation, topLevelKeys, flat } = planned;
    const name = operationName === null ? '' : `"operationName":${JSON.stringify(operationName)},`;
    const request = this.requestOf(planned);
    const leavesOnly = flat && outputRewrites.length === 0;
    const several = this.merged.get(subgraph);
    const merged =
      several === undefined
        ? null
        : new MergedFetch(planned, this.types.schema, several, this.keys);
    const shared = leavesOnly && request.steps > 1 && !mutation && contexts.length === 0;
    const joint = this.mayShare(planned) ? this.joints.get(subgraph) : undefined;
    const announced = new AnnouncedFetch(operation, this.types.schema);
    const kept = leavesOnly ? this.keptOf(planned, announced) : null;
    return {
      subgraph,
      operation,
      path: path.map((step) => this.pathStep(step)),
      mutation,
      topLevelKeys,
      bodyStart: `{"query":${JSON.stringify(operation)},${name}"variables":{`,
      announced,
      place: this.placeOf(path),
      variables: variables.map((variable) => this.variable(variable)),
      entities: requires
        ? this.entitiesOf(path, requires, inputRewrites, shared || kept !== null || merged !== null)
        : null,
      context: contexts.length > 0 ? new ContextArguments(contexts, this.types) : null,
      outputRewrites: outputRewrites.length > 0 ? outputRewrites : null,
      flat: leavesOnly,
      mask: new AnswerMask(askedFields(operation, this.types.schema, this.keys)),
      request,
      shared,
      merged,
      joint: joint && joint.steps > 1 ? joint : null,
      kept,
      // Whom its like waits for, it may be waited for by.
      patient: leavesOnly && request.last,
    };
  }

  /** Only of entities that are asked for by their representations and nothing else. */
  private keptOf(
    { subgraph, requires, mutation, contexts, variables }: PlannedFetch,
    announced: AnnouncedFetch,
  ): KeptFetch | null {
    if (this.cacheable.size === 0 || requires === null || mutation) return null;
    if (contexts.length > 0 || variables.length > 0) return null;
    const root = this.types.schema.getQueryType()?.name;
    const ages = Object.entries(announced.fields)
      // The root of a fetch of entities has `_entities` alone.
      .filter(([type]) => type !== root)
      .flatMap(([type, fields]) =>
        fields.map((field) => this.cacheable.get(`${type}.${field}`) ?? 0),
      );
    const maxAge = Math.min(...ages);
    if (maxAge === 0 || maxAge === Infinity) return null;
    return { id: `${subgraph} ${announced.document}`, maxAge };
  }

  private variable(sentName: string): SentVariable {
    const { callerNames, constants, fallbacks } = this.sent;
    const name = callerNames.get(sentName) ?? sentName;
    return {
      sentName,
      start: `${JSON.stringify(sentName)}:`,
      name,
      constant: constants.get(name) ?? null,
      fallback: fallbacks.get(name) ?? null,
    };
  }

  private pathStep(step: string): PathStep {
    const names = typesOfStep(step);
    if (!names) return step;
    // Of an object that an interface object brought, the abstract type is all that is known.
    return new Set(names.flatMap((name) => [name, ...this.types.supertypesOf(name)]));
  }

  private placeOf(path: readonly string[]): Place {
    const key = JSON.stringify(path);
    const place = this.places.get(key) ?? { steps: 0 };
    place.steps += 1;
    this.places.set(key, place);
    return place;
  }

  private entitiesOf(
    path: readonly string[],
    requires: readonly QueryPlanSelectionNode[],
    rewrites: readonly FetchDataRewrite[],
    asText: boolean,
  ): EntitySource {
    const key = JSON.stringify([path, requires, rewrites]);
    const source = this.sources.get(key) ?? {
      steps: 0,
      asText: false,
      representation: new Representation(requires, rewrites, this.types, this.synthetic),
    };
    source.steps += 1;
    source.asText ||= asText;
    this.sources.set(key, source);
    return source;
  }

  private requestOf({ subgraph, operation }: PlannedFetch): SameRequest {
    const text = `${subgraph} ${operation}`;
    const request = this.requests.get(text) ?? { steps: 0, last: true };
    this.requests.set(text, request);
    return request;
  }
}
