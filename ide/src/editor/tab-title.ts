/** What a tab says of itself; its text is what stands in it now, its operation may be one of before. */
export interface TitledTab {
  readonly query: string | null;
  readonly operationName: string | null;
}

/** The name of the operation that would be run; of a text without any, « Sans nom ». */
export function tabTitle({ query, operationName }: TitledTab): string {
  const operation = /^\s*(?:query|mutation|subscription)\s+(\w+)/gm;
  const names = [...(query ?? '').matchAll(operation)].flatMap(([, name]) => name ?? []);
  return names.find((name) => name === operationName) ?? names[0] ?? 'Sans nom';
}
