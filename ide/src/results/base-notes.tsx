import { isSameLength } from './drawn.js';
import type { Counting } from './counting.js';

export interface BaseNotesProps {
  readonly counting: Counting;
  readonly etat: 'lue' | 'en-cours' | 'illisible';
}

/** What the reader of a rate or of a comparison must know. */
export function BaseNotes({ counting, etat }: BaseNotesProps) {
  const { base } = counting;
  return (
    <>
      {base !== null && etat === 'en-cours' && (
        <p className="results-note" role="status">
          Lecture du nombre de {base}…
        </p>
      )}
      {base !== null && etat === 'illisible' && (
        <p className="results-warning" role="alert">
          Le nombre de {base} n’a pas pu être lu : aucun taux n’est calculé.
        </p>
      )}
      {base === 'habitants' && etat === 'lue' && (
        <p className="results-note">
          Habitants : population municipale de chaque commune, lue à la passerelle.
        </p>
      )}
      {base === 'logements' && etat === 'lue' && (
        <p className="results-note">
          Logements : ceux de toutes les résidences que vous pouvez lire, quel que soit le filtre de
          la question.
        </p>
      )}
      {!isSameLength(counting) && (
        <p className="results-warning">
          Les deux périodes n’ont pas le même nombre de mois : leurs nombres ne se comparent pas
          sans cela.
        </p>
      )}
    </>
  );
}
