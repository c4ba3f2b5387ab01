import { isIncluded } from './conditions.js';
import type { Decision, Refusal } from './decision.js';

/**
 * The refusals that count for these variables, raw or coerced: those whose selection would have been
 * included.
 */
export function includedRefusals(
  { refusals, tree }: Decision,
  variables: Readonly<Record<string, unknown>>,
): readonly Refusal[] {
  return refusals.filter(({ occurrences }) =>
    occurrences.some((conditions) => isIncluded(conditions, tree.definition, variables)),
  );
}

/** Whether nothing may be executed, since one refusal counts and the operation is all or nothing. */
export function isBlocked(decision: Decision, included: readonly Refusal[]): boolean {
  return decision.allOrNothing && included.length > 0;
}
