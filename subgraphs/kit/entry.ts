interface Keeping<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** What is kept under a key, made where it is asked for first. */
export function entry<K, V>(known: Keeping<K, V>, key: K, create: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = create();
    known.set(key, value);
  }
  return value;
}
