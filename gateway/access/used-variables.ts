import { visit, type DocumentNode } from 'graphql';

/** Every variable that occurs in the document, where it is defined included. */
export function usedVariables(document: DocumentNode): Set<string> {
  const used = new Set<string>();
  visit(document, {
    Variable: (node) => {
      used.add(node.name.value);
    },
  });
  return used;
}
