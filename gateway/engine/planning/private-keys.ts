import {
  getNamedType,
  isCompositeType,
  Kind,
  print,
  type GraphQLOutputType,
  type ValueNode,
} from 'graphql';
import type { ResponseKeys } from '../../access/fetched-document.js';
import type { TreeField } from '../../access/operation-tree.js';

/**
 * Gives every call of a field a response key that the planner's own `@key` and `@requires` fields
 * cannot meet, and the caller cannot choose. Two calls share a key only when they are the same
 * field with the same arguments and so have the same value: a call without arguments keeps the
 * field's own name, which is what the planner uses for the same thing. At a mutation's root every
 * response key has a key of its own.
 */
export class PrivateKeys implements ResponseKeys {
  private readonly byCall = new Map<string, string>();
  private readonly taken: Set<string>;
  private readonly shapes = new Map<string, string>();

  /**
   * @param fieldNames every field name of the supergraph: none may be used as an alias.
   * @param mutationType whose fields are acts: equal calls under two response keys are two of them.
   */
  constructor(
    fieldNames: ReadonlySet<string>,
    private readonly mutationType: string | null = null,
  ) {
    this.taken = new Set(fieldNames);
  }

  of(field: TreeField): string {
    if (field.name === '__typename') return field.name;
    const isAct = field.parentType.name === this.mutationType;
    const call = isAct ? `${field.key} ${callOf(field)}` : callOf(field);
    let key = this.byCall.get(call);
    if (key === undefined) {
      const plain = isAct || field.node.arguments?.length ? null : this.ownName(field);
      key = plain ?? this.invent(field.name);
      this.byCall.set(call, key);
    }
    return key;
  }

  /** The field's own name, where nothing else of another shape has it already. */
  private ownName({ name, definition }: TreeField): string | null {
    // A data object's prototype answers to these: an absent value would be found there.
    if (name in Object.prototype) return null;
    const shape = shapeOf(definition.type);
    const known = this.shapes.get(name);
    if (known !== undefined && known !== shape) return null;
    this.shapes.set(name, shape);
    return name;
  }

  private invent(name: string): string {
    for (let i = 0; ; i += 1) {
      const candidate = `p${i}_${name}`;
      if (this.taken.has(candidate)) continue;
      this.taken.add(candidate);
      return candidate;
    }
  }
}

function callOf({ name, node, definition }: TreeField): string {
  const given = [...(node.arguments ?? [])]
    .map(({ name: argument, value }) => `${argument.value}:${print(inOrder(value))}`)
    .sort()
    .join(',');
  return `${name}(${given}):${shapeOf(definition.type)}`;
}

/** GraphQL holds `{ a: 1, b: 2 }` and `{ b: 2, a: 1 }` to be one argument, and merges their fields. */
function inOrder(value: ValueNode): ValueNode {
  if (value.kind === Kind.LIST) return { ...value, values: value.values.map(inOrder) };
  if (value.kind !== Kind.OBJECT) return value;
  const fields = value.fields
    .map((field) => ({ ...field, value: inOrder(field.value) }))
    .sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
  return { ...value, fields };
}

/**
 * What GraphQL compares when two fields share a response key: the wrappers, and the type of a leaf.
 * Fields that the caller's document may merge therefore always share a private key too.
 */
function shapeOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  return isCompositeType(named) ? String(type).replace(named.name, '{}') : String(type);
}
