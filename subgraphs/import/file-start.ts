import { longestLine, NotCsv, tooLong } from './not-csv.js';

/** The beginning of a file, as far as its first line that is not empty. */
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
    const begins = this.read.search(/[^\s\u00ef\u00bb\u00bf]/);
    this.known = begins >= 0 && /[\r\n]/.test(this.read.slice(begins));
    if (!this.known && this.read.length > longestLine) throw new NotCsv(1, tooLong);
  }

  /** @throws NotCsv where it says nothing, or what nobody writes here. */
  header(): string {
    if (/^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(this.read)) {
      throw new NotCsv(1, 'le fichier est en UTF-16 : enregistrez-le en CSV UTF-8.');
    }
    const lines = this.read.replace(/^\u00ef\u00bb\u00bf/, '').split(/[\r\n]+/);
    const header = lines.find((line) => line.trim() !== '');
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
