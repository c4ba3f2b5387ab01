import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Answer } from '../graphql/answer.js';
import type { Session } from '../session/session.js';
import { BaseNotes } from './base-notes.js';
import type { Asking } from './asked-fields.js';
import { countingTitle, type Counting } from './counting.js';
import { CountTable } from './count-table.js';
import { CountingChoice, PartialHint } from './counting-choice.js';
import { CoverLine } from './cover-line.js';
import { coverLine, rowsText, type Cover } from './cover.js';
import { drawn, type Drawn } from './drawn.js';
import { downloadFigure } from './figure-image.js';
import { mapCells, mapHeight, mapSource, mapWidth, outlinePath } from './map-cells.js';
import { MapLegend } from './map-legend.js';
import {
  changedCells,
  changeLegendOf,
  legendOf,
  shadedCells,
  type ShadedCell,
} from './map-shades.js';
import { countText } from './marks.js';
import { paintMap } from './paint-map.js';
import { useBase } from './use-base.js';
import { useCounting, type CountingKept } from './use-counting.js';
import './results.css';
import './map.css';

export interface ResultMapProps extends CountingKept {
  readonly session: Session;
  readonly answer: Answer | null;
  readonly asking: Asking;
  readonly cover: Cover;
  /** On the dashboard: the figure, and nothing to change it with. */
  readonly bare?: boolean;
}

/** What the answer counts by commune, over the whole département, drawn without any server. */
export function ResultMap(props: ResultMapProps) {
  const { session, answer, asking, cover, bare = false } = props;
  const { all, counting, choose } = useCounting(answer, asking, 'commune', props);
  const { base, etat } = useBase(session, counting?.base ?? null);
  const figures = useMemo(() => counting && drawn(counting, base), [counting, base]);
  if (!counting || !figures) {
    return (
      <p className="panel-hint">
        Rien à situer : cette réponse ne nomme aucune commune.
        {!cover.titree && ' Une requête la demande par « commune { codeInsee nom } ».'}
      </p>
    );
  }
  if (counting.countable.table.partielle) return <PartialHint counting={counting} />;
  return (
    <div className="results">
      <CoverLine cover={cover} />
      {!bare && <CountingChoice all={all} counting={counting} choose={choose} />}
      <BaseNotes counting={counting} etat={etat} />
      {etat === 'lue' && <Drawing counting={counting} figures={figures} cover={cover} />}
      <CountTable counting={counting} drawn={figures} />
    </div>
  );
}

interface DrawingProps {
  readonly counting: Counting;
  readonly figures: Drawn;
  readonly cover: Cover;
}

function Drawing({ counting, figures, cover }: DrawingProps) {
  const id = useId();
  const svg = useRef<SVGSVGElement>(null);
  const isChange = counting.periods !== null;
  const { cells, shades } = useMemo(
    () => (isChange ? changedCells(figures.places) : shadedCells(figures.places)),
    [figures, isChange],
  );
  const legend = isChange ? changeLegendOf(shades) : legendOf(shades, counting.base !== null);
  const title = isChange
    ? `${countingTitle(counting)} : écart entre ${figures.periodes.join(' et ')}`
    : countingTitle(counting);
  const told = cells.filter(({ mark }) => mark !== null);
  const [at, setAt] = useState(0);
  const pointed = told[Math.min(at, told.length - 1)];
  const missing = unplaced(figures);
  const move = (event: KeyboardEvent<SVGElement>): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = (at + by + told.length) % told.length;
    setAt(next);
    svg.current?.querySelectorAll<SVGElement>('[data-told]')[next]?.focus();
  };
  const takeImage = (): void => {
    if (!svg.current) return;
    const { lignes, total } = counting.countable.table;
    downloadFigure({
      titre: title,
      lignes: [
        cover.titre,
        coverLine(cover),
        rowsText(lignes.length, lignes.length, total),
        ...(missing.length > 0 ? [`Non placé : ${missing.join(', ')}.`] : []),
        schematic,
      ],
      largeur: mapWidth,
      hauteur: mapHeight,
      couleurs: svg.current,
      draw: (context, colour) => paintMap(context, colour, cells, legend),
    });
  };
  return (
    <>
      <figure className="results-figure">
        <figcaption>{title}, département de la Vienne</figcaption>
        <div className="map">
          <svg
            ref={svg}
            className="map-cells"
            viewBox={`0 0 ${mapWidth} ${mapHeight}`}
            role="group"
            aria-label={`Carte : ${title}. Flèches : d’une commune à l’autre.`}
            onKeyDown={move}
          >
            <defs>
              <clipPath id={`${id}-contour`}>
                <path d={outlinePath} />
              </clipPath>
              <pattern
                id={`${id}-masque`}
                width="8"
                height="8"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="8" height="8" className="map-absent" />
                <line x1="0" y1="0" x2="0" y2="8" className="map-hatch" />
              </pattern>
            </defs>
            <g clipPath={`url(#${id}-contour)`}>
              {cells.map((cell) => (
                <Cell
                  key={cell.codeInsee}
                  cell={cell}
                  hatch={`url(#${id}-masque)`}
                  isStop={cell === pointed}
                  onPoint={() => setAt(told.indexOf(cell))}
                />
              ))}
            </g>
            <path d={outlinePath} className="map-outline" />
          </svg>
          <MapLegend legend={legend} />
        </div>
      </figure>
      <p className="map-pointed" aria-hidden="true">
        {pointed?.mark && sentenceOf(pointed)}
      </p>
      {missing.length > 0 && (
        <p className="results-warning">Non placé sur la carte : {missing.join(', ')}.</p>
      )}
      <p className="results-note map-note">
        {schematic} {mapSource}
      </p>
      <p>
        <button type="button" className="results-action" onClick={takeImage}>
          Exporter l’image (PNG)
        </button>
      </p>
    </>
  );
}

const schematic =
  'Cellules schématiques : chaque point du département est donné à la commune dont le centre est le plus proche ; ce ne sont pas les limites des communes.';

interface CellProps {
  readonly cell: ShadedCell;
  readonly hatch: string;
  readonly isStop: boolean;
  readonly onPoint: () => void;
}

function Cell({ cell, hatch, isStop, onPoint }: CellProps) {
  const { chemin, mark, teinte } = cell;
  if (mark === null) return <path d={chemin} className="map-cell map-absent" />;
  return (
    <path
      d={chemin}
      className={`map-cell map-${teinte}`}
      {...(teinte === 'masque' && { fill: hatch })}
      role="img"
      tabIndex={isStop ? 0 : -1}
      aria-label={sentenceOf(cell)}
      data-told=""
      onFocus={onPoint}
      onPointerEnter={onPoint}
    >
      <title>{sentenceOf(cell)}</title>
    </path>
  );
}

/** What the answer says of no cell: told, never left out in silence. */
function unplaced({ places, sans }: Drawn): readonly string[] {
  const known = new Set(mapCells.map(({ codeInsee }) => codeInsee));
  const elsewhere = places
    .filter(({ cle }) => !known.has(cle))
    .map(({ libelle, marks }) => `${libelle} (${marks.map(({ texte }) => texte).join(' puis ')})`);
  if (sans.every((count) => count === null)) return elsewhere;
  const counts = sans.map((count) => (count ? countText(count) : '0'));
  return [...elsewhere, `sans commune (${counts.join(' puis ')})`];
}

function sentenceOf({ nom, codeInsee, mark }: ShadedCell): string {
  return `${mark?.libelle ?? nom ?? codeInsee} : ${mark?.texte ?? 'absente de la réponse'}`;
}
