import { getNamedType, isEnumType, type GraphQLSchema } from 'graphql';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ReadableErrors } from '../errors/readable-errors.js';
import { choicesOf } from '../forms/input-field.js';
import type { Answer } from '../graphql/answer.js';
import { ask } from '../graphql/ask.js';
import { inFrenchType } from '../page/typography.js';
import type { Session } from '../session/session.js';
import { ActForm } from './act-form.js';
import { conditionsOf, labelOfAct } from './act-request.js';
import { actsOn, caseQuery, type Act, type CaseType } from './case-types.js';
import { delayText } from './delay.js';
import { Facts, leafText } from './facts.js';
import type { PossibleAct } from './waiting-pages.js';

export interface CasePageProps {
  readonly session: Session;
  readonly schema: GraphQLSchema;
  readonly finalite: readonly string[];
  readonly of: CaseType;
  readonly id: string;
  readonly titre: string;
  readonly today: string;
  readonly isIrrevocable: (act: string) => boolean | null;
  /** Something was done: what waits is another now. */
  readonly onChanged: () => void;
}

interface Case {
  readonly id: string;
  readonly version: number;
  readonly actesPossibles: readonly PossibleAct[];
  readonly [name: string]: unknown;
}

/** One case: what can be done, what is known of it, and how it came here. */
export function CasePage(props: CasePageProps) {
  const { session, schema, finalite, of, id, titre, today, isIrrevocable, onChanged } = props;
  const [revision, setRevision] = useState(0);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [id]);
  useEffect(() => {
    let current = true;
    ask(session, { query: caseQuery(of), variables: { id }, finalite }).then(
      ({ body }) => {
        if (current) setAnswer(body);
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session, of, id, finalite, revision]);
  const acts = useMemo(() => actsOn(of, schema), [of, schema]);
  const found = answer?.data?.[of.lookup] as Case | null | undefined;
  const possible = found?.actesPossibles ?? [];
  const others = acts.filter(
    ({ name, isBeginning }) => !isBeginning && !possible.some(({ nom }) => nom === name),
  );
  const done = () => {
    setOpen(null);
    setSaid('L’acte est fait.');
    setRevision(revision + 1);
    onChanged();
    heading.current?.focus();
  };
  return (
    <article className="case">
      <h2 ref={heading} tabIndex={-1}>
        {titre}
      </h2>
      <p role="status" className="case-said">
        {answer === null ? 'Lecture du dossier…' : said}
      </p>
      <ReadableErrors answer={answer} />
      {answer !== null && !found && <p>Ce dossier n’existe pas, ou ne vous est plus lisible.</p>}
      {found && (
        <>
          <section aria-label="Ce que vous pouvez faire">
            <h3>Ce que vous pouvez faire</h3>
            {possible.length === 0 && <p>Rien, à cette étape.</p>}
            <ul className="case-acts">
              {possible.map((offered) => (
                <Offered
                  key={offered.nom}
                  offered={offered}
                  act={acts.find(({ name }) => name === offered.nom)}
                  isOpen={open === offered.nom}
                  onOpen={(isOpen) => {
                    setSaid('');
                    setOpen(isOpen ? offered.nom : null);
                  }}
                  onDone={done}
                  irrevocable={isIrrevocable(offered.nom)}
                  on={found}
                  today={today}
                  {...{ session, schema, finalite }}
                />
              ))}
            </ul>
            {others.length > 0 && (
              <details>
                <summary>Pourquoi pas un autre acte ?</summary>
                <ul>
                  {others.map((act) => (
                    <li key={act.name}>
                      <strong>{inFrenchType(labelOfAct(act))}.</strong>{' '}
                      {inFrenchType(conditionsOf(act))}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </section>
          <section aria-label="Le dossier">
            <h3>Le dossier</h3>
            <Facts type={of.type} value={found} />
          </section>
          <History of={of} found={found} acts={acts} />
        </>
      )}
    </article>
  );
}

interface OfferedProps extends Pick<CasePageProps, 'session' | 'schema' | 'finalite' | 'today'> {
  readonly offered: PossibleAct;
  readonly act: Act | undefined;
  readonly irrevocable: boolean | null;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onDone: () => void;
  readonly on: Case;
}

function Offered(props: OfferedProps) {
  const { offered, act, irrevocable, isOpen, onOpen, onDone, on, today } = props;
  const { session, schema, finalite } = props;
  const delay = delayText(offered.echeance, today);
  return (
    <li>
      <button
        type="button"
        className={offered.attendu ? 'primary' : 'case-act'}
        aria-expanded={isOpen}
        disabled={!act}
        onClick={() => onOpen(!isOpen)}
      >
        {act ? inFrenchType(labelOfAct(act)) : inFrenchType(offered.resume)}
      </button>
      {offered.attendu && <span className="chip chip-purpose">attendu de vous</span>}
      {irrevocable && <span className="chip">ne s’annule pas</span>}
      {delay !== '' && <span className="chip">{delay}</span>}
      {isOpen && act && (
        <ActForm
          act={act}
          on={on}
          irrevocable={irrevocable}
          onDone={onDone}
          onCancel={() => onOpen(false)}
          {...{ session, schema, finalite }}
        />
      )}
    </li>
  );
}

interface Passage {
  readonly acte: string;
  readonly vers: string;
  readonly le: string;
  readonly signataire: { readonly nom: string } | null;
}

interface HistoryProps {
  readonly of: CaseType;
  readonly found: Case;
  readonly acts: readonly Act[];
}

function History({ of, found, acts }: HistoryProps) {
  const passages = (found['historique'] ?? []) as readonly Passage[];
  if (passages.length === 0) return null;
  const fields = of.type.getFields();
  const statut = fields['statut'] && getNamedType(fields['statut'].type);
  const steps = isEnumType(statut) ? choicesOf(statut) : [];
  const instant = passageInstant(of);
  return (
    <section aria-label="Historique">
      <h3>Historique</h3>
      <ol className="case-history">
        {passages.map(({ acte, vers, le, signataire }, index) => {
          const act = acts.find(({ name }) => name === acte);
          return (
            <li key={index}>
              <time dateTime={le}>{instant ? leafText(instant, le) : le}</time>{' '}
              <strong>{steps.find(({ value }) => value === vers)?.nom ?? vers}</strong>
              <br />
              {act ? inFrenchType(labelOfAct(act)) : acte}
              {signataire ? `, par ${inFrenchType(signataire.nom)}` : ', à l’échéance d’un délai'}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function passageInstant({ type }: CaseType) {
  const passage = type.getFields()['historique'];
  const named = passage && getNamedType(passage.type);
  const le = named && 'getFields' in named ? named.getFields()['le'] : undefined;
  return le && getNamedType(le.type);
}
