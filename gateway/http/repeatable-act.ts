import { Kind, OperationTypeNode, type OperationDefinitionNode } from 'graphql';

/** By which an owner gives the answer of an act again, as its rows are now, and does nothing twice. */
const key = 'cleIdempotence';

/** Whether every act of an operation carries the caller's own key, so that asking again does nothing twice. */
export function isRepeatable(
  { operation, selectionSet }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  if (operation !== OperationTypeNode.MUTATION) return true;
  return selectionSet.selections.every((selection) => {
    if (selection.kind !== Kind.FIELD) return false;
    const value = selection.arguments?.find(({ name }) => name.value === key)?.value;
    if (value?.kind === Kind.VARIABLE) return typeof variables[value.name.value] === 'string';
    return value?.kind === Kind.STRING;
  });
}
