import type { Question } from './question.js';
import { questionsFor } from './questions.js';
import './gallery.css';

export interface GalleryProps {
  readonly signataireId: string;
  /** Puts the question into the editor, with its purposes and variables. */
  readonly onChoose: (question: Question) => void;
}

/** Worked questions, those meant for this signatory. */
export function Gallery({ signataireId, onChoose }: GalleryProps) {
  return (
    <div className="gallery">
      <p>Choisissez une question : elle s’ouvre dans l’éditeur, avec sa finalité.</p>
      {questionsFor(signataireId).map(({ titre, questions }) => (
        <section key={titre}>
          <h3>{titre}</h3>
          <ul>
            {questions.map((question) => (
              <li key={question.id}>
                <button type="button" onClick={() => onChoose(question)}>
                  {question.titre}
                </button>
                <p>{question.explication}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
