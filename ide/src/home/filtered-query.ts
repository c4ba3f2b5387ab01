import {
  astFromValue,
  getNamedType,
  isInputObjectType,
  Kind,
  parse,
  print,
  valueFromASTUntyped,
  visit,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

export type FilterValues = Readonly<Record<string, unknown>>;

/** The list that a question asks for, and what it is restricted to. */
export interface FilteredList {
  /** Its field on the root of the graph, « incidents ». */
  readonly field: string;
  /** Its key in the answer. */
  readonly key: string;
  readonly type: GraphQLInputObjectType;
  readonly values: FilterValues;
}

const filterArgument = 'filtre';

/** The first list of a question that takes a filter in the caller's own graph; null: there is none. */
export function filteredList(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
): FilteredList | null {
  for (const node of rootFields(parse(query))) {
    const field = schema.getQueryType()?.getFields()[node.name.value];
    const argument = field?.args.find(({ name }) => name === filterArgument);
    const type = argument && getNamedType(argument.type);
    if (!isInputObjectType(type)) continue;
    const given = filterOf(node);
    const values: unknown = given ? valueFromASTUntyped(given.value, variables) : {};
    const key = node.alias?.value ?? node.name.value;
    return { field: node.name.value, key, type, values: isValues(values) ? values : {} };
  }
  return null;
}

/** The question with these filters in place of its own, and with the variables that are left. */
export function withFilter(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  list: Pick<FilteredList, 'key' | 'type'>,
  values: FilterValues,
): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> } {
  const literal = astFromValue(withoutEmpty(values), list.type);
  const isEmpty = literal?.kind !== Kind.OBJECT || literal.fields.length === 0;
  const argument: readonly ArgumentNode[] = isEmpty
    ? []
    : [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: filterArgument }, value: literal }];
  const document = parse(query);
  const target = rootFields(document).find(
    ({ alias, name }) => (alias?.value ?? name.value) === list.key,
  );
  const replaced = visit(document, {
    Field: (node) =>
      node === target
        ? {
            ...node,
            arguments: [
              ...argument,
              ...(node.arguments ?? []).filter(({ name }) => name.value !== filterArgument),
            ],
          }
        : undefined,
  });
  const used = new Set<string>();
  visit(replaced, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  const kept = visit(replaced, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return {
    query: print(kept),
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name))),
  };
}

function rootFields(document: DocumentNode): readonly FieldNode[] {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION,
  );
  return (operation?.selectionSet.selections ?? []).filter(
    (selection) => selection.kind === Kind.FIELD,
  );
}

function filterOf({ arguments: given = [] }: FieldNode): ArgumentNode | undefined {
  return given.find(({ name }) => name.value === filterArgument);
}

/** A filter that nobody set is not sent. */
function withoutEmpty(values: FilterValues): FilterValues {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, isValues(value) ? withoutEmpty(value) : value] as const)
      .filter(([, value]) => !isEmptyValue(value)),
  );
}

function isEmptyValue(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isValues(value) && Object.keys(value).length === 0;
}

function isValues(value: unknown): value is FilterValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
