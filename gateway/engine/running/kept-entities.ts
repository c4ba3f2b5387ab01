import { LRUCache } from 'lru-cache';
import type { DataObject } from '../json/data-object.js';

/** In bytes, of all signatories together: estimated on the safe side. */
const mostKept = 16_000_000;
const bytesOfEntry = 400;

/** What a fetch may have kept of its entities. */
export interface KeptFetch {
  /** The subgraph and what it is asked, by a digest. */
  readonly id: string;
  /** For how many seconds: the least that is said of any of its fields. */
  readonly maxAge: number;
}

interface Kept {
  readonly entity: DataObject;
  /** Milliseconds. */
  readonly until: number;
}

/**
 * Values that every signatory reads alike (`@cacheControl`), kept for as long as their owner allows. Each
 * signatory has its own, so that no time tells one what another has read.
 */
export class KeptEntities {
  private readonly kept = new LRUCache<string, Kept>({
    maxSize: mostKept,
    sizeCalculation: ({ entity }, key) => bytesOfEntry + 2 * key.length + sizeOf(entity),
  });

  /** @param now milliseconds, from wherever. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @param representation the entity's, as JSON. */
  find(whose: string, { id }: KeptFetch, representation: string): DataObject | undefined {
    const key = keyOf(whose, id, representation);
    const kept = this.kept.get(key);
    if (!kept) return undefined;
    if (this.now() < kept.until) return kept.entity;
    this.kept.delete(key);
    return undefined;
  }

  /**
   * Keeps what was answered, if nothing of it is missing: a null may be a fault's.
   * @param keys all that was asked for.
   */
  keep(
    whose: string,
    { id, maxAge }: KeptFetch,
    representation: string,
    entity: DataObject,
    keys: readonly string[],
  ): void {
    if (!keys.every((key) => isLeafValue(entity[key]))) return;
    const until = this.now() + maxAge * 1_000;
    this.kept.set(keyOf(whose, id, representation), { entity, until });
  }
}

/** No id of a signatory, name of a subgraph or digest holds a space: two keys are never one. */
function keyOf(whose: string, id: string, representation: string): string {
  return `${whose} ${id} ${representation}`;
}

/** Of leaves only. */
function sizeOf(entity: DataObject): number {
  const texts = Object.values(entity).map((value) => (typeof value === 'string' ? value : ''));
  return texts.reduce((sum, text) => sum + 50 + 2 * text.length, 0);
}

function isLeafValue(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
