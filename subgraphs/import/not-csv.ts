/** In characters: what has no end of line before is no line of a partner's file. */
export const longestLine = 1024 * 1024;

export const tooLong =
  'la ligne ne finit pas : vérifiez les fins de ligne, et que les guillemets se ferment.';

/** A file that is not the CSV it should be, in words for who has it. */
export class NotCsv extends Error {
  override readonly name = 'NotCsv';
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}
