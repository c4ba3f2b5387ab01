import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { EncodingLook } from './encoding-look.js';
import { delimiterLine, FileStart } from './file-start.js';
import { longestLine, NotCsv, tooLong } from './not-csv.js';

export interface CsvForm {
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly delimiter: ';' | ',';
  readonly bytes: number;
}

export interface CsvRecord {
  /** Where it begins, the first of the file being line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads the file once to know how it is written: UTF-8 where all of it is, else ISO-8859-1 with the
 * additions that Windows makes to it; the delimiter that its header has more of.
 * @throws NotCsv for a file of neither encoding, or of no line.
 */
export async function formOf(path: string): Promise<CsvForm> {
  const start = new FileStart();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    start.take(chunk);
    isUtf8 &&= decodes(decoder, chunk);
    if (!isUtf8 && start.isKnown) break;
  }
  const header = start.header();
  if (!isUtf8) await refuseTwoEncodings(path);
  const count = (delimiter: string): number => header.split(delimiter).length;
  const { size } = await stat(path);
  return {
    encoding: isUtf8 ? 'utf-8' : 'windows-1252',
    delimiter: count(';') >= count(',') ? ';' : ',',
    bytes: size,
  };
}

function decodes(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function refuseTwoEncodings(path: string): Promise<void> {
  const look = new EncodingLook();
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) look.take(chunk);
  look.end();
}

/** The file's records, one after the other, whatever its size. @throws NotCsv */
export async function* recordsOf(
  path: string,
  { encoding, delimiter }: CsvForm,
  onBytes: (count: number) => void,
): AsyncGenerator<CsvRecord> {
  // Of the last whole record, in lines: what is wrong is in the one that begins after it.
  let whole = 0;
  const parser = parse({
    on_record: (record: string[], { lines }) => {
      whole = lines;
      return record;
    },
    bom: true,
    delimiter,
    // Each where it stands: a file put together on two machines has several.
    record_delimiter: ['\r\n', '\n', '\r'],
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
  let isHeader = true;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const tellsDelimiter = isHeader && delimiterLine.test(record.join(delimiter));
      if (!tellsDelimiter) {
        yield { line, cells: record };
        isHeader = false;
      }
      line = info.lines + 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_MAX_RECORD_SIZE') throw new NotCsv(line, tooLong);
    throw new NotCsv(
      whole + 1,
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
