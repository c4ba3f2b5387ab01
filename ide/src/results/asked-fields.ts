import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** What was asked, as far as it says what the answer means. */
export interface Asking {
  readonly query: string;
  readonly operationName: string | null;
  readonly schema: GraphQLSchema | null;
  /** Names of communes by their codes, as far as they are known. */
  readonly communes?: ReadonlyMap<string, string>;
}

export type Known = GraphQLField<unknown, unknown>;

const listParts = new Set(['nodes', 'edges', 'node']);

/** The fields of a query by the path of their answers, without the parts of lists. */
export function fieldsByPath({ query, operationName, schema }: Asking): ReadonlyMap<string, Known> {
  const found = new Map<string, Known>();
  if (schema === null) return found;
  const { definitions } = parse(query, { noLocation: true });
  const operations = definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition] : [],
  );
  const operation = operations.find(({ name }) => name?.value === operationName) ?? operations[0];
  const fragments = new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const walk = (
    { selections }: SelectionSetNode,
    type: GraphQLNamedType | undefined,
    path: readonly string[],
  ): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : null;
        if (!field) continue;
        const below = [...path, selection.alias?.value ?? name];
        const key = below.filter((part) => !listParts.has(part)).join('.');
        if (!listParts.has(name)) found.set(key, field);
        if (selection.selectionSet) walk(selection.selectionSet, getNamedType(field.type), below);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const condition = fragment?.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : schema.getType(condition);
      if (fragment) walk(fragment.selectionSet, narrowed, path);
    }
  };
  if (operation) {
    walk(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, []);
  }
  return found;
}

/** Where a field stands in the schema, whatever lists the answer goes through. */
export function withoutListParts(path: string): readonly string[] {
  return path.split('.').filter((part) => part !== '' && !listParts.has(part));
}
