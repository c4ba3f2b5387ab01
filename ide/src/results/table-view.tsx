import { useMemo, useState, type ReactNode } from 'react';
import { ColumnChooser } from './column-chooser.js';
import type { Column } from './columns.js';
import { rowsText, type Cover } from './cover.js';
import { download } from './download.js';
import { GroupChoice } from './group-choice.js';
import { groupsOf } from './groups.js';
import { toCsv, type Ligne } from './rows.js';
import type { Table } from './tables.js';
import { totalOf, totalText } from './totals.js';
import { useResultTable } from './use-result-table.js';
import { VirtualRows } from './virtual-rows.js';
import { WorkbookButton } from './workbook-button.js';
import { workbookOf } from './workbook.js';

export interface TableViewProps {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly cover: Cover;
}

/** One list of the answer, with what is done with it. */
export function TableView({ table, columns, cover }: TableViewProps) {
  const sortable = useResultTable(table, columns);
  const rows = sortable.getRowModel().rows;
  const lignes = useMemo(() => rows.map(({ original }) => original), [rows]);
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const shown = sortable.getVisibleLeafColumns().flatMap(({ id }) => byId.get(id) ?? []);
  const [sorting] = sortable.state.sorting;
  const [groupedBy, setGroupedBy] = useState<string | null>(null);
  const by = groupedBy === null ? undefined : byId.get(groupedBy);
  const groups = useMemo(() => (by ? groupsOf(by, lignes) : null), [by, lignes]);
  const visible = shown.map(({ id }) => id).join();
  const foot = useMemo(
    () => footOf(shown, lignes, table.partielle),
    // The columns are those of these names.
    [columns, visible, lignes, table],
  );
  const counted = rowsText(lignes.length, table.lignes.length, table.total);
  return (
    <>
      <div className="results-tools" role="group" aria-label="Tableau">
        <label>
          Filtrer{' '}
          <input
            type="search"
            value={(sortable.state.globalFilter as string | undefined) ?? ''}
            onChange={(event) => sortable.setGlobalFilter(event.currentTarget.value)}
          />
        </label>
        <GroupChoice
          columns={columns}
          lignes={table.lignes}
          value={groupedBy}
          onChoose={setGroupedBy}
        />
        <ColumnChooser table={sortable} columns={byId} />
        <button
          type="button"
          className="results-action"
          onClick={() =>
            download(`${cover.titre}.csv`, toCsv(shown, lignes), 'text/csv;charset=utf-8')
          }
        >
          Exporter en CSV
        </button>
        <WorkbookButton
          name={cover.titre}
          workbook={() => workbookOf(cover, counted, shown, lignes)}
        />
        <button type="button" className="results-action" onClick={() => print()}>
          Imprimer
        </button>
        <p className="results-note">
          Les fichiers contiennent les lignes et les colonnes affichées, avec vos droits ; ils
          sortent de la passerelle : protégez-les comme les données qu’ils contiennent.
        </p>
      </div>
      <p className="results-count" role="status">
        {counted}
        {table.partielle && ' : la liste n’est pas entière'}
      </p>
      <VirtualRows
        label={`Tableau ${table.chemin}`}
        columns={shown}
        lignes={lignes}
        groups={groups}
        sorting={sorting}
        onSort={(id) => sortable.setSorting([{ id, desc: sorting?.id === id && !sorting.desc }])}
        foot={foot}
      />
    </>
  );
}

/** The sums of what may be summed; none of a part of a list. */
function footOf(
  columns: readonly Column[],
  lignes: readonly Ligne[],
  partielle: boolean,
): ReactNode {
  const totals = columns.map((column) => (partielle ? null : totalOf(column, lignes)));
  if (totals.every((total) => total === null)) return null;
  return (
    <tfoot>
      <tr>
        {columns.map(({ id }, index) => {
          const total = totals[index];
          return total ? (
            <td key={id} className="results-number">
              {totalText(total)}
            </td>
          ) : (
            <td key={id}>{index === 0 && 'Total'}</td>
          );
        })}
      </tr>
    </tfoot>
  );
}
