import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { isIntrospection, type TreeField, type TreeSelection } from './operation-tree.js';
import type { SettledDecision } from './settle-decision.js';
import { usedVariables } from './used-variables.js';

/** Which key of the data holds a field's value. */
export interface ResponseKeys {
  of(field: TreeField): string;
}

/**
 * What of an operation is asked of the subgraphs: the refused fields, introspection, and the variables
 * left without use are not in it. Shaping the answer needs no more than it brings, under these keys.
 * @returns null: there is nothing to ask, or nothing may run.
 */
export function fetchedDocument(
  { definition, selections, blocked }: SettledDecision,
  keys: ResponseKeys,
): DocumentNode | null {
  if (blocked) return null;
  const fetched = fetchedSelections(selections, keys);
  return fetched.some(asksSomething) ? documentOf(definition, fetched) : null;
}

function fetchedSelections(
  selections: readonly TreeSelection[],
  keys: ResponseKeys,
): SelectionNode[] {
  const fetched: SelectionNode[] = [];
  for (const selection of selections) {
    if (selection.kind === 'scope') {
      const below = fetchedSelections(selection.selections, keys);
      if (below.length > 0) fetched.push(inlineFragment(selection.typeCondition?.name, below));
    } else if (!selection.refused && !isIntrospection(selection)) {
      fetched.push(fieldNode(selection, keys));
    }
  }
  return fetched;
}

const typename: FieldNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: '__typename' },
};

function fieldNode(field: TreeField, keys: ResponseKeys): FieldNode {
  const key = keys.of(field);
  const base: FieldNode = {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: field.name },
    ...(key !== field.name && { alias: { kind: Kind.NAME as const, value: key } }),
    arguments: field.node.arguments ?? [],
  };
  if (!field.selections) return base;
  const below = fetchedSelections(field.selections, keys);
  // An object all of whose children are refused must still be reached: it stays, with nulls in it.
  const reached = below.some(({ kind }) => kind === Kind.FIELD) ? below : [typename, ...below];
  return { ...base, selectionSet: { kind: Kind.SELECTION_SET, selections: reached } };
}

function inlineFragment(
  condition: string | undefined,
  selections: readonly SelectionNode[],
): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    ...(condition !== undefined && {
      typeCondition: {
        kind: Kind.NAMED_TYPE,
        name: { kind: Kind.NAME, value: condition },
      },
    }),
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

/** `{ __typename }` alone needs nobody. */
function asksSomething(selection: SelectionNode): boolean {
  return selection.kind === Kind.FIELD
    ? selection.name.value !== '__typename'
    : 'selectionSet' in selection && selection.selectionSet.selections.some(asksSomething);
}

function documentOf(
  definition: OperationDefinitionNode,
  selections: readonly SelectionNode[],
): DocumentNode {
  const bare: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: definition.operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
    variableDefinitions: [],
  };
  const used = usedVariables({ kind: Kind.DOCUMENT, definitions: [bare] });
  const variableDefinitions = (definition.variableDefinitions ?? []).filter((node) =>
    used.has(node.variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...bare, variableDefinitions }] };
}
