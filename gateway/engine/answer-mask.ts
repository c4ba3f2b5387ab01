import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionNode } from 'graphql';

/** What was asked of a subgraph, by response key; null: a leaf, whatever it holds. */
export type AnswerMask = Map<string, AnswerMask | null>;

/** Of an operation sent to a subgraph. */
export function compileMask({ definitions }: DocumentNode): AnswerMask {
  const fragments = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const mask: AnswerMask = new Map();
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      add(definition.selectionSet.selections, fragments, mask);
    }
  }
  return mask;
}

function add(
  selections: readonly SelectionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  into: AnswerMask,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      add(selection.selectionSet.selections, fragments, into);
    } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      if (fragment) add(fragment.selectionSet.selections, fragments, into);
    } else {
      const key = selection.alias?.value ?? selection.name.value;
      const below = selection.selectionSet
        ? (into.get(key) ?? new Map<string, AnswerMask | null>())
        : null;
      into.set(key, below);
      if (selection.selectionSet && below) {
        add(selection.selectionSet.selections, fragments, below);
      }
    }
  }
}

/**
 * Takes out of an answer, in place, what was not asked. A subgraph that says more could otherwise
 * speak for fields of others on the objects that both know.
 */
export function removeUnasked(value: object, mask: AnswerMask): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === 'object' && item !== null) removeUnasked(item as object, mask);
    }
    return;
  }
  const object = value as Record<string, unknown>;
  for (const key in object) {
    const below = mask.get(key);
    if (below === undefined) {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- never in an honest answer
      delete object[key];
    } else if (below !== null) {
      const part = object[key];
      if (typeof part === 'object' && part !== null) removeUnasked(part, below);
    }
  }
}
