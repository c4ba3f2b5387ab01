import { useState } from 'react';
import type { AskedQuestion } from '../home/asked-questions.js';
import { hourText } from '../page/french-dates.js';
import type { Finalite } from '../session/configuration.js';
import type { Question, QuestionGroup } from './question.js';
import { searchQuestions } from './questions.js';
import './question-list.css';

export interface QuestionListProps {
  readonly groups: readonly QuestionGroup[];
  readonly finalites: readonly Finalite[];
  readonly asked: ReadonlyMap<string, AskedQuestion>;
  readonly chosen: string | null;
  readonly onChoose: (question: Question) => void;
}

/** The questions of the caller's kind, to be searched; choosing one asks it. */
export function QuestionList({ groups, finalites, asked, chosen, onChoose }: QuestionListProps) {
  const [sought, setSought] = useState('');
  const found = searchQuestions(groups, sought);
  const nameOf = (id: string) => finalites.find((finalite) => finalite.id === id)?.libelle ?? id;
  return (
    <nav className="question-list" id="questions" tabIndex={-1} aria-label="Questions">
      <label className="question-search">
        Chercher une question
        <input
          type="search"
          value={sought}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
      </label>
      <p className="visually-hidden" role="status">
        {sought.trim() !== '' && countText(found)}
      </p>
      {found.length === 0 && <p className="panel-hint">Aucune question de ce nom.</p>}
      {found.map(({ titre, questions }) => (
        <section key={titre} aria-label={titre}>
          <h2>{titre}</h2>
          <ul>
            {questions.map((question) => (
              <li key={question.id}>
                <button
                  type="button"
                  aria-current={question.id === chosen ? 'page' : undefined}
                  onClick={() => onChoose(question)}
                >
                  {question.titre}
                  <small>
                    {question.finalites.length > 0 && (
                      <span className="question-purpose">
                        {question.finalites.map(nameOf).join(', ')}
                      </span>
                    )}
                    {readText(asked.get(question.id)?.lueA ?? null)}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function countText(groups: readonly QuestionGroup[]): string {
  const count = groups.reduce((sum, { questions }) => sum + questions.length, 0);
  return count === 1 ? '1 question' : `${count} questions`;
}

/** « lue à 10:54 » */
export function readText(at: Date | null): string {
  return at === null ? '' : `lue à ${hourText(at)}`;
}
