import { Kind } from 'graphql';
import type { Decision, Refusal } from './decision.js';
import type { Condition } from './operation-tree.js';

/**
 * The refusals that count for these variables, raw or coerced: those whose selection would have been
 * included.
 */
export function includedRefusals(
  decision: Decision,
  variables: Readonly<Record<string, unknown>>,
): readonly Refusal[] {
  return decision.refusals.filter(({ occurrences }) =>
    occurrences.some((conditions) =>
      conditions.every(
        ({ variable, expected }) => valueOf(decision, variables, variable) === expected,
      ),
    ),
  );
}

/** Whether nothing may be executed, since one refusal counts and the operation is all or nothing. */
export function isBlocked(decision: Decision, included: readonly Refusal[]): boolean {
  return decision.allOrNothing && included.length > 0;
}

function valueOf(
  decision: Decision,
  variables: Readonly<Record<string, unknown>>,
  name: Condition['variable'],
): boolean {
  // A variable named like a property of Object.prototype must not find that property.
  if (Object.hasOwn(variables, name) && variables[name] !== undefined) {
    return variables[name] === true;
  }
  const fallback = decision.tree.definition.variableDefinitions?.find(
    (definition) => definition.variable.name.value === name,
  )?.defaultValue;
  return fallback?.kind === Kind.BOOLEAN && fallback.value;
}
