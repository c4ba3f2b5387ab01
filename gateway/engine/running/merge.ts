import type { DataObject } from '../json/data-object.js';
import { isExactNumber } from '../json/exact-numbers.js';
import type { TypeSystem } from '../planning/type-system.js';

/** Told where two answers cannot both be right: the object or list, and the key or index in it. */
export type OnConflict = (holder: object, key: string) => void;

/**
 * Joins what several subgraphs say of one object. The result is the same in whichever order they
 * answer: what one of them knows stays (a null takes nothing away, an abstract type name no concrete
 * one), objects are joined field by field and lists item by item. Two lists of different lengths, or an
 * object and a list, cannot be joined: that is a conflict, and what stands there meanwhile is of no use.
 * docs/decisions/shared-values.md
 */
export class Merge {
  constructor(
    private readonly types: TypeSystem,
    private readonly onConflict: OnConflict,
  ) {}

  /** In place. Sharing parts with `source` is intended. */
  into(target: DataObject, source: DataObject): void {
    if (target === source) return;
    for (const key of Object.keys(source)) {
      // The one key whose assignment would not make a property (CVE-2026-32621).
      if (key === '__proto__') continue;
      const value = source[key];
      if (value === undefined) continue;
      const known = target[key];
      if (known === undefined || known === null) target[key] = value;
      else if (key === '__typename') target[key] = this.moreConcrete(known, value);
      else if (value !== null) target[key] = this.values(known, value, target, key);
    }
  }

  /** As `into`, of a source that holds no objects. */
  leavesInto(target: DataObject, source: DataObject): void {
    for (const key in source) {
      if (key === '__proto__') continue;
      const value = source[key];
      if (value === null && target[key] !== undefined) continue;
      target[key] = key === '__typename' ? this.moreConcrete(target[key], value) : value;
    }
  }

  moreConcrete(known: unknown, name: unknown): unknown {
    if (typeof known !== 'string' || known === name) return name;
    return typeof name !== 'string' || this.types.isAbstract(name) ? known : name;
  }

  private values(known: unknown, value: unknown, holder: object, key: string): unknown {
    if (known === value || typeof known !== 'object' || typeof value !== 'object') {
      const isBranch = typeof known === 'object' || typeof value === 'object';
      if (known !== value && isBranch && !isExactNumber(known) && !isExactNumber(value)) {
        this.onConflict(holder, key);
      }
      return value;
    }
    // A leaf, though an object: there is nothing to join in it.
    if (isExactNumber(known) || isExactNumber(value)) return value;
    if (Array.isArray(known) && Array.isArray(value)) return this.lists(known, value, holder, key);
    if (Array.isArray(known) || Array.isArray(value)) this.onConflict(holder, key);
    else this.into(known as DataObject, value as DataObject);
    return known;
  }

  private lists(known: unknown[], value: readonly unknown[], holder: object, key: string): unknown {
    if (known.length !== value.length) {
      this.onConflict(holder, key);
      return known;
    }
    for (let i = 0; i < value.length; i += 1) {
      const item: unknown = value[i];
      const knownItem: unknown = known[i];
      if (knownItem === null || knownItem === undefined) known[i] = item;
      else if (item !== null && item !== undefined) {
        known[i] = this.values(knownItem, item, known, String(i));
      }
    }
    return known;
  }
}
