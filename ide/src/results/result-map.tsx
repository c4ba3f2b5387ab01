import { useMemo, useState } from 'react';
import type { Answer } from '../graphql/answer.js';
import { CountTable } from './count-table.js';
import { countText, findSeries, isUnknown, type Count } from './counts.js';
import { mapHeight, mapPoints, mapWidth, positionWarning, type MapPoint } from './map-points.js';
import { PartialHint, SeriesChoice, titleOf } from './series-choice.js';
import { findTables } from './tables.js';
import './results.css';

export interface ResultMapProps {
  readonly answer: Answer | null;
}

/** Circles with a name beside them; the others have theirs in their description. */
const namedCircles = 12;

/** What the answer counts by commune, on a map of the two agglomerations drawn without any server. */
export function ResultMap({ answer }: ResultMapProps) {
  const all = useMemo(
    () => findSeries(findTables(answer?.data ?? null)).filter(({ par }) => par === 'commune'),
    [answer],
  );
  const [index, setIndex] = useState(0);
  const [pointed, setPointed] = useState<MapPoint | null>(null);
  const series = all[index] ?? all[0];
  if (!series) {
    return (
      <p className="panel-hint">
        Aucune commune à situer dans la dernière réponse : demandez une liste avec « commune {'{'}{' '}
        codeInsee nom {'}'} ».
      </p>
    );
  }
  if (series.partielle) return <PartialHint series={series} />;
  const points = mapPoints(series.counts);
  const missing = unplaced(series.counts, points);
  const circles = points.filter(({ rayon }) => rayon > 0);
  return (
    <div className="results">
      <SeriesChoice all={all} chosen={series} onChoose={setIndex} />
      <figure className="results-figure">
        <figcaption>{titleOf(series)}, Grand Poitiers et Grand Châtellerault</figcaption>
        <svg
          className="results-map"
          viewBox={`0 0 ${mapWidth} ${mapHeight}`}
          role="group"
          aria-label={`Carte : ${titleOf(series)}`}
        >
          {points.map(({ codeInsee, x, y }) => (
            <circle key={codeInsee} className="results-place" cx={x} cy={y} r={2} />
          ))}
          {circles.map((point) => (
            <circle
              key={point.codeInsee}
              className={
                point.count && isUnknown(point.count) ? 'results-circle-masked' : 'results-circle'
              }
              cx={point.x}
              cy={point.y}
              r={point.rayon}
              role="img"
              tabIndex={0}
              aria-label={sentenceOf(point)}
              onFocus={() => setPointed(point)}
              onPointerEnter={() => setPointed(point)}
            >
              <title>{sentenceOf(point)}</title>
            </circle>
          ))}
          {circles.slice(0, namedCircles).map(({ codeInsee, nom, x, y, rayon, count }) => (
            <text
              key={codeInsee}
              className="results-name"
              x={x > mapWidth * 0.75 ? x - rayon - 4 : x + rayon + 4}
              y={y + 4}
              textAnchor={x > mapWidth * 0.75 ? 'end' : 'start'}
              aria-hidden="true"
            >
              {nom} ({count ? shortText(count) : ''})
            </text>
          ))}
        </svg>
      </figure>
      <p className="results-pointed" aria-hidden="true">
        {pointed ? sentenceOf(pointed) : 'Pointez un cercle, ou parcourez-les avec Tab.'}
      </p>
      {missing.length > 0 && (
        <p className="results-warning">
          Non placées sur la carte, hors des deux agglomérations :{' '}
          {missing.map((count) => `${count.libelle} (${countText(count)})`).join(', ')}.
        </p>
      )}
      <p className="results-warning">{positionWarning}</p>
      <CountTable series={series} />
    </div>
  );
}

function shortText(count: Count): string {
  if (!isUnknown(count)) return String(count.nombre);
  return count.masques > 0 ? '< 5' : '?';
}

/** Communes of the answer that the map has no place for: told, never left out in silence. */
function unplaced(counts: readonly Count[], points: readonly MapPoint[]): readonly Count[] {
  const placed = new Set(points.map(({ codeInsee }) => codeInsee));
  return counts.filter(({ cle }) => !placed.has(cle));
}

function sentenceOf({ nom, count }: MapPoint): string {
  return `${nom} : ${count ? countText(count) : '0'}`;
}
