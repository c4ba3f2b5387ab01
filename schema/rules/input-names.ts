/** Words around a field's name that say how it is compared or sorted, in the two languages in use. */
const operators: ReadonlySet<string> = new Set(
  (
    'asc desc ascending descending croissant decroissant order sort by tri trier par filter where ' +
    'eq ne neq not in nin gt gte lt lte is null exists like ilike contains starts ends with ' +
    'startswith endswith matches regex search between range min max from to before after since until ' +
    'contient commence finit egal different entre avant apres depuis jusqu jusqua debut fin nulls first last'
  ).split(' '),
);

/**
 * Whether an input of this name reads a field: `borrowerName`, `BORROWER_NAME`,
 * `borrowerName_contains`, `BORROWER_NAME_DESC`, `orderByBorrowerName` all read `borrowerName`.
 */
export function readsByName(input: string): (field: string) => boolean {
  const words = wordsOf(input);
  const read = new Set<string>();
  for (let start = 0; start < words.length; start += 1) {
    for (let end = words.length; end > start; end -= 1) {
      const around = [...words.slice(0, start), ...words.slice(end)];
      if (around.every((word) => operators.has(word))) read.add(words.slice(start, end).join(''));
    }
  }
  return (field) => read.has(field.replaceAll('_', '').toLowerCase());
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .filter((word) => word !== '');
}
