import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionNode } from 'graphql';

/** What was asked of a subgraph, at one level of its answer. */
export class AnswerMask {
  /** Response keys in the order in which an answer usually has them. */
  readonly keys: string[] = [];
  /** Of each key; null: a leaf, whatever it holds. */
  readonly below: (AnswerMask | null)[] = [];
  private readonly places = new Map<string, number>();

  /** Where a key stands; -1: it was not asked. */
  placeOf(key: string): number {
    return this.places.get(key) ?? -1;
  }

  /** @returns the place of the key, now asked. */
  add(key: string, composite: boolean): number {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    // As the key of an object, the string is the one that JSON.parse uses: compared by its address.
    const [same = key] = Object.keys({ [key]: 0 });
    this.places.set(same, this.keys.length);
    this.below.push(composite ? new AnswerMask() : null);
    return this.keys.push(same) - 1;
  }
}

/** Of an operation sent to a subgraph. */
export function compileMask({ definitions }: DocumentNode): AnswerMask {
  const fragments = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const mask = new AnswerMask();
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
      const below = into.below[into.add(key, selection.selectionSet !== undefined)];
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
  const { keys, below } = mask;
  let place = -1;
  for (const key in object) {
    place += 1;
    // The usual order is that of the question: then the next key is the next of the mask.
    if (keys[place] !== key) place = mask.placeOf(key);
    if (place < 0) {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- never in an honest answer
      delete object[key];
      continue;
    }
    const inner = below[place];
    if (!inner) continue;
    const part = object[key];
    if (typeof part === 'object' && part !== null) removeUnasked(part, inner);
  }
}
