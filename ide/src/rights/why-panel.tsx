import type { GraphQLSchema } from 'graphql';
import { useState } from 'react';
import { ReadableErrors } from '../errors/readable-errors.js';
import type { Answer } from '../graphql/answer.js';
import { ask } from '../graphql/ask.js';
import type { Asked, Question } from '../graphql/question.js';
import { allInFrenchType } from '../page/typography.js';
import type { Finalite } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import { emptyFields, type EmptyField } from './empty-fields.js';
import { classeText, perimetreText, type Droit } from './droit.js';
import { ReferentList } from './referent-list.js';
import { hasReferents } from './referents.js';
import './rights.css';

export interface WhyPanelProps {
  readonly session: Session;
  readonly finalite: readonly string[];
  readonly finalites: readonly Finalite[];
  /** The last answer with its question. */
  readonly exchange: (Asked & { readonly question: Question }) | null;
  /** The caller's own graph. */
  readonly schema: GraphQLSchema | null;
}

interface Explication {
  readonly coordonnee: string;
  readonly message: string;
  readonly portees: readonly (Droit & { readonly detenue: boolean })[];
}

const query = `query Pourquoi($coordonnee: String!) {
  pourquoi(coordonnee: $coordonnee) {
    coordonnee
    message
    portees {
      portee libelle classe proprietaire conservation detenue finalites perimetres
      fondements { reference effet }
    }
  }
}`;

/** « Pourquoi ? »: every empty or refused field of the last answer, explained in one click. */
export function WhyPanel({ session, finalite, finalites, exchange, schema }: WhyPanelProps) {
  const [answer, setAnswer] = useState<{ readonly field: string; readonly body: Answer } | null>(
    null,
  );
  const fields = exchange && schema ? fieldsOf(exchange, schema) : [];
  if (fields.length === 0) {
    return <p className="panel-hint">{hintOf(exchange)}</p>;
  }
  const explain = async ({ coordonnee }: EmptyField) => {
    try {
      const { body } = await ask(session, { query, variables: { coordonnee }, finalite });
      setAnswer({ field: coordonnee, body: allInFrenchType(body) });
    } catch {
      // The session is over, and says so itself.
    }
  };
  const found = answer?.body.data?.['pourquoi'] as Explication | null | undefined;
  return (
    <div className="why">
      <p>
        Champs vides ou refusés de la dernière réponse. L’explication parle de vos droits ; elle ne
        dit jamais si une fiche existe.
      </p>
      <ul className="why-fields">
        {fields.map((field) => (
          <li key={field.coordonnee}>
            <button
              type="button"
              title={field.chemin || field.coordonnee}
              aria-pressed={field.coordonnee === answer?.field}
              onClick={() => void explain(field)}
            >
              {field.libelle ?? <code>{field.coordonnee}</code>}{' '}
              {field.refuse ? '(refusé)' : '(vide)'}
            </button>
          </li>
        ))}
      </ul>
      <div role="status">
        {found ? (
          <Explained
            key={found.coordonnee}
            explication={found}
            libelle={
              fields.find(({ coordonnee }) => coordonnee === found.coordonnee)?.libelle ?? null
            }
            finalites={finalites}
            session={session}
          />
        ) : (
          <ReadableErrors answer={answer?.body ?? null} />
        )}
      </div>
    </div>
  );
}

function hintOf(exchange: WhyPanelProps['exchange']): string {
  if (!exchange) return 'Exécutez une requête : ses champs vides ou refusés s’expliquent ici.';
  return exchange.body.data === null
    ? 'La dernière demande n’a pas eu de réponse : il n’y a pas de champ à expliquer.'
    : 'Aucun champ vide ni refusé dans la dernière réponse.';
}

interface ExplainedProps {
  readonly explication: Explication;
  readonly libelle: string | null;
  readonly finalites: readonly Finalite[];
  readonly session: Session;
}

function Explained({ explication, libelle, finalites, session }: ExplainedProps) {
  const nameOf = (id: string) => finalites.find((finalite) => finalite.id === id)?.libelle ?? id;
  return (
    <section className="why-answer">
      <h2>
        Pourquoi {libelle !== null && `« ${libelle} » `}
        <code>{explication.coordonnee}</code> ?
      </h2>
      <p>{explication.message}</p>
      {explication.portees.map((portee) => (
        <dl key={portee.portee}>
          <dt>Droit demandé</dt>
          <dd>
            {portee.libelle ?? portee.portee} (<code>{portee.portee}</code>)
          </dd>
          <dt>Vous</dt>
          <dd>{portee.detenue ? 'l’avez' : 'ne l’avez pas'} pour cette requête</dd>
          <dt>Classe</dt>
          <dd>{classeText(portee.classe)}</dd>
          <dt>Propriétaire</dt>
          <dd>{portee.proprietaire ?? 'non précisé'}</dd>
          {portee.proprietaire !== null && hasReferents(portee.proprietaire) && (
            <>
              <dt>Référent</dt>
              <dd>
                <ReferentList session={session} proprietaire={portee.proprietaire} />
              </dd>
            </>
          )}
          {portee.finalites.length > 0 && (
            <>
              <dt>Finalités</dt>
              <dd>{portee.finalites.map(nameOf).join(', ')}</dd>
            </>
          )}
          {portee.fondements.length > 0 && (
            <>
              <dt>Périmètre</dt>
              <dd>{perimetreText(portee.perimetres)}</dd>
              <dt>Fondement</dt>
              <dd>{portee.fondements.map(({ reference }) => reference).join(', ')}</dd>
            </>
          )}
        </dl>
      ))}
    </section>
  );
}

function fieldsOf(
  { question, body, plan }: NonNullable<WhyPanelProps['exchange']>,
  schema: GraphQLSchema,
): readonly EmptyField[] {
  try {
    return emptyFields(
      {
        query: question.query,
        operationName: question.operationName ?? null,
        data: body.data,
        champsRefuses: plan?.champsRefuses ?? [],
      },
      schema,
    );
  } catch {
    // A query that does not parse was answered with an error, and has no empty field.
    return [];
  }
}
