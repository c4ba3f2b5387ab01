import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { usedVariables } from '../../access/used-variables.js';

/**
 * The documents to run one after the other for one operation: each root field of a mutation is an act
 * of its own, complete with all that is read below it before the next begins. A query is one document.
 */
export function serialCalls(document: DocumentNode): readonly DocumentNode[] {
  const [operation] = document.definitions;
  if (
    operation?.kind !== Kind.OPERATION_DEFINITION ||
    operation.operation !== OperationTypeNode.MUTATION
  ) {
    return [document];
  }
  return [...rootCalls(operation).values()];
}

/** By response key, a document for each root field alone. */
export function rootCalls(operation: OperationDefinitionNode): ReadonlyMap<string, DocumentNode> {
  const byKey = new Map<string, FieldNode[]>();
  for (const field of rootFields(operation.selectionSet.selections)) {
    if (field.name.value === '__typename') continue;
    const key = field.alias?.value ?? field.name.value;
    const known = byKey.get(key);
    if (known) known.push(field);
    else byKey.set(key, [field]);
  }
  return new Map([...byKey].map(([key, fields]) => [key, callOf(operation, fields)]));
}

/** Every fragment of a mutation's root is one on the root type. */
function rootFields(selections: readonly SelectionNode[]): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return 'selectionSet' in selection ? rootFields(selection.selectionSet.selections) : [];
  });
}

function callOf(operation: OperationDefinitionNode, fields: readonly FieldNode[]): DocumentNode {
  const bare: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [],
    selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
  };
  const used = usedVariables({ kind: Kind.DOCUMENT, definitions: [bare] });
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...bare, variableDefinitions }] };
}
