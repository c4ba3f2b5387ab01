import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionNode } from 'graphql';

/** Response keys of an operation in the order in which an answer usually has them; null: a leaf. */
export type AskedKeys = ReadonlyMap<string, AskedKeys | null>;

/** Of an operation sent to a subgraph. */
export function askedKeys({ definitions }: DocumentNode): AskedKeys {
  const fragments = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const asked: MutableKeys = new Map();
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      add(definition.selectionSet.selections, fragments, asked);
    }
  }
  return asked;
}

type MutableKeys = Map<string, MutableKeys | null>;

function add(
  selections: readonly SelectionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  into: MutableKeys,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      add(selection.selectionSet.selections, fragments, into);
    } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      if (fragment) add(fragment.selectionSet.selections, fragments, into);
    } else {
      const key = selection.alias?.value ?? selection.name.value;
      const { selectionSet } = selection;
      if (!into.has(key)) into.set(key, selectionSet ? new Map() : null);
      const below = into.get(key);
      if (selectionSet && below) add(selectionSet.selections, fragments, below);
    }
  }
}
