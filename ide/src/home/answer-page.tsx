import { useEffect, useMemo, useRef, useState } from 'react';
import { useResultPanels } from '../desk/result-panels.js';
import { Tabs } from '../desk/tabs.js';
import type { Theme } from '../desk/theme.js';
import type { Graphs } from '../editor/graphs.js';
import { ReadableErrors } from '../errors/readable-errors.js';
import { useGraph } from '../graphql/use-graph.js';
import { readText } from '../gallery/question-list.js';
import { opensPersons, openedText, type UsefulPurpose } from '../rights/useful-purposes.js';
import type { Configuration } from '../session/configuration.js';
import type { Chosen } from '../results/counting.js';
import { viewOf, type KeptView } from '../results/kept-view.js';
import type { Session } from '../session/session.js';
import type { AskedQuestion } from './asked-questions.js';
import { countLine } from './count-line.js';
import { FilterBar } from './filter-bar.js';
import { filteredList, withFilter } from './filtered-query.js';
import { useSpan } from './use-span.js';

export interface AnswerPageProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly theme: Theme;
  readonly graphs: Graphs;
  readonly asked: AskedQuestion;
  readonly useful: readonly UsefulPurpose[] | null;
  readonly onDeclare: () => void;
  readonly onRewrite: (form: Pick<AskedQuestion, 'query' | 'variables'>) => void;
  readonly onRefresh: () => void;
  readonly onQuery: () => void;
  /** Keeps the question, as it is asked and looked at now. @returns what to say of it. */
  readonly onKeep: (vue: KeptView | null) => string;
}

/** Of all panels, those that show an answer and explain it. */
const shown = new Set(['tableau', 'graphique', 'carte', 'pourquoi', 'partenaires']);

/** One question and its answer, over the whole width. */
export function AnswerPage(props: AnswerPageProps) {
  const { session, configuration, theme, graphs, asked } = props;
  const { useful, onDeclare, onRewrite, onRefresh, onQuery, onKeep } = props;
  const { question, query, variables, finalite, exchange } = asked;
  const [panel, setPanel] = useState<string>(question.vue ?? 'tableau');
  const schema = useGraph(graphs, finalite);
  const list = useMemo(
    () => schema && filteredList(query, variables, schema),
    [schema, query, variables],
  );
  const span = useSpan(session, schema, list, exchange);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [question.id]);
  const [comptes, setComptes] = useState<Readonly<Record<string, Chosen>>>({});
  const [kept, setKept] = useState('');
  const onCompte = (of: string, compte: Chosen) => setComptes({ ...comptes, [of]: compte });
  const all = useResultPanels({
    session,
    configuration,
    theme,
    finalite,
    exchange,
    panel,
    onCompte,
    titre: question.titre,
    ...(question.liste && { liste: question.liste }),
  });
  const panels = all.filter(({ id }) => shown.has(id));
  const count = countLine(exchange?.body.data ?? null, list);
  return (
    <article className="answer-page" aria-busy={asked.enCours}>
      <header>
        <div className="answer-page-title">
          <h2 ref={heading} tabIndex={-1}>
            {question.titre}
          </h2>
          <div className="answer-page-acts">
            <button type="button" disabled={asked.enCours} onClick={onRefresh}>
              Actualiser
            </button>
            <button
              type="button"
              disabled={exchange === null}
              onClick={() => setKept(onKeep(viewOf(panel, comptes[panel])))}
            >
              Garder cette question
            </button>
            <button type="button" onClick={onQuery}>
              Voir la requête
            </button>
          </div>
        </div>
        <p className="answer-page-count" role="status">
          {asked.enCours ? 'Réponse attendue…' : [count, span].filter(Boolean).join(' ')}
        </p>
        <p role="status" className="answer-page-kept">
          {kept}
        </p>
        <p className="answer-page-note">
          <PurposeChip asked={asked} configuration={configuration} />
          {asked.lueA !== null && <span className="chip">{capital(readText(asked.lueA))}</span>}
          <span>{question.explication}</span>
        </p>
      </header>
      {asked.aDeclarer.length > 0 ? (
        <Declaration
          purposes={(useful ?? []).filter(({ id }) => asked.aDeclarer.includes(id))}
          onDeclare={onDeclare}
        />
      ) : (
        <>
          {schema && list && (
            <FilterBar
              session={session}
              schema={schema}
              finalite={finalite}
              list={list}
              onFilter={(values) => onRewrite(withFilter(query, variables, list, values))}
            />
          )}
          <ReadableErrors answer={exchange?.body ?? null} onWhy={() => setPanel('pourquoi')} />
          <div className="answer-page-views">
            <Tabs id="vues" label="Vues" panels={panels} selected={panel} onSelect={setPanel} />
          </div>
        </>
      )}
    </article>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function PurposeChip({ asked, configuration }: Pick<AnswerPageProps, 'asked' | 'configuration'>) {
  const names = asked.finalite.map(
    (id) => configuration.finalites.find((finalite) => finalite.id === id)?.libelle ?? id,
  );
  return (
    <span className={names.length > 0 ? 'chip chip-purpose' : 'chip'}>
      {names.length > 0 ? `Finalité : ${names.join(', ')}` : 'Sans finalité'}
    </span>
  );
}

interface DeclarationProps {
  readonly purposes: readonly UsefulPurpose[];
  readonly onDeclare: () => void;
}

/** Before data of persons is read: for what, and what the journal will say. */
function Declaration({ purposes, onDeclare }: DeclarationProps) {
  return (
    <section className="declaration" aria-label="Finalité à confirmer">
      <h3>Cette question lit des données protégées</h3>
      <p>
        Elle demande que vous déclariez pour quoi vous les lisez. La finalité et chaque lecture sont
        inscrites au journal de la passerelle.
      </p>
      <ul>
        {purposes.map((purpose) => (
          <li key={purpose.id}>
            <strong>{purpose.libelle}</strong>
            {opensPersons(purpose) && <span> ouvre : {openedText(purpose)}.</span>}
          </li>
        ))}
      </ul>
      <button type="button" className="primary" onClick={onDeclare}>
        Déclarer cette finalité et lire
      </button>
    </section>
  );
}
