import { useEffect, useState, type ReactNode } from 'react';
import type {
  IncidentsDeMesResidencesQuery,
  SignalementsATransmettreQuery,
} from '../generated/graphql.js';
import { signIn, tokenFromProvider } from '../sign-in.js';

type Incidents = NonNullable<IncidentsDeMesResidencesQuery['incidents']>['nodes'];
type Drafts = NonNullable<SignalementsATransmettreQuery['signalements']>['nodes'];

/** Asks the person to sign in, then shows what is inside. */
export function SignedIn({ children }: { readonly children: (token: string) => ReactNode }) {
  const [token, setToken] = useState<string | null>(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    tokenFromProvider().then(setToken, (error: Error) => setTrouble(error.message));
  }, []);
  if (token !== null) return children(token);
  return (
    <>
      <h1>Incidents de mes résidences</h1>
      <button type="button" onClick={() => void signIn()}>
        Se connecter
      </button>
      <p role="alert">{trouble}</p>
    </>
  );
}

export interface IncidentListProps {
  readonly nodes: Incidents;
  readonly totalCount: number;
  readonly trouble: string | undefined;
  /** Absent on the last page. */
  readonly onNextPage: (() => void) | undefined;
}

/** What has been read so far, and the way to the next page. */
export function IncidentList({ nodes, totalCount, trouble, onNextPage }: IncidentListProps) {
  return (
    <section>
      <h1>Incidents de mes résidences</h1>
      <p role="status">{trouble ?? `${nodes.length} incidents sur ${totalCount}`}</p>
      <table aria-label="Incidents">
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
    </section>
  );
}

export interface DraftListProps {
  readonly nodes: Drafts;
  readonly totalCount: number;
  /** What became of the last one, or why it could not be sent. */
  readonly said: string;
  readonly onTransmit: (id: string) => void;
}

/** What waits to be sent, and a button for each. */
export function DraftList({ nodes, totalCount, said, onTransmit }: DraftListProps) {
  return (
    <section>
      <h2>Signalements à transmettre : {totalCount}</h2>
      <p role="alert">{said}</p>
      <table aria-label="Signalements à transmettre">
        <thead>
          <tr>
            <th scope="col">Commune</th>
            <th scope="col">Incidents</th>
            <th scope="col">Destinataires</th>
            <th scope="col">Transmission</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map(({ id, commune, incidents, destinataires }) => (
            <tr key={id}>
              <td>{commune?.nom}</td>
              <td>{incidents?.map(({ type }) => type).join(', ')}</td>
              <td>{destinataires?.map((destinataire) => destinataire.id).join(', ')}</td>
              <td>
                <button type="button" onClick={() => onTransmit(id)}>
                  Transmettre
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
