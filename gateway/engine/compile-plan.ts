import type { FetchDataRewrite, PlanNode, QueryPlan } from '@apollo/query-planner';
import { OperationTypeNode } from 'graphql';
import type { AnswerMask } from './answer-mask.js';
import { fetchRequests } from './fetch-nodes.js';
import type { PlanningSupergraph } from './planning-supergraph.js';
import { compileRepresentation, type WriteRepresentation } from './representation.js';
import type { TypeSystem } from './type-system.js';

/** A plan as the engine runs it. */
export type Step =
  { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly Step[] } | FetchStep;

export interface FetchStep {
  readonly kind: 'fetch';
  readonly subgraph: string;
  /** JSON text of the body up to the variables' first: `{"query":"…","variables":{`. */
  readonly bodyStart: string;
  readonly variables: readonly SentVariable[];
  /** From the root of the data to the objects concerned; `@` steps into a list. */
  readonly path: readonly string[];
  /** null: a root fetch. */
  readonly represent: WriteRepresentation | null;
  readonly outputRewrites: readonly FetchDataRewrite[] | null;
  readonly mutation: boolean;
  readonly topLevelKeys: readonly string[];
  /** What comes back are leaves only: nothing to merge below, and entities may be shared. */
  readonly flat: boolean;
  /** What was asked: the rest of an answer counts for nothing. */
  readonly mask: AnswerMask;
  readonly request: SameRequest;
}

export interface SentVariable {
  /** JSON text of its key: `"name":`. */
  readonly start: string;
  /** As the caller names it. */
  readonly name: string;
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

/** @param callerNames of the variables that were renamed to plan (`renameVariables`). */
export function compilePlan(
  plan: QueryPlan,
  supergraph: PlanningSupergraph,
  types: TypeSystem,
  callerNames: ReadonlyMap<string, string>,
): CompiledPlan {
  const compiler = new PlanCompiler(supergraph, types, callerNames);
  const { node } = plan;
  if (node?.kind === 'Subscription') throw new Error('subscriptions are not served');
  return { root: node ? compiler.step(node, []) : null, fetches: compiler.fetches };
}

class PlanCompiler {
  readonly fetches: FetchStep[] = [];
  private readonly requests = new Map<string, SameRequest>();

  constructor(
    private readonly supergraph: PlanningSupergraph,
    private readonly types: TypeSystem,
    private readonly callerNames: ReadonlyMap<string, string>,
  ) {}

  step(node: PlanNode, path: readonly string[]): Step {
    switch (node.kind) {
      case 'Sequence':
        return { kind: 'sequence', steps: node.nodes.map((child) => this.step(child, path)) };
      case 'Parallel':
        return { kind: 'parallel', steps: node.nodes.map((child) => this.step(child, path)) };
      case 'Flatten':
        return this.step(node.node, [...path, ...node.path.map(String)]);
      case 'Fetch': {
        const steps = fetchRequests(node, this.supergraph).map((request): FetchStep => {
          const { operation, variables, requires, topLevelKeys, flat, mask } = request;
          const step: FetchStep = {
            kind: 'fetch',
            subgraph: node.serviceName,
            bodyStart: `{"query":${JSON.stringify(operation)},${
              node.operationName ? `"operationName":${JSON.stringify(node.operationName)},` : ''
            }"variables":{`,
            variables: variables.map((name) => ({
              start: `${JSON.stringify(name)}:`,
              name: this.callerNames.get(name) ?? name,
            })),
            path,
            represent: requires
              ? compileRepresentation(
                  requires,
                  node.inputRewrites,
                  this.types,
                  this.supergraph.synthetic,
                )
              : null,
            outputRewrites: node.outputRewrites?.length ? node.outputRewrites : null,
            mutation: node.operationKind !== OperationTypeNode.QUERY,
            topLevelKeys,
            flat: flat && !node.outputRewrites?.length,
            mask,
            request: this.requestOf(`${node.serviceName} ${operation}`),
          };
          this.fetches.push(step);
          return step;
        });
        const [only] = steps;
        return steps.length === 1 && only ? only : { kind: 'parallel', steps };
      }
      case 'Condition':
        // INVARIANT: conditions are settled before planning, so that plans hold none.
        throw new Error('unexpected condition in a plan');
      case 'Defer':
        throw new Error('@defer is not served');
    }
  }

  private requestOf(text: string): SameRequest {
    const request = this.requests.get(text) ?? { steps: 0 };
    request.steps += 1;
    this.requests.set(text, request);
    return request;
  }
}
