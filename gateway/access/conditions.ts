import { Kind, type OperationDefinitionNode } from 'graphql';
import type { Condition, TreeField, TreeSelection } from './operation-tree.js';

type Variables = Readonly<Record<string, unknown>>;

/** Whether the selection counts for these variables, raw or coerced. */
export function isIncluded(
  conditions: readonly Condition[],
  definition: OperationDefinitionNode,
  variables: Variables,
): boolean {
  return conditions.every(
    ({ variable, expected }) => isTrue(variable, definition, variables) === expected,
  );
}

function isTrue(name: string, definition: OperationDefinitionNode, variables: Variables): boolean {
  // A variable named like a property of Object.prototype must not find that property.
  if (Object.hasOwn(variables, name) && variables[name] !== undefined) {
    return variables[name] === true;
  }
  const fallback = definition.variableDefinitions?.find(
    ({ variable }) => variable.name.value === name,
  )?.defaultValue;
  return fallback?.kind === Kind.BOOLEAN && fallback.value;
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
 * The selections that count for these variables, their conditions settled: what is fetched and shaped
 * knows no `@skip` and no `@include` any more. Shared parts are kept as they are.
 */
export function settleConditions(
  selections: readonly TreeSelection[],
  definition: OperationDefinitionNode,
  variables: Variables,
): readonly TreeSelection[] {
  const settle = (list: readonly TreeSelection[]): readonly TreeSelection[] =>
    list
      .filter(({ conditions }) => isIncluded(conditions, definition, variables))
      .map((selection) =>
        selection.kind === 'field'
          ? settleField(selection)
          : { ...selection, conditions: [], selections: settle(selection.selections) },
      );
  const settleField = (field: TreeField): TreeField => ({
    ...field,
    conditions: [],
    selections: field.selections && settle(field.selections),
  });
  return settle(selections);
}
