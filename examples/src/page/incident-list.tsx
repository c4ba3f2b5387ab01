import { useEffect, useState } from 'react';
import type { Ask } from '../ask.js';
import type { Failure } from '../failure.js';
import { frenchDay } from '../french-day.js';
import type { IncidentsDeMesResidencesQuery } from '../generated/graphql.js';
import { protectedField, whyQuery } from '../incidents.js';
import { signIn } from '../sign-in.js';
import { noWords, readVocabulary } from '../vocabulary.js';

interface IncidentListProps {
  readonly ask: Ask;
  readonly incidents: IncidentsDeMesResidencesQuery['incidents'];
  readonly failure: Failure | null;
  readonly onRetry: () => void;
  /** Absent on the first page, and on the last. */
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

/** One page, with what could not be read of it. */
export function IncidentList(props: IncidentListProps) {
  const { ask, incidents, failure, onRetry, onPrevious, onNext } = props;
  const [{ types }, setVocabulary] = useState(noWords);
  useEffect(() => void readVocabulary(ask).then(setVocabulary), [ask]);
  return (
    <section>
      <h1>Incidents de mes résidences</h1>
      {failure && <Trouble ask={ask} failure={failure} onRetry={onRetry} />}
      {incidents && (
        <>
          <p role="status">
            {incidents.nodes.length} incidents sur {incidents.totalCount ?? '?'}
          </p>
          <table aria-label="Incidents">
            <thead>
              <tr>
                <th scope="col">Jour</th>
                <th scope="col">Type</th>
                <th scope="col">Gravité</th>
                <th scope="col">Résidence</th>
                <th scope="col">Commune</th>
                <th scope="col">Victime</th>
              </tr>
            </thead>
            <tbody>
              {incidents.nodes.map(({ id, dateFaits, type, gravite, residence, victime }) => (
                <tr key={id}>
                  <td>{frenchDay(dateFaits)}</td>
                  <td>{type && (types.get(type) ?? type)}</td>
                  <td>{gravite}</td>
                  <td>{residence?.nom}</td>
                  <td>{residence?.commune?.nom}</td>
                  <td>{failure?.kind === 'refused' ? 'non communiqué' : victime?.qualite}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {onPrevious && (
            <button type="button" onClick={onPrevious}>
              Page précédente
            </button>
          )}
          {onNext && (
            <button type="button" onClick={onNext}>
              Page suivante
            </button>
          )}
        </>
      )}
    </section>
  );
}

interface TroubleProps {
  readonly ask: Ask;
  readonly failure: Failure;
  readonly onRetry: () => void;
}

/** What is wrong, and what can be done about it. */
export function Trouble({ ask, failure, onRetry }: TroubleProps) {
  const [why, setWhy] = useState('');
  const explain = async () => {
    const { data, failure: other } = await ask(whyQuery, { coordonnee: protectedField });
    setWhy(data?.pourquoi?.message ?? other?.message ?? '');
  };
  return (
    <div role="alert">
      <p>{failure.message}</p>
      {failure.kind === 'session' && (
        <button type="button" onClick={() => void signIn()}>
          Se reconnecter
        </button>
      )}
      {(failure.kind === 'network' || failure.kind === 'partner') && (
        <button type="button" onClick={onRetry}>
          Réessayer
        </button>
      )}
      {failure.kind === 'refused' && (
        <button type="button" onClick={() => void explain()}>
          Pourquoi ?
        </button>
      )}
      {why !== '' && <p>{why}</p>}
    </div>
  );
}
