import type { DataObject } from '../json/data-object.js';

/**
 * Merges what a subgraph sent into the data, in place. Objects that stand in both are merged, lists of
 * the same length item by item, the rest is taken over. Sharing parts with `source` is intended.
 */
export function mergeInto(target: DataObject, source: DataObject): void {
  if (target === source) return;
  for (const key of Object.keys(source)) {
    // The one key whose assignment would not make a property (CVE-2026-32621).
    if (key === '__proto__') continue;
    const value = source[key];
    if (value === undefined) continue;
    const known = target[key];
    if (known === undefined || known === null || typeof value !== 'object' || value === null) {
      target[key] = value;
    } else {
      target[key] = mergeValues(known, value);
    }
  }
}

function mergeValues(known: unknown, value: object): unknown {
  if (Array.isArray(value)) {
    if (!Array.isArray(known) || known.length !== value.length) return value;
    for (let i = 0; i < value.length; i += 1) {
      const item: unknown = value[i];
      const knownItem: unknown = known[i];
      known[i] =
        knownItem !== null &&
        typeof knownItem === 'object' &&
        typeof item === 'object' &&
        item !== null
          ? mergeValues(knownItem, item)
          : item;
    }
    return known;
  }
  if (typeof known !== 'object' || Array.isArray(known)) return value;
  mergeInto(known as DataObject, value as DataObject);
  return known;
}
