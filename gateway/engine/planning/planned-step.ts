import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { AskedKeys } from './asked-keys.js';

/** A plan as the planning process hands it over: data only, nothing that could not be copied. */
export type PlannedStep =
  | { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly PlannedStep[] }
  | { readonly kind: 'fetch'; readonly fetch: PlannedFetch };

/** One request to a subgraph, in the subgraph's own words. */
export interface PlannedFetch {
  readonly subgraph: string;
  readonly operation: string;
  readonly operationName: string | null;
  readonly mutation: boolean;
  readonly variables: readonly string[];
  /** From the root of the data to the objects concerned: `pathSteps`. */
  readonly path: readonly string[];
  /** null: a root fetch. */
  readonly requires: readonly QueryPlanSelectionNode[] | null;
  readonly inputRewrites: readonly FetchDataRewrite[];
  readonly outputRewrites: readonly FetchDataRewrite[];
  /** Variables whose values stand above the objects concerned (`@fromContext`). */
  readonly contexts: readonly ContextVariable[];
  /** Response keys at the top of the data, or of each entity. */
  readonly topLevelKeys: readonly string[];
  /** Whether every selected field at the top is a leaf. */
  readonly flat: boolean;
  readonly asked: AskedKeys;
}

/** A variable that the planner made up for an argument with `@fromContext`. */
export interface ContextVariable {
  readonly name: string;
  /** Where its value may stand: the first that is there counts. */
  readonly sources: readonly {
    /** How many objects up from the one concerned. */
    readonly levels: number;
    /** From there; `... on T` goes on for objects of that type only. */
    readonly path: readonly string[];
  }[];
}
