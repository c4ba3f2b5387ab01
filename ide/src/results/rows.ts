import {
  dayText,
  isMonth,
  isSemester,
  momentText,
  monthText,
  semesterText,
} from '../page/french-dates.js';
import { inFrenchType } from '../page/typography.js';
import type { Column } from './columns.js';
import { masked, type Cell, type Table } from './tables.js';

export type Ligne = Table['lignes'][number];

const compareTexts = new Intl.Collator('fr', { numeric: true }).compare;
const numbers = new Intl.NumberFormat('fr-FR');

/** The order of two cells that are not empty, from the smallest on. */
export function compareCells(left: NonNullable<Cell>, right: NonNullable<Cell>): number {
  // Masked counts are the small ones.
  if (left === masked || right === masked)
    return Number(right === masked) - Number(left === masked);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return compareTexts(String(left), String(right));
}

/** What a cell says to a French reader: names for codes, dates and numbers as they are written here. */
export function cellText(
  cell: Cell | undefined,
  column?: Pick<Column, 'genre' | 'libelles'>,
): string {
  if (cell === masked) return '< 5 (masqué)';
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  if (typeof cell === 'number') {
    return column?.genre === 'texte' ? String(cell) : numbers.format(cell);
  }
  return column?.libelles.get(cell) ?? dateText(cell, column?.genre) ?? cell;
}

/** « 26/11/2026 », « nov. 2026 », « 2e semestre 2026 », « 26/11/2026 10:30 ». */
function dateText(cell: string, genre: Column['genre'] | undefined): string | null {
  if (genre === 'date' && /^\d{4}-\d{2}-\d{2}/.test(cell)) return dayText(cell);
  if (genre === 'horodatage' && /^\d{4}-\d{2}/.test(cell)) return momentText(new Date(cell));
  if (genre === 'identifiant') return null;
  if (isSemester(cell)) return semesterText(cell);
  return isMonth(cell) ? monthText(cell) : null;
}

/** The same where it is read on the page: in French type, which files do without. */
export function shownText(...cell: Parameters<typeof cellText>): string {
  return inFrenchType(cellText(...cell));
}

const byteOrderMark = '\uFEFF';

/**
 * The table for a French spreadsheet: semicolons, CRLF, a byte order mark (RFC 4180 otherwise). A text
 * that a spreadsheet would run as a formula, or read as another number or date, is preceded by an
 * apostrophe.
 */
export function toCsv(columns: readonly Column[], lignes: readonly Ligne[]): string {
  const lines = [
    columns.map(({ titre }) => csvText(titre)),
    ...lignes.map((ligne) => columns.map((column) => csvCell(ligne[column.id], column))),
  ];
  return byteOrderMark + lines.map((cells) => cells.join(';') + '\r\n').join('');
}

function csvCell(cell: Cell | undefined, column: Column): string {
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  const text = cellText(cell, column);
  return csvText(text, column.genre === 'date' || column.genre === 'horodatage');
}

// Also after what spreadsheets drop: blanks, and characters that nobody sees.
const unseen = String.raw`[\s\p{Cf}\p{Cc}]*`;
const formula = new RegExp(String.raw`^${unseen}[=+\-@|＝＋－＠｜]|^[\t\r\n]`, 'u');
/** « 00123 », « 1-2 », « 3/4 », « 1E5 », and numbers of more digits than a spreadsheet keeps. */
const mistaken = new RegExp(
  String.raw`^${unseen}(?:0\d+|\d{1,4}[-/.:]\d{1,2}(?:[-/.:]\d{1,4})?|\d+e\d+|\d{16,})${unseen}$`,
  'iu',
);

/** A text that a spreadsheet would run is preceded by an apostrophe. */
export function withoutFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function csvText(text: string, isDate = false): string {
  const safe = !isDate && mistaken.test(text) ? `'${text}` : withoutFormula(text);
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
