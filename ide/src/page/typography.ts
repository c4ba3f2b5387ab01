/** Never broken at, and as wide as French typography has it before « : ». */
const noBreak = '\u00a0';
/** Narrow, before « ; », « ! », « ? » and inside quotation marks. */
const narrowNoBreak = '\u202f';

/**
 * A French text with the spaces that no line may break at, so that none begins with « ? ». The spaces
 * must be there: an address (`https://…`) or an hour (`10:30`) has none and stays as it is.
 */
export function withFrenchSpaces(text: string): string {
  return text
    .replaceAll(/ (?=[;!?»])/g, narrowNoBreak)
    .replaceAll(/« /g, `«${narrowNoBreak}`)
    .replaceAll(/ (?=:(?:\s|$))/g, noBreak);
}

/** A text that comes from elsewhere, as a French reader expects it: with its apostrophes too. */
export function inFrenchType(text: string): string {
  return withFrenchSpaces(text.replaceAll(/(?<=\p{L})'(?=\p{L})/gu, '’'));
}

/** Every text of a value that was read as JSON. */
export function allInFrenchType<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === 'string' ? inFrenchType(part) : part,
  ) as Value;
}
