/** The property, unless the file has no column for it. */
export function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}

/** Sets the property, unless the file has no column for it. */
export function give<Row extends object, Key extends keyof Row>(
  row: Row,
  key: Key,
  value: Row[Key] | undefined,
): void {
  if (value !== undefined) row[key] = value;
}
