import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { AskedCoordinates } from './fetch-ticket.js';

type Type = GraphQLNamedType | null | undefined;

/**
 * The fields that a document asks for, by type, sorted; `__typename` is none. A field that stands
 * below one that no schema knows is left out, and so are introspection's own.
 * @param schema of the subgraph, or one that has all of it: federation's own root fields may lack.
 */
export function askedCoordinates(document: DocumentNode, schema: GraphQLSchema): AskedCoordinates {
  const found = new Map<string, Set<string>>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const spread = new Set<string>();
  const add = ({ selections }: SelectionSetNode, parent: Type): void => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const name = node.name.value;
        if (name.startsWith('__') || !isCompositeType(parent)) continue;
        const known = found.get(parent.name) ?? new Set();
        found.set(parent.name, known.add(name));
        if (node.selectionSet) add(node.selectionSet, typeBelow(schema, parent, name));
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value;
        add(node.selectionSet, condition === undefined ? parent : schema.getType(condition));
      } else if (!spread.has(node.name.value)) {
        spread.add(node.name.value);
        const fragment = fragments.get(node.name.value);
        if (fragment) add(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
      }
    }
  };
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) {
      add(node.selectionSet, schema.getRootType(node.operation));
    }
  }
  return Object.fromEntries(
    [...found].toSorted(byName).map(([type, fields]) => [type, [...fields].sort()]),
  );
}

function typeBelow(schema: GraphQLSchema, parent: GraphQLNamedType, name: string): Type {
  const holders = [
    parent,
    // An interface object of the subgraph has fields that the interface lacks elsewhere.
    ...(isAbstractType(parent) ? schema.getPossibleTypes(parent) : []),
  ];
  for (const type of holders) {
    const field = 'getFields' in type ? type.getFields()[name] : undefined;
    if (field && 'args' in field) return getNamedType(field.type);
  }
  // `_entities`: only fragments can stand below it, and each names its type.
  return null;
}

function byName([first]: readonly [string, unknown], [second]: readonly [string, unknown]): number {
  return first < second ? -1 : 1;
}
