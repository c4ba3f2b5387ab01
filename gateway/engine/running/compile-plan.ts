import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { AnswerMask } from '../fetching/answer-mask.js';
import { ContextArguments } from './context-arguments.js';
import type { PlannedFetch, PlannedStep } from '../planning/planned-step.js';
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
  /** JSON text of its key: `"name":`. */
  readonly start: string;
  /** As the caller names it. */
  readonly name: string;
}

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
 * @param callerNames of the variables that were renamed to plan (`renameVariables`).
 */
export function compilePlan(
  planned: PlannedStep | null,
  synthetic: ReadonlyMap<string, SyntheticField>,
  types: TypeSystem,
  callerNames: ReadonlyMap<string, string>,
): CompiledPlan {
  const compiler = new PlanCompiler(synthetic, types, callerNames);
  if (planned) compiler.countRequests(planned);
  return { root: planned && compiler.step(planned), fetches: compiler.fetches };
}

class PlanCompiler {
  readonly fetches: FetchStep[] = [];
  private readonly requests = new Map<string, SameRequest>();
  private readonly sources = new Map<string, EntitySource>();
  private readonly places = new Map<string, Place>();

  constructor(
    private readonly synthetic: ReadonlyMap<string, SyntheticField>,
    private readonly types: TypeSystem,
    private readonly callerNames: ReadonlyMap<string, string>,
  ) {}

  countRequests(planned: PlannedStep): void {
    if (planned.kind === 'fetch') this.requestOf(planned.fetch).steps += 1;
    else for (const child of planned.steps) this.countRequests(child);
  }

  step(planned: PlannedStep): Step {
    if (planned.kind === 'fetch') return this.fetch(planned.fetch);
    return { kind: planned.kind, steps: planned.steps.map((child) => this.step(child)) };
  }

  private fetch(planned: PlannedFetch): FetchStep {
    const { subgraph, operation, operationName, variables, path, requires } = planned;
    const { inputRewrites, outputRewrites, contexts, mutation, topLevelKeys, flat, asked } =
      planned;
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
      variables: variables.map((variable) => ({
        start: `${JSON.stringify(variable)}:`,
        name: this.callerNames.get(variable) ?? variable,
      })),
      entities: requires ? this.entitiesOf(path, requires, inputRewrites, shared) : null,
      context: contexts.length > 0 ? new ContextArguments(contexts, this.types) : null,
      outputRewrites: outputRewrites.length > 0 ? outputRewrites : null,
      flat: leavesOnly,
      mask: new AnswerMask(asked),
      request,
      shared,
    };
    this.fetches.push(step);
    return step;
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
