import { useId, useMemo, useState } from 'react';
import type { Answer } from '../graphql/answer.js';
import { downloadCsv } from './download-csv.js';
import { cellText, sortRows, type SortOrder } from './rows.js';
import { findTables, masked, type Table } from './tables.js';
import './results.css';

/** Rows drawn at once; sorting and the file always take all of them. */
const drawnAtOnce = 500;

export interface ResultTableProps {
  readonly answer: Answer | null;
}

/** Any list of the answer as a table: sortable, and to be taken along as a file. */
export function ResultTable({ answer }: ResultTableProps) {
  const tables = useMemo(() => findTables(answer?.data ?? null), [answer]);
  const [chosen, setChosen] = useState('');
  const select = useId();
  const table = tables.find(({ chemin }) => chemin === chosen) ?? tables[0];
  if (!table) return <p className="panel-hint">Aucune liste dans la dernière réponse.</p>;
  return (
    <div className="results">
      {tables.length > 1 && (
        <p>
          <label htmlFor={select}>Liste </label>
          <select
            id={select}
            value={table.chemin}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            {tables.map(({ chemin, lignes }) => (
              <option key={chemin} value={chemin}>
                {chemin} ({lignes.length})
              </option>
            ))}
          </select>
        </p>
      )}
      <SortableTable key={table.chemin} table={table} />
    </div>
  );
}

function SortableTable({ table }: { readonly table: Table }) {
  const [order, setOrder] = useState<SortOrder | null>(null);
  const [drawn, setDrawn] = useState(drawnAtOnce);
  const { chemin, colonnes, total } = table;
  const lignes = useMemo(() => sortRows(table.lignes, order), [table, order]);
  const sortBy = (colonne: string) =>
    setOrder({ colonne, descending: order?.colonne === colonne && !order.descending });
  return (
    <>
      <p>
        <button
          type="button"
          className="results-action"
          onClick={() => downloadCsv(chemin, { colonnes, lignes })}
        >
          Exporter en CSV
        </button>{' '}
        Le fichier contient toutes les lignes lues, avec vos droits ; il sort de la passerelle :
        protégez-le comme les données qu’il contient.
      </p>
      <div className="results-scroll" tabIndex={0} role="region" aria-label={`Tableau ${chemin}`}>
        <table>
          <caption>{captionOf(table, total)}</caption>
          <thead>
            <tr>
              {colonnes.map((colonne) => (
                <th key={colonne} scope="col" aria-sort={ariaSort(order, colonne)}>
                  <button type="button" onClick={() => sortBy(colonne)}>
                    {colonne}
                    <span aria-hidden="true">{sortMark(order, colonne)}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lignes.slice(0, drawn).map((ligne, index) => (
              <tr key={index}>
                {colonnes.map((colonne) => (
                  <td
                    key={colonne}
                    className={
                      ligne[colonne] === masked
                        ? 'results-masked'
                        : typeof ligne[colonne] === 'number'
                          ? 'results-number'
                          : undefined
                    }
                  >
                    {cellText(ligne[colonne])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lignes.length > drawn && (
        <p>
          {drawn.toLocaleString('fr-FR')} lignes affichées sur{' '}
          {lignes.length.toLocaleString('fr-FR')}.{' '}
          <button type="button" onClick={() => setDrawn(drawn + drawnAtOnce)}>
            En afficher davantage
          </button>
        </p>
      )}
    </>
  );
}

function captionOf({ chemin, lignes }: Table, total: number | null): string {
  const rows = lignes.length === 1 ? '1 ligne' : `${lignes.length} lignes`;
  return total === null || total === lignes.length
    ? `${chemin} : ${rows}`
    : `${chemin} : ${rows} reçues sur ${total} que vous pouvez lire`;
}

function ariaSort(order: SortOrder | null, colonne: string) {
  if (order?.colonne !== colonne) return 'none';
  return order.descending ? 'descending' : 'ascending';
}

function sortMark(order: SortOrder | null, colonne: string): string {
  if (order?.colonne !== colonne) return ' ↕';
  return order.descending ? ' ↓' : ' ↑';
}
