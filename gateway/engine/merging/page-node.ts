import { Kind, type FieldNode, type OperationDefinitionNode, type ValueNode } from 'graphql';
import { placeKey, positionsKey, type MergedPageField } from './merged-page.js';

/** With its own place to start at, and with what merging needs of its rows. */
export function pageNode({ node, hasRows }: MergedPageField, variable: string): FieldNode {
  const place: ValueNode = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } };
  const more = hasRows
    ? [
        aliased(positionsKey, 'edges', ['cursor']),
        aliased(placeKey, 'pageInfo', ['hasNextPage', 'startCursor', 'endCursor']),
      ]
    : [];
  return {
    ...node,
    arguments: [
      ...(node.arguments ?? []).filter(({ name }) => name.value !== 'after'),
      { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'after' }, value: place },
    ],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(node.selectionSet?.selections ?? []), ...more],
    },
  };
}

function aliased(alias: string, name: string, fields: readonly string[]): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: alias },
    name: { kind: Kind.NAME, value: name },
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: fields.map((field) => ({
        kind: Kind.FIELD,
        name: { kind: Kind.NAME, value: field },
      })),
    },
  };
}

/** Of the variable in which an operator is told where to start. */
export function placeDefinition(
  name: string,
): NonNullable<OperationDefinitionNode['variableDefinitions']>[number] {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'String' } },
  };
}
