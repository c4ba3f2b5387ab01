import { useId } from 'react';
import type { Series } from './counts.js';

export interface SeriesChoiceProps {
  readonly all: readonly Series[];
  readonly chosen: Series;
  readonly onChoose: (index: number) => void;
}

/** Which count of the answer is shown, when there are several. */
export function SeriesChoice({ all, chosen, onChoose }: SeriesChoiceProps) {
  const id = useId();
  if (all.length < 2) return null;
  return (
    <p>
      <label htmlFor={id}>Compter </label>
      <select
        id={id}
        value={all.indexOf(chosen)}
        onChange={(event) => onChoose(Number(event.currentTarget.value))}
      >
        {all.map((series, index) => (
          <option key={index} value={index}>
            {titleOf(series)}
          </option>
        ))}
      </select>
    </p>
  );
}

/** « incidents par mois ». */
export function titleOf({ titre, par }: Series): string {
  return `${titre} par ${par}`;
}

/** A part is never drawn as if it were the whole. */
export function PartialHint({ series: { lignes, total } }: { readonly series: Series }) {
  return (
    <p className="results-warning" role="status">
      {lignes.toLocaleString('fr-FR')} lignes lues
      {total !== null && ` sur ${total.toLocaleString('fr-FR')}`} : rien n’est compté ni tracé tant
      que la liste n’est pas entière.
    </p>
  );
}
