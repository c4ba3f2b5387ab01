import {
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { placeholderKey } from './decision.js';
import type { TreeField, TreeScope } from './operation-tree.js';

/** The operation over what was kept, with only the variables that this still uses. */
export function restrictedDocument(
  definition: OperationDefinitionNode,
  kept: readonly SelectionNode[],
): DocumentNode {
  const operation: OperationDefinitionNode = {
    ...definition,
    selectionSet: { kind: Kind.SELECTION_SET, selections: kept },
  };
  const used = usedVariables({
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, variableDefinitions: [] }],
  });
  const variableDefinitions = (definition.variableDefinitions ?? []).filter((node) =>
    used.has(node.variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, variableDefinitions }] };
}

/** Every variable that occurs in the document, where it is defined included. */
export function usedVariables(document: DocumentNode): Set<string> {
  const used = new Set<string>();
  visit(document, {
    Variable: (node) => {
      used.add(node.name.value);
    },
  });
  return used;
}

/** @param kept null for a leaf, or for introspection, which stays as the caller wrote it. */
export function fieldNode(field: TreeField, kept: readonly SelectionNode[] | null): FieldNode {
  const { node } = field;
  const directives = liveDirectives(node.directives);
  if (kept) {
    return { ...node, directives, selectionSet: { kind: Kind.SELECTION_SET, selections: kept } };
  }
  if (!field.selections) return { ...node, directives };
  return { ...node, directives, selectionSet: spread(field) };
}

export function scopeNode(scope: TreeScope, kept: readonly SelectionNode[]): InlineFragmentNode {
  const { typeCondition, conditions } = scope;
  return {
    kind: Kind.INLINE_FRAGMENT,
    ...(typeCondition && {
      typeCondition: {
        kind: Kind.NAMED_TYPE,
        name: { kind: Kind.NAME, value: typeCondition.name },
      },
    }),
    directives: conditions.map(({ variable, expected }) => ({
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: expected ? 'include' : 'skip' },
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: 'if' },
          value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
        },
      ],
    })),
    selectionSet: { kind: Kind.SELECTION_SET, selections: kept },
  };
}

/** Reaches an object all of whose fields were refused, so that it is there with null children. */
export const placeholderNode: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: placeholderKey },
  name: { kind: Kind.NAME, value: '__typename' },
};

/** Without the conditions that literals already decided. */
function liveDirectives(directives: readonly DirectiveNode[] | undefined): DirectiveNode[] {
  return (directives ?? []).filter(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    return given?.some(({ value }) => value.kind === Kind.VARIABLE);
  });
}

function spread(field: TreeField): FieldNode['selectionSet'] & object {
  const selections = (field.selections ?? []).flatMap((selection): SelectionNode[] => {
    if (selection.kind === 'field') return [fieldNode(selection, null)];
    const below = spread({ ...field, selections: selection.selections });
    return [scopeNode(selection, below.selections)];
  });
  return {
    kind: Kind.SELECTION_SET,
    selections: selections.length > 0 ? selections : [placeholderNode],
  };
}
