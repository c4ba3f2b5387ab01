import { getNamedType, isEnumType } from 'graphql';
import { choicesOf, labelOf } from '../forms/input-field.js';
import { inFrenchType } from '../page/typography.js';
import type { CaseType } from './case-types.js';
import { delayText, isLate, sinceText } from './delay.js';
import type { Waiting } from './use-waiting.js';
import type { WaitingCase } from './waiting-pages.js';
import './waiting-list.css';

export interface WaitingListProps {
  readonly waiting: Waiting;
  readonly today: string;
  readonly chosen: string | null;
  readonly onChoose: (found: WaitingCase) => void;
  /** At most so many. */
  readonly most?: number;
}

/** Cases that wait for the organisation, the longest waiting first, with the delay left. */
export function WaitingList({ waiting, today, chosen, onChoose, most }: WaitingListProps) {
  const { cases, total, isLeast, missing, onAgain, onMore, isReadingOn } = waiting;
  if (cases === null) {
    return (
      <p className="panel-hint" role="status">
        Lecture de ce qui vous attend…
      </p>
    );
  }
  const shown = cases.slice(0, most);
  return (
    <>
      {missing.length > 0 && (
        <div className="notice waiting-missing">
          Une partie n’a pas pu être lue : cette liste est incomplète.
          <ul>
            {missing.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
          <button type="button" onClick={onAgain}>
            Réessayer
          </button>
        </div>
      )}
      <p className="waiting-total" role="status">
        {totalText(total, isLeast, shown.length)}
      </p>
      <ul className="card-list waiting-cases">
        {shown.map((found) => (
          <li key={found.id}>
            <button
              type="button"
              aria-current={found.id === chosen ? 'page' : undefined}
              onClick={() => onChoose(found)}
            >
              <strong>{caseTitle(found.of, found.row)}</strong>
              <span>{found.attendus.map(({ resume }) => inFrenchType(resume)).join(' ')}</span>
              <small>
                {[stepText(found), sinceText(found.depuis, today)].filter(Boolean).join(', ')}
                {found.echeance !== null && (
                  <span className={isLate(found.echeance, today) ? 'waiting-late' : 'waiting-due'}>
                    {delayText(found.echeance, today)}
                  </span>
                )}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {onMore !== null && most === undefined && (
        <button type="button" className="waiting-more" aria-disabled={isReadingOn} onClick={onMore}>
          {isReadingOn ? 'Lecture de la suite…' : 'Afficher la suite'}
        </button>
      )}
    </>
  );
}

function totalText(total: number, isLeast: boolean, shown: number): string {
  if (total === 0)
    return isLeast
      ? 'Rien ne vous attend dans ce qui a pu être lu.'
      : 'Rien n’attend votre organisation.';
  const all =
    total === 1 && !isLeast
      ? '1 dossier vous attend'
      : `${isLeast ? 'au moins ' : ''}${total} dossiers vous attendent`;
  return shown < total ? `${all} ; voici les ${shown} plus anciens.` : `${all}.`;
}

/** « Fiche de signalement – Poitiers » */
export function caseTitle({ type }: CaseType, row: Readonly<Record<string, unknown>>): string {
  const kind =
    labelOf(type.description, type.name).split(/\s(?:d’un bailleur|:|;|,)/)[0] ?? type.name;
  const place = ['residence', 'commune', 'bailleur']
    .map((name) => (row[name] as { nom?: unknown } | null | undefined)?.nom)
    .find((nom) => typeof nom === 'string');
  return place === undefined ? kind : `${kind} – ${inFrenchType(place)}`;
}

function stepText({ of, row }: WaitingCase): string {
  const field = of.type.getFields()['statut'];
  const statut = field && getNamedType(field.type);
  if (!isEnumType(statut)) return '';
  return choicesOf(statut).find(({ value }) => value === row['statut'])?.nom ?? '';
}
