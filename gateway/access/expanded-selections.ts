import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsByName } from './build-operation-tree.js';

/**
 * How many selections an operation has once its fragments are spread: what preparing it costs in time
 * and memory, however short its text. Linear in the text: each fragment is counted once. Grows to
 * Infinity rather than wrap; a fragment cycle is infinite.
 */
export function countSelections(document: DocumentNode, operationName: string | null): number {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const operation = operationName
    ? operations.find(({ name }) => name?.value === operationName)
    : operations[0];
  if (!operation) return 0;
  return new Count(fragmentsByName(document)).of(operation.selectionSet);
}

class Count {
  private readonly ofFragment = new Map<string, number>();

  constructor(private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  of({ selections }: SelectionSetNode): number {
    let total = 0;
    for (const selection of selections) {
      total += 1;
      if (selection.kind === Kind.FRAGMENT_SPREAD) total += this.fragment(selection.name.value);
      else if (selection.selectionSet) total += this.of(selection.selectionSet);
    }
    return total;
  }

  private fragment(name: string): number {
    const known = this.ofFragment.get(name);
    if (known !== undefined) return known;
    const fragment = this.fragments.get(name);
    if (!fragment) return 0;
    this.ofFragment.set(name, Infinity);
    const count = this.of(fragment.selectionSet);
    this.ofFragment.set(name, count);
    return count;
  }
}
