import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Answer } from '../graphql/answer.js';
import { CountTable } from './count-table.js';
import { countText, findSeries, isUnknown, type Series } from './counts.js';
import { PartialHint, SeriesChoice, titleOf } from './series-choice.js';
import { findTables } from './tables.js';
import './results.css';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

export interface ResultChartProps {
  readonly answer: Answer | null;
  /** The chart takes its colours from the page: it is drawn again with another theme. */
  readonly theme: string;
}

/** Communes on one chart; the table below has them all. */
const mostBars = 20;

/** What the answer counts by month (a line) or by commune (bars). */
export function ResultChart({ answer, theme }: ResultChartProps) {
  const all = useMemo(() => findSeries(findTables(answer?.data ?? null)), [answer]);
  const [index, setIndex] = useState(0);
  const series = all[index] ?? all[0];
  if (!series) {
    return (
      <p className="panel-hint">
        Rien à compter dans la dernière réponse : demandez une liste avec « moisFaits » ou «
        dateFaits », ou avec le code INSEE de la commune.
      </p>
    );
  }
  return (
    <div className="results">
      <SeriesChoice all={all} chosen={series} onChoose={setIndex} />
      {series.partielle ? (
        <PartialHint series={series} />
      ) : (
        <>
          <Drawing key={theme} series={series} />
          <CountTable series={series} />
        </>
      )}
    </div>
  );
}

function Drawing({ series }: { readonly series: Series }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = series.par === 'commune' ? series.counts.slice(0, mostBars) : series.counts;
  useEffect(() => {
    if (!canvas.current) return;
    const style = getComputedStyle(canvas.current);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const axis = { ticks: { color: colour('--text') }, grid: { color: colour('--line') } };
    const chart = new Chart(canvas.current, {
      type: series.par === 'mois' ? 'line' : 'bar',
      data: {
        labels: shown.map(({ libelle }) => libelle),
        datasets: [
          {
            label: 'Nombre',
            // What is masked or unknown is not none: no bar, and the reason where one points.
            data: shown.map((count) => (isUnknown(count) ? null : count.nombre)),
            backgroundColor: colour('--accent'),
            borderColor: colour('--accent'),
            borderWidth: 2,
          },
        ],
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        scales: {
          x: axis,
          y: { ...axis, beginAtZero: true, ticks: { ...axis.ticks, precision: 0 } },
        },
        plugins: {
          tooltip: {
            callbacks: {
              label: ({ dataIndex }) => {
                const count = shown[dataIndex];
                return count ? countText(count) : '';
              },
            },
          },
        },
      },
    });
    return () => chart.destroy();
  }, [series, shown]);
  const more = series.counts.length - shown.length;
  return (
    <figure className="results-figure">
      <figcaption>
        {titleOf(series)}
        {more > 0 && ` (les ${shown.length} premières communes ; les autres dans le tableau)`}
      </figcaption>
      <div className="results-canvas">
        <canvas
          ref={canvas}
          role="img"
          aria-label={`Graphique : ${titleOf(series)}. Les nombres sont dans le tableau qui suit.`}
        />
      </div>
    </figure>
  );
}
