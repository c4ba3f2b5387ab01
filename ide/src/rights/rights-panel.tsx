import { useEffect, useState } from 'react';
import { ReadableErrors } from '../errors/readable-errors.js';
import type { Answer } from '../graphql/answer.js';
import type { Finalite } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import { classeText, perimetreText, searchRights, type Droit } from './droit.js';
import { readRights } from './read-rights.js';
import './rights.css';

export interface RightsPanelProps {
  readonly session: Session;
  readonly finalite: readonly string[];
  readonly finalites: readonly Finalite[];
}

/** « Mes droits »: what the caller may read for the declared purposes, and why. */
export function RightsPanel({ session, finalite, finalites }: RightsPanelProps) {
  const [rights, setRights] = useState<readonly Droit[] | null>(null);
  const [trouble, setTrouble] = useState<Answer | null>(null);
  const [search, setSearch] = useState('');

  useEffect(() => {
    let current = true;
    readRights(session, finalite).then(
      (found) => {
        if (!current) return;
        setRights('data' in found ? null : found);
        setTrouble('data' in found ? found : null);
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session, finalite]);

  if (trouble) return <ReadableErrors answer={trouble} />;
  if (!rights) return <p className="panel-hint">Lecture de vos droits…</p>;
  const nameOf = (id: string) => finalites.find((known) => known.id === id)?.libelle ?? id;
  const shown = searchRights(rights, search);
  return (
    <div className="rights">
      <label className="rights-search">
        Rechercher dans mes droits
        <input
          type="search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <p role="status">
        {shown.length === 1 ? '1 catégorie' : `${shown.length} catégories`}
        {finalite.length === 0
          ? ', sans finalité déclarée'
          : `, finalité : ${finalite.map(nameOf).join(', ')}`}
        . Ce qui n’est pas dans cette liste ne vous est pas ouvert.
      </p>
      <ul className="rights-list">
        {shown.map((droit) => (
          <li key={droit.portee}>
            <h2>{droit.libelle ?? droit.portee}</h2>
            <dl>
              <dt>Classe</dt>
              <dd>{classeText(droit.classe)}</dd>
              <dt>Propriétaire</dt>
              <dd>{droit.proprietaire ?? 'non précisé'}</dd>
              <dt>Périmètre</dt>
              <dd>{perimetreText(droit.perimetres)}</dd>
              <dt>Finalité</dt>
              <dd>{droit.finalites.map(nameOf).join(', ') || 'aucune n’est exigée'}</dd>
              <dt>Fondement</dt>
              <dd>
                {droit.fondements.map(({ reference, effet }) => (
                  <span key={reference} title={effet ?? undefined}>
                    {reference}{' '}
                  </span>
                ))}
              </dd>
              <dt>Conservation</dt>
              <dd>{droit.conservation ?? 'non limitée par la convention'}</dd>
              <dt>Portée</dt>
              <dd>
                <code>{droit.portee}</code>
              </dd>
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}
