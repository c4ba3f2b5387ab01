import { useId, useMemo, useState } from 'react';
import type { Answer } from '../graphql/answer.js';
import type { Asking } from './asked-fields.js';
import { columnsOf, listTitles } from './columns.js';
import { CoverLine } from './cover-line.js';
import type { Cover } from './cover.js';
import { listWords } from './list-words.js';
import { findTables } from './tables.js';
import { TableView } from './table-view.js';
import './results.css';
import './print.css';

export interface ResultTableProps {
  readonly answer: Answer | null;
  readonly asking: Asking;
  readonly cover: Cover;
  /** Where the list stands that is shown first; otherwise the first of the answer. */
  readonly liste?: string;
}

/** Any list of the answer as a table, and to be taken along as a file or on paper. */
export function ResultTable({ answer, asking, cover, liste }: ResultTableProps) {
  const [chosen, setChosen] = useState(liste);
  const select = useId();
  const { query, operationName, schema, communes } = asking;
  const tables = useMemo(
    () => findTables(answer?.data ?? null, listWords({ query, operationName, schema })),
    [answer, query, operationName, schema],
  );
  const table = tables.find(({ chemin }) => chemin === chosen) ?? tables[0];
  const titles = useMemo(
    () => listTitles(tables, { query, operationName, schema }),
    [tables, query, operationName, schema],
  );
  const columns = useMemo(
    () =>
      table
        ? columnsOf(table, { query, operationName, schema, ...(communes && { communes }) })
        : [],
    [table, query, operationName, schema, communes],
  );
  if (!table) return <p className="panel-hint">Aucune liste dans la dernière réponse.</p>;
  return (
    <div className="results">
      <CoverLine cover={cover} />
      {tables.length > 1 && (
        <p className="results-tools">
          <label htmlFor={select}>Liste </label>
          <select
            id={select}
            value={table.chemin}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            {tables.map(({ chemin, lignes }) => (
              <option key={chemin} value={chemin}>
                {titles.get(chemin)} ({lignes.length.toLocaleString('fr-FR')})
              </option>
            ))}
          </select>
        </p>
      )}
      <TableView key={table.chemin} table={table} columns={columns} cover={cover} />
    </div>
  );
}
