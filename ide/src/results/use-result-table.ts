import {
  columnFilteringFeature,
  columnOrderingFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type ReactTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { isTechnical, type Column } from './columns.js';
import { cellText, compareCells, type Ligne } from './rows.js';
import type { Table } from './tables.js';

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnVisibilityFeature,
  columnOrderingFeature,
});

export type SortableTable = ReactTable<typeof features, Ligne>;

/** A table of the answer, to be sorted, filtered, and its columns hidden and put in order. */
export function useResultTable(table: Table, columns: readonly Column[]): SortableTable {
  const lignes = useMemo(() => [...table.lignes], [table]);
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, Ligne> => ({
        id: column.id,
        header: column.titre,
        // Empty cells are last, whichever way the others are sorted.
        accessorFn: (ligne) => ligne[column.id] ?? undefined,
        sortUndefined: 'last',
        sortDescFirst: false,
        sortFn: comparing(column.id, lignes),
      })),
    [columns, lignes],
  );
  const texts = useMemo(() => new WeakMap<Ligne, string>(), [columns]);
  const words = useMemo(() => new Map<Column, Map<unknown, string>>(), [columns]);
  const textOf = (ligne: Ligne): string => {
    const found = texts.get(ligne);
    if (found !== undefined) return found;
    const text = columns
      .map((column) => {
        const cell = ligne[column.id];
        // Of a hundred thousand rows, most say what others say.
        const same = words.get(column)?.get(cell);
        if (same !== undefined) return same;
        const word = searchable(cellText(cell, column));
        const known = words.get(column) ?? new Map<unknown, string>();
        words.set(column, known.set(cell, word));
        return word;
      })
      .join(' ');
    texts.set(ligne, text);
    return text;
  };
  const first = columns[0]?.id;
  return useTable({
    features,
    columns: definitions,
    data: lignes,
    initialState: {
      columnVisibility: Object.fromEntries(
        columns.filter((column) => isTechnical(column, lignes)).map(({ id }) => [id, false]),
      ),
    },
    // The whole row is searched, once.
    getColumnCanGlobalFilter: ({ id }) => id === first,
    globalFilterFn: (row, _, wanted: string) =>
      searchable(wanted)
        .split(' ')
        .every((word) => textOf(row.original).includes(word)),
  });
}

/** Compares by the place of each value among those that occur: texts are compared once each, not once a pair. */
function comparing(id: string, lignes: readonly Ligne[]) {
  let ranks: ReadonlyMap<unknown, number> | undefined;
  return (left: { original: Ligne }, other: { original: Ligne }): number => {
    ranks ??= ranksOf(lignes.map((ligne) => ligne[id]));
    return (ranks.get(left.original[id]) ?? 0) - (ranks.get(other.original[id]) ?? 0);
  };
}

function ranksOf(cells: readonly (Ligne[string] | undefined)[]): ReadonlyMap<unknown, number> {
  const distinct = [...new Set(cells)].flatMap((cell) => cell ?? []);
  distinct.sort(compareCells);
  return new Map(distinct.map((cell, place) => [cell, place]));
}

/** Without accents, and with one kind of space and of apostrophe. */
function searchable(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLocaleLowerCase('fr');
}
