import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { Column } from './columns.js';
import type { Group } from './groups.js';
import { cellText, shownText, type Ligne } from './rows.js';
import { masked } from './tables.js';
import { totalOf, totalText } from './totals.js';

/** Height of a row, in pixels: the style sheet says the same. */
const rowHeight = 30;
/** A sheet of paper is for reading: what is longer is a file's matter. */
const mostPrinted = 3000;
/** Rows looked at to find how wide a column is. */
const measured = 200;

export interface VirtualRowsProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly lignes: readonly Ligne[];
  /** The same rows put together; null: they are not. */
  readonly groups: readonly Group[] | null;
  readonly sorting: { readonly id: string; readonly desc: boolean } | undefined;
  readonly onSort: (column: string) => void;
  readonly foot: ReactNode;
}

/** A table of any length, of which only what is seen is drawn; on paper, all of it. */
export function VirtualRows(props: VirtualRowsProps) {
  const { label, columns, lignes, groups, sorting, onSort, foot } = props;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(() => itemsOf(lignes, groups, opened), [lignes, groups, opened]);
  const widths = useMemo(() => columns.map((column) => widthOf(column, lignes)), [columns, lignes]);
  const scroller = useRef<HTMLDivElement>(null);
  const isPrinting = usePrinting();
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  });
  const seen = rows.getVirtualItems();
  const first = isPrinting ? 0 : (seen[0]?.index ?? 0);
  const end = isPrinting ? Math.min(items.length, mostPrinted) : (seen.at(-1)?.index ?? -1) + 1;
  const below = isPrinting ? 0 : (items.length - end) * rowHeight;
  return (
    <>
      <div ref={scroller} className="results-scroll" tabIndex={0} role="region" aria-label={label}>
        <table aria-rowcount={items.length + 1} className="results-fixed">
          <colgroup>
            {columns.map((column, index) => (
              <col key={column.id} style={{ width: `${widths[index] ?? 8}ch` }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map(({ id, titre, description }) => (
                <th key={id} scope="col" aria-sort={ariaSort(sorting, id)}>
                  <button type="button" title={description ?? undefined} onClick={() => onSort(id)}>
                    {titre}
                    <span aria-hidden="true">{sortMark(sorting, id)}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Gap height={first * rowHeight} columns={columns.length} />
            {items.slice(first, end).map((item, index) => (
              <tr key={first + index} aria-rowindex={first + index + 2}>
                {'groupe' in item ? (
                  <GroupCells
                    group={item.groupe}
                    columns={columns}
                    isOpened={opened.has(item.groupe.cle)}
                    onToggle={() => setOpened(toggled(opened, item.groupe.cle))}
                  />
                ) : (
                  columns.map((column) => (
                    <Value key={column.id} column={column} ligne={item.ligne} />
                  ))
                )}
              </tr>
            ))}
            <Gap height={below} columns={columns.length} />
          </tbody>
          {foot}
        </table>
      </div>
      {isPrinting && items.length > mostPrinted && (
        <p>
          {mostPrinted.toLocaleString('fr-FR')} lignes imprimées sur{' '}
          {items.length.toLocaleString('fr-FR')}.
        </p>
      )}
    </>
  );
}

type Item = { readonly ligne: Ligne } | { readonly groupe: Group };

/** What stands below each other: all rows, or each group with its rows where it is opened. */
function itemsOf(
  lignes: readonly Ligne[],
  groups: readonly Group[] | null,
  opened: ReadonlySet<string>,
): readonly Item[] {
  const rows = (of: readonly Ligne[]): readonly Item[] => of.map((ligne) => ({ ligne }));
  if (groups === null) return rows(lignes);
  return groups.flatMap((groupe): readonly Item[] => [
    { groupe },
    ...(opened.has(groupe.cle) ? rows(groupe.lignes) : []),
  ]);
}

function toggled(opened: ReadonlySet<string>, cle: string): ReadonlySet<string> {
  const next = new Set(opened);
  if (!next.delete(cle)) next.add(cle);
  return next;
}

interface GroupCellsProps {
  readonly group: Group;
  readonly columns: readonly Column[];
  readonly isOpened: boolean;
  readonly onToggle: () => void;
}

/** What a group is, how many rows it has, and the sums of what may be summed. */
function GroupCells({ group, columns, isOpened, onToggle }: GroupCellsProps) {
  const { libelle, lignes } = group;
  return columns.map((column, index) => {
    const total = index === 0 ? null : totalOf(column, lignes);
    return index === 0 ? (
      <th key={column.id} scope="rowgroup" className="results-group">
        <button type="button" aria-expanded={isOpened} onClick={onToggle}>
          {libelle} ({lignes.length.toLocaleString('fr-FR')})
        </button>
      </th>
    ) : (
      <td key={column.id} className="results-group results-number">
        {total && totalText(total)}
      </td>
    );
  });
}

function Value({ column, ligne }: { readonly column: Column; readonly ligne: Ligne }) {
  const cell = ligne[column.id];
  const text = shownText(cell, column);
  const className =
    cell === masked
      ? 'results-masked'
      : typeof cell === 'number' && column.genre === 'nombre'
        ? 'results-number'
        : undefined;
  return (
    <td className={className} title={text.length > 30 ? text : undefined}>
      {text}
    </td>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="results-gap">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function widthOf(column: Column, lignes: readonly Ligne[]): number {
  const longest = lignes
    .slice(0, measured)
    .reduce((most, ligne) => Math.max(most, cellText(ligne[column.id], column).length), 0);
  return Math.min(42, Math.max(longest + 3, Math.min(column.titre.length, 24) + 4, 8));
}

function ariaSort(sorting: VirtualRowsProps['sorting'], id: string) {
  if (sorting?.id !== id) return 'none';
  return sorting.desc ? 'descending' : 'ascending';
}

function sortMark(sorting: VirtualRowsProps['sorting'], id: string): string {
  if (sorting?.id !== id) return ' ↕';
  return sorting.desc ? ' ↓' : ' ↑';
}

/** True while the browser takes the page to paper. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    // Drawn before the browser goes on: it does not wait.
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
}
