import type { WholeAnswer } from './use-whole-answer.js';

/** How far the lists have been read, and the way to stop. */
export function ReadingState({ reading, stop }: Pick<WholeAnswer, 'reading' | 'stop'>) {
  const lues = reading.lues.toLocaleString('fr-FR');
  const { total } = reading;
  const sur = total === null ? '' : ` sur ${total.toLocaleString('fr-FR')}`;
  const laissees =
    total === null ? '' : ` ; ${(total - reading.lues).toLocaleString('fr-FR')} laissées de côté`;
  switch (reading.etat) {
    case 'entiere':
      return null;
    case 'en-cours':
      return (
        <p className="results-warning" role="status">
          Lecture de la liste entière : {lues} lignes{sur}…{' '}
          {total !== null && <progress aria-hidden="true" value={reading.lues} max={total} />}{' '}
          <button type="button" onClick={stop}>
            Arrêter la lecture
          </button>
        </p>
      );
    case 'arretee':
      return (
        <p className="results-warning" role="status">
          Lecture arrêtée à {lues} lignes{laissees} : le tableau n’est pas entier.
        </p>
      );
    case 'plafond':
      return (
        <p className="results-warning" role="status">
          Lecture arrêtée au plafond de {lues} lignes{laissees} : restreignez la question pour une
          liste entière.
        </p>
      );
    case 'echec':
      return (
        <p className="results-warning" role="alert">
          La liste n’a pas pu être lue en entier ({lues} lignes) : le tableau montre la page reçue.
          Posez la question à nouveau.
        </p>
      );
  }
}
