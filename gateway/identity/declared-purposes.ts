/** Reads `x-finalite`: purposes separated by commas, each once, without those the convention lacks. */
export function declaredPurposes(header: string, known: ReadonlySet<string>): readonly string[] {
  if (header === '') return none;
  // The usual header is one purpose.
  if (known.has(header)) return [header];
  return named(header).filter((purpose) => known.has(purpose));
}

/** How many of the declared purposes count for nothing: the caller is told, in case one is misspelt. */
export function ignoredPurposes(header: string, kept: readonly string[]): number {
  if (header === '' || (kept.length === 1 && kept[0] === header)) return 0;
  return named(header).filter((purpose) => !kept.includes(purpose)).length;
}

const none: readonly string[] = [];

function named(header: string): readonly string[] {
  const names = header.split(',').map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== '');
}
