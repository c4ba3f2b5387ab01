import type { Columns, ValuesOf } from './column.js';
import type { Faults } from './faults.js';
import type { TableWriter } from './table-writer.js';

export interface Line<Values> {
  readonly number: number;
  /** What `keyOf` makes of its values. */
  readonly key: string;
  readonly values: Values;
}

export interface Importing {
  readonly writer: TableWriter;
  readonly faults: Faults;
  /** The landlord that the file is of; empty where a file is of no landlord. */
  readonly bailleur: string;
  /** AAAA-MM-JJ. */
  readonly today: string;
}

/** What is done with the lines of one file. */
export interface Importer<Values> {
  /** False: the line is about somebody else, and is passed over. Absent: all are taken. */
  concerns?(values: Values): boolean;
  /** What a file may have once only. */
  keyOf(values: Values): string;
  /** Some hundreds at a time; faults are reported, not thrown. */
  take(lines: readonly Line<Values>[]): Promise<void>;
  /** Lines that an import which was cut has taken already: what it remembers of them beside the rows. */
  again?(lines: readonly Line<Values>[]): void;
  /** After the last line; returns more to say, in French. */
  end(): Promise<readonly string[]>;
}

/** A kind of file that a partner takes in. */
export interface FileImport {
  /** French. */
  readonly about: string;
  readonly columns: Columns;
  /** Columns that are not declared are passed over; else they are faults. */
  readonly others: 'passed-over' | 'refused';
  readonly ofBailleur: boolean;
  readonly begin: (importing: Importing) => Importer<Readonly<Record<string, unknown>>>;
}

/** Checks that an importer takes what its columns give. */
export function fileImport<C extends Columns>(declared: {
  readonly about: string;
  readonly columns: C;
  readonly others: FileImport['others'];
  readonly ofBailleur: boolean;
  readonly begin: (importing: Importing) => Importer<ValuesOf<C>>;
}): FileImport {
  return {
    ...declared,
    begin: (importing) => declared.begin(importing),
  };
}
