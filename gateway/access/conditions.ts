import type { Condition, TreeField, TreeSelection } from './operation-tree.js';

/** Whether the selection counts, for these coerced variables. */
function isIncluded(
  conditions: readonly Condition[],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return conditions.every(({ variable, expected }) => {
    const value = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
    return (value === true) === expected;
  });
}

/** The variables that `@skip` and `@include` look at, in order of appearance. */
export function conditionVariables(selections: readonly TreeSelection[]): readonly string[] {
  const found = new Set<string>();
  const visit = (list: readonly TreeSelection[]): void => {
    for (const selection of list) {
      for (const { variable } of selection.conditions) found.add(variable);
      if (selection.selections) visit(selection.selections);
    }
  };
  visit(selections);
  return [...found];
}

/**
 * The selections that count for these variables, their conditions settled: what is planned and
 * shaped knows no `@skip` and no `@include` any more. Shared parts are kept as they are.
 */
export function settleConditions(
  selections: readonly TreeSelection[],
  variables: Readonly<Record<string, unknown>>,
): readonly TreeSelection[] {
  return selections.flatMap((selection): readonly TreeSelection[] => {
    if (!isIncluded(selection.conditions, variables)) return [];
    return [
      selection.kind === 'field'
        ? settleField(selection, variables)
        : {
            ...selection,
            conditions: [],
            selections: settleConditions(selection.selections, variables),
          },
    ];
  });
}

function settleField(field: TreeField, variables: Readonly<Record<string, unknown>>): TreeField {
  return {
    ...field,
    conditions: [],
    selections: field.selections && settleConditions(field.selections, variables),
  };
}
