import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  Kind,
  parse,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import { askedSize, sizedBelow, type AskedSize } from './asked-size.js';

/** What is asked of a subgraph under one response key. */
export interface AskedField {
  /** null: a leaf, whatever it holds. */
  readonly below: AskedFields | null;
  /** How many items each of its lists may have; null: it says nothing of that. */
  readonly size: AskedSize | null;
  /**
   * Its value may be a number whose every digit counts: an ID, a scalar that GraphQL does not define,
   * or a number that is sent on to another subgraph.
   */
  readonly exact: boolean;
  /** Its values are IDs: texts, though a subgraph may write numbers. */
  readonly id: boolean;
}

/** By response key, in the order in which an answer usually has them. */
export type AskedFields = ReadonlyMap<string, AskedField>;

/**
 * What an operation sent to a subgraph asks.
 * @param schema with the elements that callers do not see.
 * @param sentOn response keys of what other subgraphs are sent: a key of theirs, or what they require.
 */
export function askedFields(
  operation: string,
  schema: GraphQLSchema,
  sentOn: ReadonlySet<string> = new Set(),
): AskedFields {
  const { definitions } = parse(operation, { noLocation: true });
  const fragments = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const asked: MutableFields = new Map();
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const reader = new AskedFieldsReader(
      { schema, fragments, sentOn },
      definition.variableDefinitions ?? [],
    );
    const root = schema.getRootType(definition.operation) ?? null;
    reader.add(definition.selectionSet.selections, root, null, asked);
  }
  return asked;
}

type Type = GraphQLNamedType | null | undefined;
type MutableFields = Map<string, MutableField>;
interface MutableField extends AskedField {
  below: MutableFields | null;
  exact: boolean;
}

interface Asked {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly sentOn: ReadonlySet<string>;
}

class AskedFieldsReader {
  private readonly schema: GraphQLSchema;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly sentOn: ReadonlySet<string>;

  constructor(
    { schema, fragments, sentOn }: Asked,
    private readonly variables: Parameters<typeof askedSize>[2],
  ) {
    this.schema = schema;
    this.fragments = fragments;
    this.sentOn = sentOn;
  }

  /** @param paged what the field above asked for: the lists directly below are those objects. */
  add(
    selections: readonly SelectionNode[],
    parent: Type,
    paged: { size: AskedSize; names: readonly string[] | null } | null,
    into: MutableFields,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        this.field(selection, parent, paged, into);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : this.fragments.get(selection.name.value);
      if (!fragment) continue;
      const condition = fragment.typeCondition?.name.value;
      const type = condition === undefined ? parent : this.schema.getType(condition);
      this.add(fragment.selectionSet.selections, type, paged, into);
    }
  }

  private field(
    node: FieldNode,
    parent: Type,
    paged: { size: AskedSize; names: readonly string[] | null } | null,
    into: MutableFields,
  ): void {
    const key = node.alias?.value ?? node.name.value;
    const { selectionSet } = node;
    const name = node.name.value;
    const definition = definitionOf(this.schema, parent, name);
    const own = definition ? askedSize(node, definition, this.variables) : null;
    const list = definition !== undefined && hasList(definition.type);
    const ofParent = paged && (paged.names?.includes(name) ?? true) ? paged.size : null;
    const known = into.get(key);
    const field: MutableField = known ?? {
      below: selectionSet ? new Map() : null,
      size: list ? (own ?? ofParent) : null,
      exact: false,
      id: definition !== undefined && isId(definition.type),
    };
    field.exact ||=
      !selectionSet && name !== '__typename' && isExact(definition?.type, this.sentOn.has(key));
    into.set(key, field);
    if (!selectionSet || !field.below) return;
    const type = definition && getNamedType(definition.type);
    const size = own && !list ? { size: own, names: sizedBelow(definition) } : null;
    this.add(selectionSet.selections, type, size, field.below);
  }
}

/** A field that no schema knows is held to be of any type. @param sentOn to another subgraph, as it came. */
function isExact(type: GraphQLOutputType | undefined, sentOn: boolean): boolean {
  if (!type) return true;
  const named = getNamedType(type);
  if (isEnumType(named)) return false;
  if (!isSpecifiedScalarType(named) || named.name === 'ID') return true;
  return sentOn && (named.name === 'Int' || named.name === 'Float');
}

function isId(type: GraphQLOutputType): boolean {
  return getNamedType(type).name === 'ID';
}

function hasList(type: GraphQLOutputType): boolean {
  return isNonNullType(type) ? hasList(type.ofType) : isListType(type);
}

function definitionOf(
  schema: GraphQLSchema,
  parent: Type,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (!isCompositeType(parent)) return undefined;
  const own = 'getFields' in parent ? ownField(parent.getFields(), name) : undefined;
  if (own || !isAbstractType(parent)) return own;
  // An interface object of the subgraph has fields that the interface lacks elsewhere.
  for (const type of schema.getPossibleTypes(parent)) {
    const field = ownField(type.getFields(), name);
    if (field) return field;
  }
  return undefined;
}

function ownField(
  fields: Readonly<Record<string, GraphQLField<unknown, unknown>>>,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
