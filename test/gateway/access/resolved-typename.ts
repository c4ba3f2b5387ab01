import {
  extendSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type NameNode,
  type SelectionNode,
} from 'graphql';

/**
 * graphql-js answers `__typename` without asking a resolver that could refuse it. Here a field of
 * every type stands for it, and one more for each member of a union, which has no fields.
 */
const ownTypename = 'ownTypename';
const memberTypename = 'memberTypename';

const extended = new WeakMap<GraphQLSchema, GraphQLSchema>();

/** The schema with the fields that stand for `__typename`. */
export function withResolvedTypenames(schema: GraphQLSchema): GraphQLSchema {
  const known = extended.get(schema);
  if (known) return known;
  const extensions = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    const kind = isObjectType(type) ? 'type' : isInterfaceType(type) ? 'interface' : null;
    const fields = `{ ${ownTypename}: String! ${memberTypename}: String! }`;
    return kind ? [`extend ${kind} ${type.name} ${fields}`] : [];
  });
  const made = extendSchema(schema, parse(extensions.join('\n')), { assumeValid: true });
  extended.set(schema, made);
  return made;
}

/** Whether a resolver is asked for what stands for `__typename`. */
export function isResolvedTypename(fieldName: string): boolean {
  return fieldName === ownTypename || fieldName === memberTypename;
}

/** What stands for a `__typename` asked of this type. */
export function resolvedTypename(
  field: FieldNode,
  parent: GraphQLCompositeType,
): FieldNode | InlineFragmentNode {
  const alias = field.alias ?? field.name;
  const asked = (name: string): FieldNode => ({ ...field, alias, name: nameNode(name) });
  if (!isUnionType(parent)) return asked(ownTypename);
  return inlineFragment(
    parent.getTypes().map(({ name }) => ({
      ...inlineFragment([asked(memberTypename)]),
      typeCondition: { kind: Kind.NAMED_TYPE, name: nameNode(name) },
    })),
  );
}

/** The fields that stand for one `__typename`; none: the selection is something else. */
export function resolvedTypenameFields(selection: SelectionNode): readonly FieldNode[] {
  if (isField(selection, ownTypename)) return [selection];
  if (selection.kind !== Kind.INLINE_FRAGMENT || selection.typeCondition) return [];
  return selection.selectionSet.selections.flatMap((member) => {
    const [field] = member.kind === Kind.INLINE_FRAGMENT ? member.selectionSet.selections : [];
    return field && isField(field, memberTypename) ? [field] : [];
  });
}

function isField(selection: SelectionNode, name: string): selection is FieldNode {
  return selection.kind === Kind.FIELD && selection.name.value === name;
}

function inlineFragment(selections: readonly SelectionNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
