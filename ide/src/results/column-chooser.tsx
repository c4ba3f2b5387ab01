import type { Column } from './columns.js';
import type { SortableTable } from './use-result-table.js';

export interface ColumnChooserProps {
  readonly table: SortableTable;
  readonly columns: ReadonlyMap<string, Column>;
}

/** Which columns are shown, and in which order. */
export function ColumnChooser({ table, columns }: ColumnChooserProps) {
  const all = table.getAllLeafColumns();
  const ids = all.map(({ id }) => id);
  const move = (id: string, by: number) => {
    const others = ids.filter((other) => other !== id);
    others.splice(Math.max(0, ids.indexOf(id) + by), 0, id);
    table.setColumnOrder(others);
  };
  return (
    <details className="results-columns">
      <summary>
        Colonnes ({table.getVisibleLeafColumns().length} sur {all.length})
      </summary>
      <ul>
        {all.map((column, index) => {
          const titre = columns.get(column.id)?.titre ?? column.id;
          return (
            <li key={column.id}>
              <label title={columns.get(column.id)?.description ?? undefined}>
                <input
                  type="checkbox"
                  checked={column.getIsVisible()}
                  onChange={(event) => column.toggleVisibility(event.currentTarget.checked)}
                />{' '}
                {titre}
              </label>
              <button
                type="button"
                disabled={index === 0}
                aria-label={`Avancer « ${titre} »`}
                onClick={() => move(column.id, -1)}
              >
                ↑
              </button>
              <button
                type="button"
                disabled={index === all.length - 1}
                aria-label={`Reculer « ${titre} »`}
                onClick={() => move(column.id, 1)}
              >
                ↓
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
