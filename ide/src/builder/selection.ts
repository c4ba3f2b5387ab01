import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  Kind,
  OperationTypeNode,
  parse,
  print,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { toComplete } from '../graphql/person-free-variables.js';

type Field = GraphQLField<unknown, unknown>;

/** Names of fields, from the root of the query down. */
export type FieldPath = readonly string[];

/** The query that is built on; null: what the editor holds is none, and is left to whoever writes it. */
export function builtQuery(text: string): OperationDefinitionNode | null {
  if (text.trim() === '') return emptyQuery;
  try {
    const operations = parse(text).definitions.filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    const [operation] = operations;
    if (!operation) return emptyQuery;
    return operation.operation === OperationTypeNode.QUERY ? operation : null;
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

const emptyQuery: OperationDefinitionNode = {
  kind: Kind.OPERATION_DEFINITION,
  operation: OperationTypeNode.QUERY,
  selectionSet: { kind: Kind.SELECTION_SET, selections: [] },
};

/** Whether a query has the field, under its own name. */
export function isSelected({ selectionSet }: OperationDefinitionNode, path: FieldPath): boolean {
  let selections = selectionSet.selections;
  for (const name of path) {
    const found = fieldIn(selections, name);
    if (!found) return false;
    selections = found.selectionSet?.selections ?? [];
  }
  return true;
}

/**
 * The text with the field added where it is not, with what it cannot be without, or taken out where it is,
 * with what would be left empty. All else of the query stays; comments go.
 */
export function toggleField(text: string, path: FieldPath, schema: GraphQLSchema): string {
  const operation = builtQuery(text);
  const root = schema.getQueryType();
  if (!operation || !root) return text;
  const selections = isSelected(operation, path)
    ? removed(operation.selectionSet.selections, path)
    : added(operation.selectionSet.selections, path, root);
  if (selections.length === 0) return '';
  const changed = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  const document: DocumentNode =
    operation === emptyQuery || text.trim() === ''
      ? { kind: Kind.DOCUMENT, definitions: [changed] }
      : replaced(parse(text), changed);
  return print(document);
}

/** The fields that are chosen from below a field: those of the elements, where it is a list in pages. */
export function fieldsBelow(field: Field): {
  readonly fields: readonly Field[];
  readonly part: FieldPath;
} {
  const type = getNamedType(field.type);
  const nodes = fieldsOf(type).find(({ name }) => name === 'nodes');
  return nodes
    ? { fields: fieldsOf(getNamedType(nodes.type)), part: ['nodes'] }
    : { fields: fieldsOf(type), part: [] };
}

export function fieldsOf(type: GraphQLNamedType | null | undefined): readonly Field[] {
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
}

function replaced(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const first = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition === first ? operation : definition,
    ),
  };
}

function removed(
  selections: readonly SelectionNode[],
  [name, ...below]: FieldPath,
): SelectionNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD || keyOf(selection) !== name) return [selection];
    if (below.length === 0 || !selection.selectionSet) return [];
    const left = removed(selection.selectionSet.selections, below);
    // How many there are says nothing where nothing of them is asked.
    const isEmpty = left.every((other) => other.kind === Kind.FIELD && isFiller(other));
    return isEmpty ? [] : [withSelections(selection, left)];
  });
}

function added(
  selections: readonly SelectionNode[],
  [name = '', ...below]: FieldPath,
  type: GraphQLNamedType,
): SelectionNode[] {
  const field = fieldsOf(type).find((known) => known.name === name);
  if (!field) return [...selections];
  const known = fieldIn(selections, name);
  const node = known ?? newField(field);
  const named = getNamedType(field.type);
  const own = node.selectionSet?.selections ?? [];
  const deeper = below.length > 0 ? added(own, below, named) : own.length > 0 ? own : least(named);
  const complete = isCompositeType(named) ? withSelections(node, deeper) : node;
  return known
    ? selections.map((selection) => (selection === known ? complete : selection))
    : [...selections, complete];
}

/** A list in pages says how many there are in all. */
function newField(field: Field): FieldNode {
  const counted = fieldsOf(getNamedType(field.type)).some(({ name }) => name === 'totalCount');
  return {
    kind: Kind.FIELD,
    name: nameNode(field.name),
    arguments: field.args.flatMap((argument): ArgumentNode[] => {
      if (argument.name === 'first') {
        const value = { kind: Kind.INT, value: '20' } as const;
        return [{ kind: Kind.ARGUMENT, name: nameNode('first'), value }];
      }
      if (!isRequiredArgument(argument)) return [];
      const value = { kind: Kind.STRING, value: toComplete } as const;
      return [{ kind: Kind.ARGUMENT, name: nameNode(argument.name), value }];
    }),
    ...(counted && {
      selectionSet: { kind: Kind.SELECTION_SET, selections: [leaf('totalCount')] },
    }),
  };
}

/** What an object is known by, and nothing more. */
function least(type: GraphQLNamedType): SelectionNode[] {
  const fields = fieldsOf(type);
  const leaves = fields.filter(
    (field) => !isCompositeType(getNamedType(field.type)) && !field.args.some(isRequiredArgument),
  );
  const best = ['nom', 'libelle', 'id'].flatMap(
    (name) => leaves.find((f) => f.name === name) ?? [],
  );
  return [leaf((best[0] ?? leaves[0])?.name ?? '__typename')];
}

function leaf(name: string): FieldNode {
  return { kind: Kind.FIELD, name: nameNode(name) };
}

function nameNode(value: string) {
  return { kind: Kind.NAME, value } as const;
}

function withSelections(field: FieldNode, selections: readonly SelectionNode[]): FieldNode {
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function fieldIn(selections: readonly SelectionNode[], name: string): FieldNode | undefined {
  return selections.find(
    (selection): selection is FieldNode =>
      selection.kind === Kind.FIELD && keyOf(selection) === name,
  );
}

function keyOf({ alias, name }: FieldNode): string {
  return alias?.value ?? name.value;
}

function isFiller({ name }: FieldNode): boolean {
  return name.value === 'totalCount' || name.value === 'pageInfo';
}
