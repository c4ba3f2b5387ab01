import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import { useEffect, useMemo, useRef } from 'react';
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
import { useBase } from './use-base.js';
import { useCounting, type CountingKept } from './use-counting.js';
import './results.css';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

export interface ResultChartProps extends CountingKept {
  readonly session: Session;
  readonly answer: Answer | null;
  readonly asking: Asking;
  readonly cover: Cover;
  /** The chart takes its colours from the page: it is drawn again with another theme. */
  readonly theme: string;
  /** On the dashboard: the figure, and nothing to change it with. */
  readonly bare?: boolean;
}

/** Values on one chart; the table below has them all. */
const mostBars = 20;

/** What the answer counts: by month (a line), or by anything else (bars). */
export function ResultChart(props: ResultChartProps) {
  const { session, answer, asking, cover, theme, bare = false } = props;
  const { all, counting, choose } = useCounting(answer, asking, null, props);
  const { base, etat } = useBase(session, counting?.base ?? null);
  const figures = useMemo(() => counting && drawn(counting, base), [counting, base]);
  if (!counting || !figures) {
    return (
      <p className="panel-hint">
        Rien à compter dans cette réponse : elle n’a ni mois, ni commune, ni valeur qui revienne.
        Une requête les demande, par exemple « moisFaits », « dateFaits » ou le code INSEE de la
        commune.
      </p>
    );
  }
  return (
    <div className="results">
      <CoverLine cover={cover} />
      {!bare && <CountingChoice all={all} counting={counting} choose={choose} />}
      <BaseNotes counting={counting} etat={etat} />
      {counting.countable.table.partielle ? (
        <PartialHint counting={counting} />
      ) : (
        <>
          {etat === 'lue' && (
            <Drawing key={theme} counting={counting} figures={figures} cover={cover} />
          )}
          <CountTable counting={counting} drawn={figures} />
        </>
      )}
    </div>
  );
}

interface DrawingProps {
  readonly counting: Counting;
  readonly figures: Drawn;
  readonly cover: Cover;
}

function Drawing({ counting, figures, cover }: DrawingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isLine = counting.dimension.genre === 'mois';
  const shown = isLine ? figures.places : figures.places.slice(0, mostBars);
  const { periodes } = figures;
  useEffect(() => {
    if (!canvas.current) return;
    const style = getComputedStyle(canvas.current);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const axis = {
      // Fewer labels rather than turned ones: all of them are in the table below.
      ticks: { color: colour('--text'), maxRotation: 0, autoSkipPadding: 12 },
      grid: { color: colour('--line') },
    };
    const whole = counting.base === null ? { precision: 0 } : {};
    const values = { ...axis, beginAtZero: true, ticks: { ...axis.ticks, ...whole } };
    const names = { ...axis, grid: { display: isLine, color: colour('--line') } };
    const count = Math.max(1, periodes.length);
    const chart = new Chart(canvas.current, {
      type: isLine ? 'line' : 'bar',
      data: {
        labels: shown.map(({ libelle }) => libelle),
        datasets: Array.from({ length: count }, (_, index) => {
          // The later of two periods is the one that is looked at.
          const tint = index === count - 1 ? colour('--accent') : colour('--compared');
          return {
            label: periodes[index] ?? 'Nombre',
            // What is masked or unknown is not none: no bar, and the reason where one points.
            data: shown.map(({ marks }) => marks[index]?.valeur ?? null),
            backgroundColor: tint,
            borderColor: tint,
            borderWidth: isLine ? 2 : 0,
            borderDash: index < count - 1 && isLine ? [6, 4] : [],
          };
        }),
      },
      options: {
        locale: 'fr-FR',
        animation: false,
        maintainAspectRatio: false,
        // Names lie along their bars: none is turned or left out.
        indexAxis: isLine ? 'x' : 'y',
        scales: isLine
          ? { x: names, y: values }
          : { x: values, y: { ...names, ticks: { ...names.ticks, autoSkip: false } } },
        plugins: {
          legend: { display: periodes.length > 0, labels: { color: colour('--text') } },
          tooltip: {
            callbacks: {
              label: ({ dataIndex, datasetIndex }) =>
                [periodes[datasetIndex], shown[dataIndex]?.marks[datasetIndex]?.texte]
                  .filter(Boolean)
                  .join(' : '),
            },
          },
        },
      },
    });
    return () => chart.destroy();
  }, [counting, shown, periodes, isLine]);
  const title = countingTitle(counting);
  const more = figures.places.length - shown.length;
  const takeImage = (): void => {
    const drawing = canvas.current;
    if (!drawing) return;
    const { clientWidth: largeur, clientHeight: hauteur } = drawing;
    const { lignes, total } = counting.countable.table;
    downloadFigure({
      titre: title,
      lignes: [
        cover.titre,
        coverLine(cover),
        rowsText(lignes.length, lignes.length, total) +
          (more > 0 ? ` ; ${shown.length} valeurs tracées sur ${figures.places.length}` : ''),
      ],
      largeur,
      hauteur,
      couleurs: drawing,
      draw: (context) => context.drawImage(drawing, 0, 0, largeur, hauteur),
    });
  };
  return (
    <figure className="results-figure">
      <figcaption>
        {title}
        {more > 0 && ` (les ${shown.length} premières valeurs ; les autres dans le tableau)`}
      </figcaption>
      <div
        className="results-canvas"
        data-size={isLine ? 'line' : shown.length > 10 ? 'tall' : 'short'}
      >
        <canvas
          ref={canvas}
          role="img"
          aria-label={`Graphique : ${title}. Les nombres sont dans le tableau qui suit.`}
        />
      </div>
      <p>
        <button type="button" className="results-action" onClick={takeImage}>
          Exporter l’image (PNG)
        </button>
      </p>
    </figure>
  );
}
