import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

export interface CsvForm {
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly delimiter: ';' | ',';
  readonly bytes: number;
}

export interface CsvRecord {
  /** Where it begins, the header being line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** In characters: what has no end of line before is no line of a partner's file. */
const longestLine = 1024 * 1024;

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

const tooLong =
  'la ligne ne finit pas : vérifiez les fins de ligne, et que les guillemets se ferment.';

/**
 * Reads the file once to know how it is written: UTF-8 where all of it is, else ISO-8859-1 with the
 * additions that Windows makes to it; the delimiter that its first line has more of.
 */
export async function formOf(path: string): Promise<CsvForm> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let encoding: CsvForm['encoding'] = 'utf-8';
  let first = '';
  let firstRead = false;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (!firstRead) {
      first += chunk.toString('latin1');
      firstRead = /\n/.test(first);
      if (!firstRead && first.length > longestLine) throw new NotCsv(1, tooLong);
    }
    if (encoding !== 'utf-8') {
      if (firstRead) break;
      continue;
    }
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      encoding = 'windows-1252';
    }
  }
  const [header = ''] = first.split(/\r?\n/);
  if (header.trim() === '') throw new NotCsv(1, 'le fichier est vide.');
  const count = (delimiter: string): number => header.split(delimiter).length;
  const { size } = await stat(path);
  return { encoding, delimiter: count(';') >= count(',') ? ';' : ',', bytes: size };
}

/** The file's records, one after the other, whatever its size. @throws NotCsv */
export async function* recordsOf(
  path: string,
  { encoding, delimiter }: CsvForm,
  onBytes: (count: number) => void,
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: longestLine,
  });
  const source = createReadStream(path, { highWaterMark: 1 << 18 });
  const decoded = source.pipe(decoding(encoding, onBytes));
  // A pipe does not hand on what went wrong before it.
  source.on('error', (error) => parser.destroy(error));
  decoded.pipe(parser);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      yield { line, cells: record };
      line = info.lines + 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_MAX_RECORD_SIZE') throw new NotCsv(line, tooLong);
    throw new NotCsv(
      Number(error['lines'] ?? line),
      'les guillemets ne se ferment pas comme dans un CSV : doublez ceux du texte.',
    );
  } finally {
    source.destroy();
  }
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function decoding(encoding: CsvForm['encoding'], onBytes: (count: number) => void): Transform {
  const decoder = new TextDecoder(encoding);
  return new Transform({
    transform(chunk: Buffer, _, done) {
      onBytes(chunk.length);
      done(
        null,
        encoding === 'utf-8' ? chunk : Buffer.from(decoder.decode(chunk, { stream: true })),
      );
    },
  });
}
