import type { DocumentNode } from 'graphql';
import { withConfirmations } from './confirmations.js';
import { withRequirementsApart } from './requirements-apart.js';
import { SyntheticFields, type WithSyntheticFields } from './synthetic-fields.js';
import { dropUnresolvableKeys } from './unresolvable-keys.js';

export interface PlanningSupergraph extends WithSyntheticFields {
  /** Subgraphs that the planner alone knows → whom they stand for. */
  readonly standsFor: ReadonlyMap<string, string>;
}

/**
 * The supergraph as the planner gets it: the same graph, with three of the planner's faults worked
 * around. Keys marked `resolvable: false` are taken away, since the planner re-enters a subgraph
 * through them after a `@requires`; each `@requires` of a field with arguments requires a field
 * of its own instead, since the planner gives all argument sets one response key; and fields that
 * require and are required stand apart (`withRequirementsApart`). And with a field on each row-ruled
 * type that only its owner has.
 */
export function planningSupergraph(supergraph: DocumentNode): PlanningSupergraph {
  const confirmed = withConfirmations(dropUnresolvableKeys(supergraph));
  const apart = withRequirementsApart(confirmed.supergraph);
  const rewritten = new SyntheticFields(apart, confirmed.confirmations).rewrite();
  return { ...rewritten, standsFor: apart.standsFor };
}
