import { NotCsv } from './not-csv.js';

/** What stands for bytes that are no UTF-8. */
const replaced = '\ufffd';

/**
 * Looks at all bytes of a file that is not all UTF-8. It is in the other encoding then, unless as much
 * of it is UTF-8 that no text of the other reads so: two files were put together, and either reading
 * would garble names without anybody seeing it.
 */
export class EncodingLook {
  private readonly decoder = new TextDecoder('utf-8');
  private line = 1;
  private firstInvalid = 1;
  private invalid = 0;
  private valid = 0;

  take(chunk: Buffer): void {
    this.look(this.decoder.decode(chunk, { stream: true }));
  }

  /** @throws NotCsv where both encodings are in one file. */
  end(): void {
    this.look(this.decoder.decode());
    if (this.valid < this.invalid) return;
    throw new NotCsv(
      this.firstInvalid,
      'cette ligne n’est pas en UTF-8 comme le reste du fichier : enregistrez-le tout entier en UTF-8.',
    );
  }

  private look(text: string): void {
    for (const character of text) {
      if (character === '\n') this.line += 1;
      else if (character === replaced) {
        if (this.invalid === 0) this.firstInvalid = this.line;
        this.invalid += 1;
      } else if (character > '\u007f') this.valid += 1;
    }
  }
}
