import type { OperationDefinitionNode } from 'graphql';
import { settleConditions } from './conditions.js';
import type { Decision, Refusal } from './decision.js';
import { includedRefusals, isBlocked } from './included-refusals.js';
import type { TreeSelection } from './operation-tree.js';

/** A decision for the requests whose variables agree in what `@skip` and `@include` look at. */
export interface SettledDecision {
  readonly definition: OperationDefinitionNode;
  /** Those that count. */
  readonly refusals: readonly Refusal[];
  /** Nothing may run: a refusal of an all-or-nothing operation. */
  readonly blocked: boolean;
  /** The marked tree without what the conditions leave out, and without conditions. */
  readonly selections: readonly TreeSelection[];
}

/** @param variables raw or coerced. */
export function settleDecision(
  decision: Decision,
  variables: Readonly<Record<string, unknown>>,
): SettledDecision {
  const { tree } = decision;
  const refusals = includedRefusals(decision, variables);
  return {
    definition: tree.definition,
    refusals,
    blocked: isBlocked(decision, refusals),
    selections: settleConditions(tree.selections, tree.definition, variables),
  };
}
