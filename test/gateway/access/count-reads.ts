import { Kind, type DocumentNode } from 'graphql';

/**
 * Counts how often somebody looks into the fragments of a document: the work that it makes, whatever
 * machine does it.
 */
export function countReads(document: DocumentNode): () => number {
  let reads = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const { selectionSet } = definition;
    Object.defineProperty(definition, 'selectionSet', {
      get: () => {
        reads += 1;
        return selectionSet;
      },
    });
  }
  return () => reads;
}
