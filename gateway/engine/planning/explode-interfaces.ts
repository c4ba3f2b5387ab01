import {
  isInterfaceType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type InlineFragmentNode,
} from 'graphql';

/**
 * The same operation with every selection on an interface written out for each of its types, for what
 * the planner finds no way to otherwise: a context that only the implementers set.
 */
export function explodeInterfaces(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const info = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(info, {
      SelectionSet: {
        leave(node) {
          const parent = info.getParentType();
          if (!isInterfaceType(parent)) return undefined;
          const selections = node.selections.filter(
            (selection) => selection.kind === Kind.FIELD && selection.name.value === '__typename',
          );
          const others = node.selections.filter((selection) => !selections.includes(selection));
          const types = schema.getPossibleTypes(parent);
          if (others.length === 0 || types.length === 0) return undefined;
          const fragments = types.map(({ name }): InlineFragmentNode => ({
            kind: Kind.INLINE_FRAGMENT,
            typeCondition: {
              kind: Kind.NAMED_TYPE,
              name: { kind: Kind.NAME, value: name },
            },
            selectionSet: { kind: Kind.SELECTION_SET, selections: others },
          }));
          return { ...node, selections: [...selections, ...fragments] };
        },
      },
    }),
  );
}
