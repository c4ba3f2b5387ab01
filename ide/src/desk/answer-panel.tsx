import { RawAnswer } from '../editor/raw-answer.js';
import { ReadableErrors } from '../errors/readable-errors.js';
import type { Answer } from '../graphql/answer.js';
import './answer-panel.css';

export interface AnswerPanelProps {
  readonly answer: Answer | null;
  /** Why the graph itself could not be read, if it could not. */
  readonly schemaTrouble: Answer | null;
  readonly onWhy: () => void;
}

/** « Réponse »: first what went wrong, in words; then the answer as it came. */
export function AnswerPanel({ answer, schemaTrouble, onWhy }: AnswerPanelProps) {
  return (
    <div className="answer-panel">
      <div className="answer-errors" role="status">
        <ReadableErrors answer={schemaTrouble} />
        <ReadableErrors answer={answer} onWhy={onWhy} />
        {answer?.errors.length === 0 && <p className="visually-hidden">Réponse reçue.</p>}
      </div>
      {answer === null && schemaTrouble === null && (
        <p className="answer-hint">
          Écrivez une requête à gauche, ou choisissez une question, puis « Exécuter » : la réponse
          s’affiche ici.
        </p>
      )}
      <div className="answer-raw">
        <RawAnswer />
      </div>
    </div>
  );
}
