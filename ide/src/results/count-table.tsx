import { countText } from './marks.js';
import { differenceText, type Drawn } from './drawn.js';
import { countingTitle, type Counting } from './counting.js';

export interface CountTableProps {
  readonly counting: Counting;
  readonly drawn: Drawn;
}

/** The same numbers as a chart or a map, for whoever reads rather than sees. */
export function CountTable({ counting, drawn }: CountTableProps) {
  const { periodes, places, sans } = drawn;
  const { titre } = counting.dimension;
  const heads = periodes.length === 0 ? ['Nombre'] : [...periodes, 'Écart'];
  return (
    <details className="results-alternative">
      <summary>Les mêmes nombres en tableau</summary>
      <table>
        <caption>{countingTitle(counting)}</caption>
        <thead>
          <tr>
            <th scope="col">{titre.charAt(0).toLocaleUpperCase('fr') + titre.slice(1)}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.cle}>
              <th scope="row">{place.libelle}</th>
              {place.marks.map(({ texte, masque }, index) => (
                <td key={index} className={masque ? 'results-masked' : 'results-number'}>
                  {texte}
                </td>
              ))}
              {periodes.length > 0 && <td className="results-number">{differenceText(place)}</td>}
            </tr>
          ))}
          {counting.dimension.genre !== 'categorie' && sans.some((count) => count !== null) && (
            <tr>
              <th scope="row">Sans {titre}</th>
              {sans.map((count, index) => (
                <td key={index} className="results-number">
                  {count === null ? '0' : countText(count)}
                </td>
              ))}
              {periodes.length > 0 && <td />}
            </tr>
          )}
        </tbody>
      </table>
    </details>
  );
}
