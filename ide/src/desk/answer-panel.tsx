import { RawAnswer } from '../editor/raw-answer.js';
import { ReadableErrors } from '../errors/readable-errors.js';
import type { TabState } from './query-tabs.js';
import type { Answer } from '../graphql/answer.js';
import './answer-panel.css';

export interface AnswerPanelProps {
  readonly tab: string;
  readonly state: TabState;
  /** Why the graph itself could not be read, if it could not. */
  readonly schemaTrouble: Answer | null;
  readonly onWhy: () => void;
}

/** « Réponse »: first what went wrong, in words; then the answer as it came. */
export function AnswerPanel({ tab, state, schemaTrouble, onWhy }: AnswerPanelProps) {
  const answer = state.exchange?.body ?? null;
  return (
    <div className="answer-panel">
      <div className="answer-errors" role="status">
        <ReadableErrors answer={schemaTrouble} />
        <ReadableErrors answer={answer} onWhy={onWhy} />
        {answer?.errors.length === 0 && <p className="visually-hidden">Réponse reçue.</p>}
        {state.etat === 'en-cours' && <p>Réponse attendue…</p>}
        {state.etat === 'arretee' && <p>Requête arrêtée : rien n’a été reçu.</p>}
      </div>
      {answer === null && schemaTrouble === null && state.etat === 'repos' && (
        <p className="answer-hint">
          Écrivez une requête à gauche, ou choisissez une question, puis « Exécuter » : la réponse
          s’affiche ici.
        </p>
      )}
      <div className="answer-raw">
        <RawAnswer tab={tab} answer={answer} />
      </div>
    </div>
  );
}
