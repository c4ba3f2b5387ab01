import { useState } from 'react';
import { ReadableErrors } from '../errors/readable-errors.js';
import type { Answer } from '../graphql/answer.js';
import type { Session } from '../session/session.js';
import { readReferents, type Referent } from './referents.js';

export interface ReferentListProps {
  readonly session: Session;
  readonly proprietaire: string;
}

/** Whom to ask: read from the directory when it is wanted, since reading it is journaled. */
export function ReferentList({ session, proprietaire }: ReferentListProps) {
  const [found, setFound] = useState<readonly Referent[] | Answer | null>(null);
  if (found === null) {
    const read = async () => {
      try {
        setFound(await readReferents(session, proprietaire));
      } catch {
        // The session is over, and says so itself.
      }
    };
    return (
      <button type="button" className="why-ask" onClick={() => void read()}>
        Qui contacter ? (lit l’annuaire des référents)
      </button>
    );
  }
  if ('data' in found) return <ReadableErrors answer={found} />;
  if (found.length === 0) return <>aucun référent dans l’annuaire que vous pouvez lire</>;
  return (
    <ul className="why-referents">
      {found.map((referent) => (
        <li key={`${referent.signataire?.nom ?? ''} ${referent.nom}`}>
          <strong>{referent.nom}</strong>, {referent.fonction}, {referent.signataire?.nom}
          {referent.perimetre !== null && ` (${referent.perimetre})`}
          {referent.telephonePro !== null && <>, {referent.telephonePro}</>}
          {referent.courrielPro !== null && (
            <>
              , <a href={`mailto:${referent.courrielPro}`}>{referent.courrielPro}</a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
