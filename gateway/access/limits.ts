import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { fragmentsByName } from './build-operation-tree.js';
import { introspectionSizes, metaField } from './introspection-size.js';

/** The size of one operation once its fragments are spread. */
export interface OperationSize {
  /** Nested fields, the root field counting 1. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields. */
  readonly fields: number;
  /** Fields, each times the number of objects it is asked for: page sizes multiply. */
  readonly cost: number;
}

/** Introspection is answered from memory: so many of its objects cost as much as a row. */
const introspectionPerRow = 4;
/** Objects assumed in a list that no `first` or `last` bounds. */
const unboundedListSize = 10;

/**
 * Measures an operation in time linear in its text: each fragment is measured once, never spread.
 * Numbers grow to Infinity rather than wrap. A fragment cycle is infinite.
 * @param variables coerced, so that their defaults bound pages too.
 */
export function measureOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): OperationSize {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const operation = operationName
    ? operations.find(({ name }) => name?.value === operationName)
    : operations[0];
  if (!operation) return nothing;
  const measure = new Measure(schema, fragmentsByName(document), variables);
  return measure.selectionSet(operation.selectionSet, schema.getRootType(operation.operation));
}

const nothing: OperationSize = { depth: 0, aliases: 0, fields: 0, cost: 0 };
const endless: OperationSize = {
  depth: Infinity,
  aliases: Infinity,
  fields: Infinity,
  cost: Infinity,
};

class Measure {
  private readonly ofFragment = new Map<string, OperationSize>();
  private readonly sizes: ReadonlyMap<string, number>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {
    this.sizes = sizesOf(schema);
  }

  /** @param paged whether the field that holds the set was bounded: its own lists are those objects. */
  selectionSet(
    set: SelectionSetNode,
    parent: GraphQLNamedType | null | undefined,
    paged = false,
  ): OperationSize {
    let total = nothing;
    for (const selection of set.selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          total = sum(total, this.field(selection, parent, paged));
          break;
        case Kind.INLINE_FRAGMENT: {
          const condition = selection.typeCondition?.name.value;
          const type = condition === undefined ? parent : this.schema.getType(condition);
          total = sum(total, this.selectionSet(selection.selectionSet, type, paged));
          break;
        }
        case Kind.FRAGMENT_SPREAD:
          total = sum(total, this.fragment(selection.name.value, paged));
      }
    }
    return total;
  }

  private fragment(name: string, paged: boolean): OperationSize {
    const key = `${name}|${paged ? 'paged' : ''}`;
    const known = this.ofFragment.get(key);
    if (known) return known;
    const fragment = this.fragments.get(name);
    if (!fragment) return nothing;
    this.ofFragment.set(key, endless);
    const type = this.schema.getType(fragment.typeCondition.name.value);
    const size = this.selectionSet(fragment.selectionSet, type, paged);
    this.ofFragment.set(key, size);
    return size;
  }

  private field(
    node: FieldNode,
    parent: GraphQLNamedType | null | undefined,
    paged: boolean,
  ): OperationSize {
    const definition = definitionOf(parent, node.name.value);
    const asked = definition ? this.pageSize(node, definition) : null;
    const introspected = parent?.name.startsWith('__')
      ? this.sizes.get(`${parent.name}.${node.name.value}`)
      : undefined;
    const below = node.selectionSet
      ? this.selectionSet(
          node.selectionSet,
          definition && getNamedType(definition.type),
          // A connection's own lists are what was asked for; those of a listed object are more.
          asked !== null && definition !== undefined && !isList(definition.type),
        )
      : nothing;
    const list = !paged && definition !== undefined && isList(definition.type);
    const objects = asked ?? introspected ?? (list ? unboundedListSize : 1);
    const cost = 1 + (below.cost === 0 ? 0 : objects * below.cost);
    const introspection = node.name.value === '__schema' || node.name.value === '__type';
    return {
      depth: 1 + below.depth,
      aliases: (node.alias ? 1 : 0) + below.aliases,
      fields: 1 + below.fields,
      // A leaf list is one value of one row; what multiplies is the number of objects.
      cost: introspection ? Math.ceil(cost / introspectionPerRow) : cost,
    };
  }

  /** What `first` or `last` asks for; null when nothing bounds the field. */
  private pageSize(node: FieldNode, definition: GraphQLField<unknown, unknown>): number | null {
    let asked: number | null = null;
    for (const argument of definition.args) {
      if (argument.name !== 'first' && argument.name !== 'last') continue;
      const value = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
      const count = this.number(value, argument.defaultValue);
      if (count !== null) asked = Math.max(asked ?? 1, count);
    }
    return asked;
  }

  private number(value: ValueNode | undefined, fallback: unknown): number | null {
    let given: unknown = fallback;
    if (value?.kind === Kind.INT) given = Number(value.value);
    if (value?.kind === Kind.VARIABLE && Object.hasOwn(this.variables, value.name.value)) {
      given = this.variables[value.name.value];
    }
    return typeof given === 'number' && given > 0 ? given : null;
  }
}

const sizesBySchema = new WeakMap<GraphQLSchema, ReadonlyMap<string, number>>();

/** Counted once for a schema. */
function sizesOf(schema: GraphQLSchema): ReadonlyMap<string, number> {
  let sizes = sizesBySchema.get(schema);
  if (!sizes) {
    sizes = introspectionSizes(schema);
    sizesBySchema.set(schema, sizes);
  }
  return sizes;
}

function sum(left: OperationSize, right: OperationSize): OperationSize {
  return {
    depth: Math.max(left.depth, right.depth),
    aliases: left.aliases + right.aliases,
    fields: left.fields + right.fields,
    cost: left.cost + right.cost,
  };
}

function definitionOf(
  parent: GraphQLNamedType | null | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name.startsWith('__')) return metaField(name);
  if (!isCompositeType(parent) || !('getFields' in parent)) return undefined;
  const fields = parent.getFields();
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function isList(type: GraphQLOutputType): boolean {
  return isNonNullType(type) ? isList(type.ofType) : isListType(type);
}
