import { countText, type Series } from './counts.js';
import { titleOf } from './series-choice.js';

/** The same numbers as a chart or a map, for whoever reads rather than sees. */
export function CountTable({ series }: { readonly series: Series }) {
  return (
    <details className="results-alternative">
      <summary>Les mêmes nombres en tableau</summary>
      <table>
        <caption>{titleOf(series)}</caption>
        <thead>
          <tr>
            <th scope="col">{series.par === 'mois' ? 'Mois' : 'Commune'}</th>
            <th scope="col">Nombre</th>
          </tr>
        </thead>
        <tbody>
          {series.counts.map((count) => (
            <tr key={count.cle}>
              <th scope="row">{count.libelle}</th>
              <td className={count.masques > 0 ? 'results-masked' : 'results-number'}>
                {countText(count)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
