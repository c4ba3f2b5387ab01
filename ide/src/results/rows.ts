import { masked, type Cell, type Table } from './tables.js';

export interface SortOrder {
  readonly colonne: string;
  readonly descending: boolean;
}

/** Rows in the order of one column; empty cells last, whichever way. */
export function sortRows(lignes: Table['lignes'], order: SortOrder | null): Table['lignes'] {
  if (!order) return lignes;
  const { colonne, descending } = order;
  const compare = new Intl.Collator('fr', { numeric: true }).compare;
  return [...lignes].sort((ligne, other) => {
    const left = ligne[colonne] ?? null;
    const right = other[colonne] ?? null;
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const ascending = compareCells(left, right, compare);
    return descending ? -ascending : ascending;
  });
}

function compareCells(
  left: NonNullable<Cell>,
  right: NonNullable<Cell>,
  compare: (first: string, other: string) => number,
): number {
  // Masked counts are the small ones.
  if (left === masked || right === masked)
    return Number(right === masked) - Number(left === masked);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return compare(String(left), String(right));
}

/** What a cell says to a person. */
export function cellText(cell: Cell | undefined): string {
  if (cell === masked) return '< 5 (masqué)';
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  return String(cell);
}

const byteOrderMark = '\uFEFF';

/**
 * The table for a French spreadsheet: semicolons, CRLF, a byte order mark (RFC 4180 otherwise). A text
 * that a spreadsheet would run as a formula is preceded by an apostrophe.
 */
export function toCsv({ colonnes, lignes }: Pick<Table, 'colonnes' | 'lignes'>): string {
  const lines = [
    colonnes.map(csvCell),
    ...lignes.map((ligne) => colonnes.map((colonne) => csvCell(ligne[colonne]))),
  ];
  return byteOrderMark + lines.map((cells) => cells.join(';') + '\r\n').join('');
}

function csvCell(cell: Cell | undefined): string {
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  const text = cellText(cell);
  // Also after blanks, which spreadsheets drop.
  const safe = /^\s*[=+\-@|\t\r\n]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
