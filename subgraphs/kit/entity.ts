/** A class decorated with both `@Entity` and `@ObjectType`, both of the class's own name. */
export type EntityClass<T extends object = object> = new () => T;

/** Value at a property path such as `victime.qualite`; undefined where the row was not loaded so far. */
export function valueAt(row: object, path: string): unknown {
  let value: unknown = row;
  for (const key of keysOf(path)) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Few: those of entities and their declarations. */
const known = new Map<string, readonly string[]>();

function keysOf(path: string): readonly string[] {
  let keys = known.get(path);
  if (!keys) {
    keys = path.split('.');
    known.set(path, keys);
  }
  return keys;
}
