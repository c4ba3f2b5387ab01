import { longestLine, NotCsv, tooLong } from './not-csv.js';

/** A line before the header, by which Excel is told the delimiter. */
export const delimiterLine = /^"?sep=(.)"?$/i;

/** The beginning of a file, as far as its header: its first line that is neither empty nor Excel's. */
export class FileStart {
  private read = '';
  private known = false;

  get isKnown(): boolean {
    return this.known;
  }

  /** @throws NotCsv where no line ends. */
  take(chunk: Buffer): void {
    if (this.known) return;
    this.read += chunk.toString('latin1');
    // The last one may go on.
    const whole = linesOf(this.read.slice(0, this.read.search(/[\r\n][^\r\n]*$/) + 1));
    this.known = whole.some((line) => !delimiterLine.test(line));
    if (!this.known && this.read.length > longestLine) throw new NotCsv(1, tooLong);
  }

  /** @throws NotCsv where it says nothing, or what nobody writes here. */
  header(): string {
    if (/^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(this.read)) {
      throw new NotCsv(1, 'le fichier est en UTF-16 : enregistrez-le en CSV UTF-8.');
    }
    const header = linesOf(this.read).find((line) => !delimiterLine.test(line));
    if (header === undefined) throw new NotCsv(1, 'le fichier est vide.');
    if (header.includes('\t') && !/[;,]/.test(header)) {
      throw new NotCsv(
        1,
        'les colonnes sont séparées par des tabulations : enregistrez le fichier avec « ; » ou « , ».',
      );
    }
    return header;
  }
}

/** Those that are not empty, as they stand. */
function linesOf(text: string): readonly string[] {
  const lines = text.replace(/^\u00ef\u00bb\u00bf/, '').split(/[\r\n]+/);
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
