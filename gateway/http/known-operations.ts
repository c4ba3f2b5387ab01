import { Kind } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { PreparedOperation } from '../engine/engine.js';
import type { Caller } from '../identity/viewer.js';

/** An operation that Apollo Server parsed and validated once under the present schema. */
export interface KnownOperation {
  readonly prepared: PreparedOperation;
  /** Whether its variables must be coerced and its cost measured at each request. */
  readonly hasVariables: boolean;
  /** Measured once where no variable changes it. */
  fixedCost?: number;
  /** By their own JSON: those who wait for one plan are one. */
  readonly plannedFor: Map<string, PlannedFor>;
}

/** For whom a plan was made, so that it can be made again under a new version. */
interface PlannedFor {
  readonly caller: Caller;
  /** Of the variables only those that `@skip` and `@include` look at. */
  readonly conditions: Readonly<Record<string, boolean>>;
}

/** How many plans of one operation are made again. */
const mostPlans = 8;
const longestText = 200_000;
/** Who an operation was planned for stands there as a text and as values. */
const bytesPerCharacterOfCaller = 4;
const megabyte = 1024 * 1024;
/** What one of them may take, with its variants, in bytes. */
const largestOperation = 8 * megabyte;
const mostTextMemory = 16 * megabyte;

export function rememberPlan(
  { prepared, plannedFor }: KnownOperation,
  { signataire, scopes, finalites }: Caller,
  coerced: Readonly<Record<string, unknown>>,
): void {
  const conditions = prepared.conditions.map((name) => [name, coerced[name] === true] as const);
  const planned: PlannedFor = {
    caller: { signataire, scopes, finalites },
    conditions: Object.fromEntries(conditions),
  };
  plannedFor.set(JSON.stringify(planned), planned);
  const [oldest] = plannedFor.keys();
  if (plannedFor.size > mostPlans && oldest !== undefined) plannedFor.delete(oldest);
}

/** Found by text and name. Bounded by what they take of memory: many callers may send many texts. */
export class KnownOperations {
  private readonly known: LRUCache<string, KnownOperation>;
  private readonly texts = new LRUCache<string, string>({
    max: 2_000,
    maxSize: mostTextMemory,
    sizeCalculation: (text, hash) => text.length + hash.length,
  });

  /** @param memory in megabytes. */
  constructor(memory: number) {
    this.known = new LRUCache<string, KnownOperation>({
      max: 2_000,
      maxSize: memory * megabyte,
      // A large one is prepared anew each time: it may not push out hundreds of others.
      maxEntrySize: Math.min(largestOperation, memory * megabyte),
      sizeCalculation: sizeOf,
    });
  }

  get(query: string, operationName: string | null): KnownOperation | undefined {
    const sole = this.known.get(keyOf(query, null));
    // Some clients name the only operation of a document, others do not.
    if (sole && (operationName === null || nameOf(sole) === operationName)) return sole;
    return operationName === null ? undefined : this.known.get(keyOf(query, operationName));
  }

  add(query: string, operationName: string | null, operation: KnownOperation): void {
    if (query.length > longestText) return;
    this.known.set(keyOfOperation(query, operationName, operation), operation);
  }

  /** After anything was added to it that takes memory: one that has become too large is let go of. */
  weigh(query: string, operationName: string | null, operation: KnownOperation): void {
    const key = keyOfOperation(query, operationName, operation);
    if (this.known.peek(key) !== operation) return;
    // Without this the same value would be left with the size that it had.
    this.known.delete(key);
    this.known.set(key, operation);
  }

  /** The text that was sent with its SHA-256 before, so that the hash alone is enough. */
  textOf(hash: string): string | null {
    return this.texts.get(hash) ?? null;
  }

  rememberText(hash: string, query: string): void {
    if (query.length <= longestText) this.texts.set(hash, query);
  }

  /** For warming after a reload, the most recent first. */
  *entries(): Iterable<{
    readonly query: string;
    readonly operationName: string | null;
    readonly operation: KnownOperation;
  }> {
    for (const [key, operation] of this.known.entries()) {
      const cut = key.indexOf('\n');
      const operationName = key.slice(0, cut) || null;
      yield { query: key.slice(cut + 1), operationName, operation };
    }
  }
}

function sizeOf({ prepared, plannedFor }: KnownOperation, key: string): number {
  let size = key.length + prepared.size + prepared.variants.size;
  for (const caller of plannedFor.keys()) size += bytesPerCharacterOfCaller * caller.length;
  return size;
}

function keyOfOperation(
  query: string,
  operationName: string | null,
  { prepared }: KnownOperation,
): string {
  const { definitions } = prepared.document;
  const sole = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1;
  return keyOf(query, sole ? null : operationName);
}

function nameOf({ prepared }: KnownOperation): string | null {
  return prepared.judged.tree.definition.name?.value ?? null;
}

// A GraphQL name holds no line break: the cut is unambiguous.
function keyOf(query: string, operationName: string | null): string {
  return `${operationName ?? ''}\n${query}`;
}
