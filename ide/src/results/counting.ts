import type { BaseName } from './bases.js';
import {
  isMeasuredBy,
  monthsOf,
  type Countable,
  type Dimension,
  type Measure,
  type Period,
} from './counts.js';

/** What of an answer is counted, by what, and against what. */
export interface Counting {
  readonly countable: Countable;
  readonly dimension: Dimension;
  readonly measure: Measure;
  readonly base: BaseName | null;
  /** Two periods beside each other; null: all that the answer holds. */
  readonly periods: readonly [Period, Period] | null;
}

export interface Chosen {
  readonly liste?: string;
  readonly dimension?: string;
  readonly measure?: string | null;
  readonly base?: BaseName | null;
  readonly periods?: readonly [Period, Period] | null;
}

/** What was chosen, as far as the answer has it; else what it says first. */
export function countingOf(all: readonly Countable[], chosen: Chosen): Counting | null {
  const countable =
    all.find(({ table }) => table.chemin === chosen.liste) ??
    all.find(({ dimensions }) => dimensions.some(({ genre }) => genre !== 'categorie')) ??
    all[0];
  const dimension =
    countable?.dimensions.find(({ id }) => id === chosen.dimension) ?? countable?.dimensions[0];
  if (!countable || !dimension) return null;
  const measures = measuresBy(countable, dimension);
  const measure =
    measures.find(({ id }) => id === chosen.measure) ??
    (dimension.genre === 'commune' ? measures.find(isCountOfOthers) : undefined) ??
    measures[0];
  if (!measure) return null;
  const months = monthsOf(countable);
  return {
    countable,
    dimension,
    measure,
    base: dimension.genre === 'commune' ? (chosen.base ?? null) : null,
    periods: months.length > 1 ? (chosen.periods ?? null) : null,
  };
}

export function measuresBy({ measures }: Countable, dimension: Dimension): readonly Measure[] {
  return measures.filter((measure) => isMeasuredBy(measure, dimension));
}

/** A list of places says how much is in each: that is what it was asked for. */
function isCountOfOthers({ id }: Measure): boolean {
  return id === 'effectif' || /^\w+\.totalCount$/.test(id ?? '');
}

/** The latest months, and as many before them. */
export function halvesOf(months: readonly string[]): readonly [Period, Period] {
  const middle = Math.floor(months.length / 2);
  const earlier = months.slice(months.length - 2 * middle, months.length - middle);
  return [span(earlier), span(months.slice(-middle))];
}

function span(months: readonly string[]): Period {
  return { debut: months[0] ?? '', fin: months.at(-1) ?? '' };
}

/** « Incidents par commune, pour 1 000 habitants » */
export function countingTitle({ measure, dimension, base }: Counting): string {
  return `${measure.titre} par ${dimension.titre}${base === null ? '' : `, pour 1 000 ${base}`}`;
}
