import {
  getNamedType,
  Kind,
  parse,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  type OperationDefinitionNode,
} from 'graphql';

/** Larger, a schema is not read. In UTF-16 units. */
const longestSchema = 2_000_000;

/** What one operator serves of a schema that the others may serve more of. */
export class ServedSchema {
  private constructor(
    private readonly types: ReadonlySet<string>,
    /** Type → field → its arguments. */
    private readonly fields: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>,
  ) {}

  /** @param sdl as `_service` gives it. @returns null: it cannot be read. */
  static read(sdl: string): ServedSchema | null {
    if (sdl.length > longestSchema) return null;
    const types = new Set<string>();
    const fields = new Map<string, Map<string, Set<string>>>();
    try {
      for (const node of parse(sdl, { noLocation: true }).definitions) {
        if (!('name' in node)) continue;
        types.add(node.name.value);
        if (!isOutput(node.kind) || !('fields' in node)) continue;
        const known = fields.get(node.name.value) ?? new Map<string, Set<string>>();
        fields.set(node.name.value, known);
        for (const field of node.fields ?? []) {
          const given = 'arguments' in field ? (field.arguments ?? []) : [];
          known.set(field.name.value, new Set(given.map(({ name }) => name.value)));
        }
      }
    } catch {
      return null;
    }
    return new ServedSchema(types, fields);
  }

  /**
   * The operation without what this operator does not serve.
   * @param schema of all operators together. @param unserved receives what is left out, as coordinates.
   */
  trim(
    operation: OperationDefinitionNode,
    schema: GraphQLSchema,
    unserved: Set<string>,
  ): OperationDefinitionNode {
    const root = schema.getRootType(operation.operation);
    const selectionSet = this.left(operation.selectionSet, root, schema, unserved);
    return { ...operation, selectionSet };
  }

  private left(
    { selections }: SelectionSetNode,
    parent: GraphQLNamedType | null | undefined,
    schema: GraphQLSchema,
    unserved: Set<string>,
  ): SelectionSetNode {
    const kept = selections.flatMap((node): SelectionNode[] => {
      if (node.kind === Kind.FIELD) {
        if (!this.serves(node, parent)) {
          unserved.add(`${parent?.name ?? ''}.${node.name.value}`);
          return [];
        }
        if (!node.selectionSet) return [node];
        const below = typeBelow(parent, node.name.value);
        return [{ ...node, selectionSet: this.left(node.selectionSet, below, schema, unserved) }];
      }
      if (node.kind !== Kind.INLINE_FRAGMENT) return [node];
      const condition = node.typeCondition?.name.value;
      if (condition !== undefined && !this.types.has(condition)) return [];
      const type = condition === undefined ? parent : schema.getType(condition);
      return [{ ...node, selectionSet: this.left(node.selectionSet, type, schema, unserved) }];
    });
    return { kind: Kind.SELECTION_SET, selections: kept.length > 0 ? kept : [typename] };
  }

  private serves({ name, arguments: given = [] }: FieldNode, parent?: GraphQLNamedType | null) {
    // What federation itself adds stands in no published schema.
    if (name.value.startsWith('_') || !parent) return true;
    const known = this.fields.get(parent.name)?.get(name.value);
    return known !== undefined && given.every((argument) => known.has(argument.name.value));
  }
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function isOutput(kind: Kind): boolean {
  return (
    kind === Kind.OBJECT_TYPE_DEFINITION ||
    kind === Kind.OBJECT_TYPE_EXTENSION ||
    kind === Kind.INTERFACE_TYPE_DEFINITION ||
    kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}

function typeBelow(parent: GraphQLNamedType | null | undefined, field: string) {
  if (!parent || !('getFields' in parent)) return null;
  const definition = parent.getFields()[field];
  return definition && 'args' in definition ? getNamedType(definition.type) : null;
}
