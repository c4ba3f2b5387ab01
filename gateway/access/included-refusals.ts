import type { Decision, Refusal } from './decision.js';
import type { Condition } from './operation-tree.js';

/**
 * The refusals that count for these variables: those whose selection would have been included.
 * `variables` are the coerced ones, so that defaults stand in them.
 */
export function includedRefusals(
  decision: Decision,
  variables: Readonly<Record<string, unknown>>,
): readonly Refusal[] {
  return decision.refusals.filter(({ occurrences }) =>
    occurrences.some((conditions) => conditions.every((condition) => meets(condition, variables))),
  );
}

/** Whether nothing may be executed, since one refusal counts and the operation is all or nothing. */
export function isBlocked(decision: Decision, included: readonly Refusal[]): boolean {
  return decision.allOrNothing && included.length > 0;
}

function meets(condition: Condition, variables: Readonly<Record<string, unknown>>): boolean {
  // A variable named like a property of Object.prototype must not find that property.
  const value = Object.hasOwn(variables, condition.variable)
    ? variables[condition.variable]
    : undefined;
  return (value === true) === condition.expected;
}
