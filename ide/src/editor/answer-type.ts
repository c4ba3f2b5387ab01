import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLNamedType,
  type SelectionSetNode,
} from 'graphql';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

interface Member {
  readonly key: string;
  readonly type: string;
  /** Only of some of the types that may stand there. */
  readonly isOptional: boolean;
}

/**
 * The type of an answer, in TypeScript. Whatever a caller's rights may refuse is null, however the schema
 * types it.
 *
 * @returns null for what is no query of this schema.
 */
export function answerType(
  query: string,
  operationName: string | null,
  schema: GraphQLSchema,
): string | null {
  const document = parsed(query);
  const operations = (document?.definitions ?? []).flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition] : [],
  );
  const operation = operations.find(({ name }) => name?.value === operationName) ?? operations[0];
  if (operation?.operation !== OperationTypeNode.QUERY) return null;
  const fragments = new Map(
    (document?.definitions ?? []).flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const root = schema.getQueryType();
  return root ? objectText(operation.selectionSet, root, schema, fragments, '') : null;
}

function objectText(
  selections: SelectionSetNode,
  type: GraphQLNamedType,
  schema: GraphQLSchema,
  fragments: Fragments,
  indent: string,
): string {
  const deeper = `${indent}  `;
  const members = new Map<string, Member>();
  for (const member of membersOf(selections, type, schema, fragments, deeper, false)) {
    const before = members.get(member.key);
    if (!before || before.isOptional) members.set(member.key, member);
  }
  const lines = [...members.values()].map(
    ({ key, type: text, isOptional }) => `${deeper}${key}${isOptional ? '?' : ''}: ${text};`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function membersOf(
  { selections }: SelectionSetNode,
  type: GraphQLNamedType,
  schema: GraphQLSchema,
  fragments: Fragments,
  indent: string,
  isOptional: boolean,
): readonly Member[] {
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) {
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const condition = fragment?.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : schema.getType(condition);
      if (!fragment || !narrowed) return [];
      const narrows = isOptional || narrowed !== type;
      return membersOf(fragment.selectionSet, narrowed, schema, fragments, indent, narrows);
    }
    const name = selection.name.value;
    const key = selection.alias?.value ?? name;
    // Left out where a condition says so.
    const mayLack = isOptional || (selection.directives ?? []).length > 0;
    if (name === '__typename') return [{ key, type: 'string', isOptional: mayLack }];
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (!field) return [];
    const named = getNamedType(field.type);
    const below =
      selection.selectionSet && isCompositeType(named)
        ? objectText(selection.selectionSet, named, schema, fragments, indent)
        : scalarText(named);
    return [{ key, type: wrapped(field.type, below), isOptional: mayLack }];
  });
}

function wrapped(type: GraphQLOutputType, text: string): string {
  const inner = getNullableType(type);
  if (!isListType(inner)) return `${text} | null`;
  const item = wrapped(inner.ofType, text);
  return `(${item})[] | null`;
}

function scalarText(type: GraphQLNamedType): string {
  if (isEnumType(type)) {
    return type
      .getValues()
      .map(({ name }) => `'${name}'`)
      .join(' | ');
  }
  switch (type.name) {
    case 'Int':
    case 'Float':
      return 'number';
    case 'Boolean':
      return 'boolean';
    default:
      return 'string';
  }
}

function parsed(query: string) {
  try {
    return parse(query, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
