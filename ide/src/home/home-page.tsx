import type { GraphQLSchema } from 'graphql';
import { useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import type { Graphs } from '../editor/graphs.js';
import type { Theme } from '../desk/theme.js';
import { QuestionList } from '../gallery/question-list.js';
import type { Caller, Question } from '../gallery/question.js';
import { questionsFor } from '../gallery/questions.js';
import { opensPersons, type UsefulPurpose } from '../rights/useful-purposes.js';
import type { Configuration } from '../session/configuration.js';
import type { KeptView } from '../results/kept-view.js';
import type { Session } from '../session/session.js';
import { AnswerPage } from './answer-page.js';
import type { AskedQuestion, AskedQuestions } from './asked-questions.js';
import './home.css';

export interface HomePageProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly theme: Theme;
  readonly caller: Caller | null;
  readonly useful: readonly UsefulPurpose[] | null;
  readonly questions: AskedQuestions;
  readonly chosen: string | null;
  readonly onChosen: (id: string | null) => void;
  readonly onQuery: (asked: AskedQuestion) => void;
  /** @returns what to say of it. */
  readonly onKeep: (asked: AskedQuestion, vue: KeptView | null) => string;
  /** The graph without any purpose. */
  readonly base: GraphQLSchema | null;
  readonly graphs: Graphs;
  /** What waits for the organisation, while no question is chosen. */
  readonly waiting: ReactNode;
  /** The organisation's saved questions, while no question is chosen. */
  readonly board: ReactNode;
}

/** The first page: questions on the left, and the answer over the rest. */
export function HomePage(props: HomePageProps) {
  const { session, configuration, theme, caller, useful } = props;
  const {
    questions,
    chosen,
    onChosen,
    onQuery,
    onKeep,
    waiting,
    board,
    base: schema,
    graphs,
  } = props;
  const all = useSyncExternalStore(questions.subscribe, questions.current);
  const groups = useMemo(() => {
    const purposes =
      useful && new Map(useful.map(({ id, ouvre }) => [id, ouvre.map(({ portee }) => portee)]));
    return caller ? questionsFor(caller, { schema, purposes }) : [];
  }, [caller, useful, schema]);
  const choose = (question: Question) => {
    if (!caller) return;
    const isSilent = (id: string) => {
      const purpose = useful?.find((known) => known.id === id);
      return purpose !== undefined && !opensPersons(purpose);
    };
    questions.choose(question, question.variables(caller), isSilent);
    onChosen(question.id);
  };
  const asked = chosen === null ? undefined : all.get(chosen);
  // After a reload: asked again, once it is known what it opens.
  const again =
    chosen !== null && !asked && useful !== null
      ? groups.flatMap((group) => group.questions).find(({ id }) => id === chosen)
      : undefined;
  useEffect(() => {
    if (again) choose(again);
  }, [again]);
  return (
    <main className="home" data-chosen={asked !== undefined}>
      <div className="home-list">
        {caller ? (
          <QuestionList
            groups={groups}
            finalites={configuration.finalites}
            asked={all}
            chosen={chosen}
            onChoose={choose}
          />
        ) : (
          <p className="panel-hint" role="status">
            Lecture de vos questions…
          </p>
        )}
      </div>
      <div className="home-main" id="contenu" tabIndex={-1}>
        {asked ? (
          <>
            <button type="button" className="home-back" onClick={() => onChosen(null)}>
              ‹ Toutes les questions
            </button>
            <AnswerPage
              key={asked.question.id}
              session={session}
              configuration={configuration}
              theme={theme}
              graphs={graphs}
              asked={asked}
              useful={useful}
              onDeclare={() => questions.declare(asked.question.id)}
              onRewrite={(form) => questions.rewrite(asked.question.id, form)}
              onRefresh={() => void questions.run(asked.question.id)}
              onQuery={() => onQuery(asked)}
              onKeep={(vue) => onKeep(asked, vue)}
            />
          </>
        ) : (
          <section className="welcome">
            <h2>Que voulez-vous savoir ?</h2>
            <p>
              Choisissez une question : sa réponse s’affiche ici, avec vos droits. Elle se filtre,
              se compare et s’emporte ; « Voir la requête » montre comment elle est posée.
            </p>
            <ul className="welcome-questions">
              {groups
                .flatMap((group) => group.questions)
                .filter(({ finalites }) => finalites.length === 0)
                .slice(0, 3)
                .map((question) => (
                  <li key={question.id}>
                    <button type="button" onClick={() => choose(question)}>
                      <strong>{question.titre}</strong>
                      <span>{question.explication}</span>
                    </button>
                  </li>
                ))}
            </ul>
            {board}
            {waiting}
          </section>
        )}
      </div>
    </main>
  );
}
