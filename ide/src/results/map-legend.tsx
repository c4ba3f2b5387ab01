import type { LegendEntry } from './map-shades.js';

/** What each shade of the map stands for. */
export function MapLegend({ legend }: { readonly legend: readonly LegendEntry[] }) {
  return (
    <ul className="map-legend" aria-label="Légende">
      {legend.map(({ teinte, texte }) => (
        <li key={teinte}>
          <span className={`map-swatch map-swatch-${teinte}`} aria-hidden="true" />
          {texte}
        </li>
      ))}
    </ul>
  );
}
