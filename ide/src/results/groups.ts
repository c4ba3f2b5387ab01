import { isTechnical, type Column } from './columns.js';
import { compareCells, shownText, type Ligne } from './rows.js';
import type { Cell } from './tables.js';

/** Rows that say the same in one column. */
export interface Group {
  readonly cle: string;
  readonly libelle: string;
  readonly lignes: readonly Ligne[];
}

/** Groups that a reader still goes through. */
const mostGroups = 500;

/** What rows may be put together by: what comes back, and is no quantity. */
export function groupingColumns(
  columns: readonly Column[],
  lignes: readonly Ligne[],
): readonly Column[] {
  return columns.filter((column) => {
    if (column.genre === 'nombre' && !/(?:^|\.)(?:gravite|priorite)$/.test(column.id)) return false;
    if (isTechnical(column, lignes)) return false;
    const values = new Set<Cell | undefined>();
    for (const ligne of lignes) {
      values.add(ligne[column.id]);
      if (values.size > mostGroups) return false;
    }
    return values.size > 0 && values.size <= Math.max(1, lignes.length / 2);
  });
}

/** In the order of what they say, empty last; the rows of each in the order given. */
export function groupsOf(column: Column, lignes: readonly Ligne[]): readonly Group[] {
  const found = new Map<Cell, Ligne[]>();
  for (const ligne of lignes) {
    const cell = ligne[column.id] ?? null;
    const rows = found.get(cell);
    if (rows) rows.push(ligne);
    else found.set(cell, [ligne]);
  }
  return [...found]
    .sort(([left], [other]) => {
      if (left === null || other === null) return Number(left === null) - Number(other === null);
      return compareCells(left, other);
    })
    .map(([cell, rows]) => ({
      cle: typeof cell === 'symbol' ? 'masqué' : String(cell),
      libelle: cell === null ? 'non renseigné' : shownText(cell, column),
      lignes: rows,
    }));
}
