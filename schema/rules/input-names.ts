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
 * Whether an input of this name reads the field: `borrowerName`, `BORROWER_NAME`,
 * `borrowerName_contains`, `BORROWER_NAME_DESC`, `orderByBorrowerName` all read `borrowerName`.
 */
export function readsByName(input: string, field: string): boolean {
  const inputWords = wordsOf(input);
  const fieldWords = wordsOf(field);
  const wanted = fieldWords.join('');
  for (let start = 0; start < inputWords.length; start += 1) {
    for (let end = inputWords.length; end > start; end -= 1) {
      const around = [...inputWords.slice(0, start), ...inputWords.slice(end)];
      if (
        inputWords.slice(start, end).join('') === wanted &&
        around.every((w) => operators.has(w))
      ) {
        return true;
      }
    }
  }
  return false;
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .filter((word) => word !== '');
}
