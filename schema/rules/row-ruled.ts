import { Kind, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { argument, linkedDirectives } from './linked-directives.js';

/**
 * Type → the subgraphs that decide, row by row, for whom its objects exist
 * (`@rowRuled(owner: "justice")`). Of a subgraph or of a supergraph.
 */
export function rowRuledTypes(document: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const linked = linkedDirectives(document);
  const ruled = new Map<string, readonly string[]>();
  for (const definition of document.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.OBJECT_TYPE_EXTENSION
    ) {
      continue;
    }
    const owners = (definition.directives ?? [])
      .filter(({ name }) => linked.get(name.value) === 'rowRuled')
      .map(ownerOf);
    if (owners.length === 0) continue;
    const type = definition.name.value;
    ruled.set(type, [...new Set([...(ruled.get(type) ?? []), ...owners])]);
  }
  return ruled;
}

/** Empty where the directive names nobody: composition refuses it. */
function ownerOf(directive: ConstDirectiveNode): string {
  const owner = argument(directive, 'owner');
  return owner?.kind === Kind.STRING ? owner.value : '';
}
