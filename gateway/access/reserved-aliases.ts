import { visit, BREAK, type DocumentNode } from 'graphql';

/**
 * The first alias that starts with `__`, or null. Such names are the gateway's and introspection's
 * own: an alias `__typename` forges the type of an object, so operations that have one are refused.
 */
export function findReservedAlias(document: DocumentNode): string | null {
  let found: string | null = null;
  visit(document, {
    Field(node) {
      const alias = node.alias?.value;
      if (alias?.startsWith('__') !== true) return undefined;
      found = alias;
      return BREAK;
    },
  });
  return found;
}
