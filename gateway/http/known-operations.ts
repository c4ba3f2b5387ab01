import { LRUCache } from 'lru-cache';
import type { PreparedOperation } from '../engine/engine.js';

/** An operation that Apollo Server parsed and validated once under the present schema. */
export interface KnownOperation {
  readonly prepared: PreparedOperation;
  /** Whether its variables must be coerced and its cost measured at each request. */
  readonly hasVariables: boolean;
}

const longestText = 200_000;

/** Found by text and name. Bounded: many callers may send many texts. */
export class KnownOperations {
  private readonly known = new LRUCache<string, KnownOperation>({ max: 2_000 });

  get(query: string, operationName: string | null): KnownOperation | undefined {
    return this.known.get(keyOf(query, operationName));
  }

  add(query: string, operationName: string | null, operation: KnownOperation): void {
    if (query.length <= longestText) this.known.set(keyOf(query, operationName), operation);
  }

  /** For warming after a reload, the most recent first. */
  *entries(): Iterable<{ query: string; operationName: string | null }> {
    for (const key of this.known.keys()) {
      const cut = key.indexOf('\n');
      yield { query: key.slice(cut + 1), operationName: key.slice(0, cut) || null };
    }
  }
}

// A GraphQL name holds no line break: the cut is unambiguous.
function keyOf(query: string, operationName: string | null): string {
  return `${operationName ?? ''}\n${query}`;
}
