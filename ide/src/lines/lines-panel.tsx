import type { AnswerError, Plan } from '../graphql/answer.js';
import type { Configuration } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import { lineName, linesFor, silentIn, stateText, type Line } from './line.js';
import { useLines } from './use-lines.js';
import './lines.css';

export interface LinesPanelProps {
  readonly session: Session;
  readonly configuration: Configuration;
  /** How the last answer came about; null: none came. */
  readonly plan: Plan | null;
  /** Of the last answer. */
  readonly errors: readonly AnswerError[];
}

/** « Partenaires »: the state of the organisation's own line, and of those that the answer concerns. */
export function LinesPanel({ session, configuration, plan, errors }: LinesPanelProps) {
  const { lines, etat, readAgain } = useLines(session, true);
  const organisation = configuration.organisations.find(({ id }) => id === session.signataireId);
  if (etat === 'en-cours') {
    return (
      <div className="lines">
        <p role="status">Examen des lignes des partenaires…</p>
      </div>
    );
  }
  const again = (
    <p>
      <button type="button" className="lines-again" onClick={readAgain}>
        Examiner de nouveau
      </button>
    </p>
  );
  if (!lines || !organisation) {
    return (
      <div className="lines">
        <p>La passerelle ne dit pas l’état des lignes pour le moment.</p>
        {again}
      </div>
    );
  }
  const subgraphs = plan?.etapes.map(({ sousGraphe }) => sousGraphe) ?? [];
  const asked = { subgraphs, silent: silentIn(errors) };
  const { own, others, perhaps } = linesFor(lines, organisation, asked);
  return (
    <div className="lines">
      <h2>Votre ligne</h2>
      {own.length > 0 ? (
        <LineList lines={own} />
      ) : (
        <p>Votre organisation lit sans tenir de données ici : elle n’a pas de ligne.</p>
      )}
      <h2>Les autres partenaires que cette réponse concerne</h2>
      {others.length > 0 && <LineList lines={others} />}
      {others.length + perhaps.length === 0 && <p>Aucun.</p>}
      {perhaps.length > 0 && (
        <details className="lines-perhaps">
          <summary>
            {perhaps.length === 1 ? '1 autre ligne' : `${perhaps.length} autres lignes`} en service
          </summary>
          <p className="lines-note">
            Plusieurs organisations tiennent ces données. La passerelle ne dit pas lesquelles elle a
            interrogées pour cette réponse : ce serait dire qui détient quoi.
          </p>
          <LineList lines={perhaps} />
        </details>
      )}
      {again}
      <p className="lines-note">
        Une ligne va de la passerelle au système d’un partenaire. Son examen ne lit aucune donnée.
        Ce qui ne va pas, et que faire, n’est dit qu’à l’organisation dont c’est la ligne.
      </p>
    </div>
  );
}

function LineList({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <ul className="lines-list">
      {lines.map((line) => (
        <li key={`${line.partenaire}/${line.operateur?.id ?? ''}`}>
          {lineName(line)} : <strong className={`line-${line.etat}`}>{stateText(line)}</strong>
          {line.signes.length > 0 && (
            <ul>
              {line.signes.map((signe) => (
                <li key={signe}>{signe}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
