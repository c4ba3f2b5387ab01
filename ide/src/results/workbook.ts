import type { Cell as SheetCell, SheetData } from 'write-excel-file/universal';
import type { Column } from './columns.js';
import { coverLine, type Cover } from './cover.js';
import { cellText, withoutFormula, type Ligne } from './rows.js';

/** What a workbook holds: its only sheet, and how wide its columns are, in characters. */
export interface Workbook {
  readonly data: SheetData;
  readonly widths: readonly number[];
  /** Rows above the first one of the table: they stay in view. */
  readonly above: number;
}

/** Looked at to find how wide a column is. */
const measured = 200;
const widest = 60;

/**
 * The table for a spreadsheet, below what it answers, where it comes from and how many rows it has. Numbers
 * and dates are such; every text is one, and none begins like a formula: saved as CSV it would be run.
 *
 * @param counted « 100 lignes sur 8 002 ».
 */
export function workbookOf(
  cover: Cover,
  counted: string,
  columns: readonly Column[],
  lignes: readonly Ligne[],
): Workbook {
  const above: SheetData = [
    [{ ...text(cover.titre), fontWeight: 'bold', fontSize: 14 }],
    [text(coverLine(cover))],
    [text(`${counted} ; lu avec vos droits : à protéger comme les données qu’il contient.`)],
    [],
    columns.map(({ titre }) => ({ ...text(titre), fontWeight: 'bold', wrap: true })),
  ];
  const widths = columns.map((column) =>
    lignes
      .slice(0, measured)
      .reduce(
        (most, ligne) => Math.max(most, cellText(ligne[column.id], column).length),
        Math.min(column.titre.length, 24),
      ),
  );
  return {
    data: [...above, ...lignes.map((ligne) => columns.map((column) => cellOf(ligne, column)))],
    widths: widths.map((width) => Math.min(widest, width + 2)),
    above: above.length,
  };
}

function cellOf(ligne: Ligne, column: Column): SheetCell {
  const cell = ligne[column.id];
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  const day = typeof cell === 'string' && column.genre === 'date' ? dayOf(cell) : null;
  if (day !== null) return { value: day, type: Date, format: 'dd/mm/yyyy' };
  return text(cellText(cell, column));
}

/** Midnight of a date, in universal time: spreadsheets know no other. */
function dayOf(date: string): Date | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T00:00:00Z`) : null;
}

function text(value: string) {
  return { value: withoutFormula(value), type: String };
}
