import { useState, type ReactNode } from 'react';
import type { IncidentsDeMesResidencesQuery } from '../generated/graphql.js';

type Connection = NonNullable<IncidentsDeMesResidencesQuery['incidents']>;

/** Asks for a token, kept in memory only, then shows what is inside. */
export function WithToken({ children }: { readonly children: (token: string) => ReactNode }) {
  const [token, setToken] = useState<string | null>(null);
  if (token !== null) return children(token);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setToken(new FormData(event.currentTarget).get('jeton') as string);
      }}
    >
      <h1>Incidents de mes résidences</h1>
      <label>
        Jeton <input name="jeton" type="password" autoComplete="off" required />
      </label>
      <button type="submit">Lire</button>
    </form>
  );
}

export interface IncidentListProps {
  readonly nodes: Connection['nodes'];
  readonly totalCount: number;
  readonly trouble: string | undefined;
  /** Absent on the last page. */
  readonly onNextPage: (() => void) | undefined;
}

/** What has been read so far, and the way to the next page. */
export function IncidentList({ nodes, totalCount, trouble, onNextPage }: IncidentListProps) {
  return (
    <>
      <h1>Incidents de mes résidences</h1>
      <p role="status">{trouble ?? `${nodes.length} incidents sur ${totalCount}`}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">Jour</th>
            <th scope="col">Type</th>
            <th scope="col">Gravité</th>
            <th scope="col">Résidence</th>
            <th scope="col">Commune</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map(({ id, dateFaits, type, gravite, residence }) => (
            <tr key={id}>
              <td>{dateFaits}</td>
              <td>{type}</td>
              <td>{gravite}</td>
              <td>{residence?.nom}</td>
              <td>{residence?.commune?.nom}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {onNextPage && (
        <button type="button" onClick={onNextPage}>
          Page suivante
        </button>
      )}
    </>
  );
}
