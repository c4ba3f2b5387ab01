import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { AnswerMask } from '../fetching/answer-mask.js';
import { ContextArguments } from './context-arguments.js';
import { askedFields } from '../planning/asked-fields.js';
import type { LiftedOperation } from '../planning/exact-literals.js';
import type { PlannedFetch, PlannedStep } from '../planning/planned-step.js';
import type { RenamedOperation } from '../planning/planner-variables.js';
import type { SyntheticField } from '../planning/planning-supergraph.js';
import { typesOfStep } from '../planning/path-steps.js';
import type { PathStep } from './collect.js';
import { Representation } from './representation.js';
import type { TypeSystem } from '../planning/type-system.js';

/** A plan as the engine runs it. */
export type Step =
  { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly Step[] } | FetchStep;

export interface FetchStep {
  readonly kind: 'fetch';
  readonly subgraph: string;
  /** JSON text of the body up to the variables' first: `{"query":"…","variables":{`. */
  readonly bodyStart: string;
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
}

interface SentVariable {
  /** As the subgraph's request names it. */
  readonly sentName: string;
  /** JSON text of its key: `"name":`. */
  readonly start: string;
  /** As the caller names it. */
  readonly name: string;
  /** JSON of a value that stands in the operation itself; null: the caller gives it. */
  readonly constant: string | null;
  /** JSON of what is sent where the caller gives nothing; null: nothing. */
  readonly fallback: string | null;
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
}

export interface CompiledPlan {
  /** null: nothing to fetch. */
  readonly root: Step | null;
  readonly fetches: readonly FetchStep[];
}

/**
 * @param planned null: nothing to fetch.
 * @param sent what of the operation's variables was changed to plan it.
 */
export function compilePlan(
  planned: PlannedStep | null,
  synthetic: ReadonlyMap<string, SyntheticField>,
  types: TypeSystem,
  sent: ChangedVariables,
): CompiledPlan {
  const compiler = new PlanCompiler(synthetic, types, sent);
  if (planned) compiler.look(planned);
  return { root: planned && compiler.step(planned), fetches: compiler.fetches };
}

class PlanCompiler {
  readonly fetches: FetchStep[] = [];
  private readonly requests = new Map<string, SameRequest>();
  private readonly sources = new Map<string, EntitySource>();
  /** Response keys of what some step sends to a subgraph to find or compute something. */
  private readonly keys = new Set<string>();
  private readonly places = new Map<string, Place>();

  constructor(
    private readonly synthetic: ReadonlyMap<string, SyntheticField>,
    private readonly types: TypeSystem,
    private readonly sent: ChangedVariables,
  ) {}

  /** Before anything is compiled: what several steps have in common. */
  look(planned: PlannedStep): void {
    if (planned.kind !== 'fetch') {
      for (const child of planned.steps) this.look(child);
      return;
    }
    this.requestOf(planned.fetch).steps += 1;
    this.addKeys(planned.fetch.requires ?? []);
  }

  private addKeys(selections: readonly QueryPlanSelectionNode[]): void {
    for (const node of selections) {
      if (node.kind === 'Field') this.keys.add(node.alias ?? node.name);
      this.addKeys(node.selections ?? []);
    }
  }

  step(planned: PlannedStep): Step {
    if (planned.kind === 'fetch') return this.fetch(planned.fetch);
    return { kind: planned.kind, steps: planned.steps.map((child) => this.step(child)) };
  }

  private fetch(planned: PlannedFetch): FetchStep {
    const { subgraph, operation, operationName, variables, path, requires } = planned;
    const { inputRewrites, outputRewrites, contexts, mutation, topLevelKeys, flat } = planned;
    const name = operationName === null ? '' : `"operationName":${JSON.stringify(operationName)},`;
    const request = this.requestOf(planned);
    const leavesOnly = flat && outputRewrites.length === 0;
    const shared = leavesOnly && request.steps > 1 && !mutation && contexts.length === 0;
    const step: FetchStep = {
      kind: 'fetch',
      subgraph,
      path: path.map((step) => this.pathStep(step)),
      mutation,
      topLevelKeys,
      bodyStart: `{"query":${JSON.stringify(operation)},${name}"variables":{`,
      place: this.placeOf(path),
      variables: variables.map((variable) => this.variable(variable)),
      entities: requires ? this.entitiesOf(path, requires, inputRewrites, shared) : null,
      context: contexts.length > 0 ? new ContextArguments(contexts, this.types) : null,
      outputRewrites: outputRewrites.length > 0 ? outputRewrites : null,
      flat: leavesOnly,
      mask: new AnswerMask(askedFields(operation, this.types.schema, this.keys)),
      request,
      shared,
    };
    this.fetches.push(step);
    return step;
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
    const request = this.requests.get(text) ?? { steps: 0 };
    this.requests.set(text, request);
    return request;
  }
}
