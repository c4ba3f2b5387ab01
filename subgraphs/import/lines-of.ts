import { Unreadable, type Column, type Columns } from './column.js';
import type { CsvRecord } from './csv-file.js';
import type { Faults } from './faults.js';
import type { FileImport, Importer, Line } from './file-import.js';
import { SeenKeys } from './seen-keys.js';

export type Values = Readonly<Record<string, unknown>>;

/** Control characters, but for the ends of lines and tabulations that a cell in quotes may hold. */
// eslint-disable-next-line no-control-regex
const unwritten = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

/** Reads records by the header that came first. */
export class LinesOf {
  private header: readonly (readonly [string, Column<unknown>] | null)[] | null = null;
  private readonly seen = new SeenKeys();

  constructor(
    private readonly declared: FileImport,
    private readonly importer: Importer<Values>,
    private readonly faults: Faults,
  ) {}

  /** @returns a value for each line, undefined where it has a fault or is passed over; null: nothing can be read at all. */
  read(records: readonly CsvRecord[]): (Line<Values> | undefined)[] | null {
    let rest = records;
    if (this.header === null) {
      const [first = { line: 1, cells: [] }] = records;
      this.header = headerOf(first, this.declared, this.faults);
      if (this.faults.count > 0) return null;
      rest = records.slice(1);
    }
    const { header } = this;
    return rest.map((record) => this.line(record, header));
  }

  private line(
    { line: number, cells }: CsvRecord,
    header: readonly (readonly [string, Column<unknown>] | null)[],
  ): Line<Values> | undefined {
    const before = this.faults.count;
    if (cells.length !== header.length) {
      this.faults.add(
        number,
        '',
        `${cells.length} cellules pour ${header.length} colonnes : vérifiez le séparateur et les guillemets.`,
      );
      return undefined;
    }
    const values: Record<string, unknown> = {};
    for (const [index, named] of header.entries()) {
      if (named === null) continue;
      const [name, column] = named;
      const value = this.cell(number, column, cells[index] ?? '');
      if (value !== undefined) values[name] = value;
    }
    if (this.faults.count > before) return undefined;
    if (this.importer.concerns?.(values) === false) return undefined;
    const key = this.importer.keyOf(values);
    if (!this.seen.add(key)) {
      this.faults.add(
        number,
        '',
        'cet objet est déjà plus haut dans le fichier : gardez une ligne.',
      );
      return undefined;
    }
    return { number, key, values };
  }

  private cell(line: number, column: Column<unknown>, text: string): unknown {
    if (column.required && text === '') {
      this.faults.add(line, column.header, `vide : ${column.about}`);
      return undefined;
    }
    if (unwritten.test(text)) {
      this.faults.add(line, column.header, 'un caractère invisible y est : retapez la cellule.');
      return undefined;
    }
    try {
      return column.read(text);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.faults.add(line, column.header, error.message);
      return undefined;
    }
  }
}

function headerOf(
  { line, cells }: CsvRecord,
  { columns, others }: FileImport,
  faults: Faults,
): readonly (readonly [string, Column<unknown>] | null)[] {
  const byHeader = new Map(
    Object.entries(columns).flatMap(([name, column]) =>
      [column.header, ...column.aliases].map((header) => [plain(header), [name, column]] as const),
    ),
  );
  const found = cells.map((cell) => byHeader.get(plain(cell)) ?? null);
  for (const [index, named] of found.entries()) {
    // INVARIANT: a file without its headers begins with somebody's data, which is not repeated.
    const header = named ? named[1].header : `colonne n° ${index + 1}`;
    if (named === null && others === 'refused') {
      faults.add(line, header, `colonne inconnue : attendu ${headersOf(columns).join(', ')}.`);
    }
    if (named !== null && found.findIndex((other) => other?.[0] === named[0]) < index) {
      faults.add(line, header, 'cette colonne est là deux fois.');
    }
  }
  const present = new Set(found.map((named) => named?.[0]));
  for (const [name, column] of Object.entries(columns)) {
    if (column.required && !present.has(name)) {
      faults.add(line, column.header, `colonne absente : ${column.about}`);
    }
  }
  return found;
}

export function headersOf(columns: Columns): string[] {
  return Object.values(columns).map(({ header }) => header);
}

/** Without case, accents, spaces and underscores: as people vary them. */
function plain(header: string): string {
  return header
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f\s_-]/g, '')
    .toLowerCase();
}
