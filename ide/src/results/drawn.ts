import { monthText } from '../page/french-dates.js';
import { countBy, monthsBetween, type Count, type Counted } from './counts.js';
import { markOf, type Base, type Mark } from './marks.js';
import type { Counting } from './counting.js';

/** What is drawn beside each other at one place of the axis: one mark a period. */
export interface Place {
  readonly cle: string;
  readonly libelle: string;
  readonly marks: readonly Mark[];
}

export interface Drawn {
  /** « janv. 2026 à juin 2026 »; one without a name where no periods are compared. */
  readonly periodes: readonly string[];
  readonly places: readonly Place[];
  /** Of rows that belong nowhere on the axis, one a period. */
  readonly sans: readonly (Count | null)[];
}

/** The numbers of a chart or a map, as they are drawn and as they stand in the table beside it. */
export function drawn(counting: Counting, base: Base | null): Drawn {
  const { countable, dimension, measure, periods } = counting;
  const counted = (periods ?? [null]).map((period) =>
    countBy(countable, dimension, measure, period),
  );
  const periodes = (periods ?? []).map(({ debut, fin }) =>
    debut === fin ? monthText(debut) : `${monthText(debut)} à ${monthText(fin)}`,
  );
  const sans = counted.map((found) => found.sans);
  const places =
    dimension.genre === 'mois'
      ? monthAfterMonth(counted, base)
      : valueByValue(counted, dimension.genre === 'categorie', base);
  return { periodes, places, sans };
}

/** The first month of one period beside the first of the other, whenever they were. */
function monthAfterMonth(counted: readonly Counted[], base: Base | null): readonly Place[] {
  const longest = Math.max(...counted.map(({ counts }) => counts.length));
  return Array.from({ length: longest }, (_, index) => {
    const counts = counted.map(({ counts: found }) => found[index]);
    return {
      cle: String(index),
      libelle: counts.flatMap((count) => count?.libelle ?? []).join(' / '),
      marks: counts.map((count) => (count ? markOf(count, base) : nothing)),
    };
  });
}

/** Beyond the end of the shorter period. */
const nothing: Mark = {
  cle: '',
  libelle: '',
  valeur: null,
  texte: '',
  masque: false,
  certain: false,
};

function valueByValue(
  counted: readonly Counted[],
  keepsSans: boolean,
  base: Base | null,
): readonly Place[] {
  const lists = counted.map(({ counts, sans }) =>
    keepsSans && sans !== null ? [...counts, sans] : counts,
  );
  const labels = new Map(lists.flat().map(({ cle, libelle }) => [cle, libelle]));
  return [...labels].map(([cle, libelle]) => ({
    cle,
    libelle,
    marks: lists.map((counts) => {
      const found = counts.find((count) => count.cle === cle);
      // In a period that has no row of it, there is none.
      return markOf(found ?? { cle, libelle, nombre: 0, masques: 0, inconnus: 0 }, base);
    }),
  }));
}

/** From the first of two periods to the second; null where something of one is masked or unknown. */
export function differenceOf({ marks: [before, after] }: Place): number | null {
  if (!before?.certain || !after?.certain) return null;
  if (before.valeur === null || after.valeur === null) return null;
  return after.valeur - before.valeur;
}

const differences = new Intl.NumberFormat('fr-FR', {
  signDisplay: 'exceptZero',
  maximumFractionDigits: 1,
});

/** « +12 » */
export function signedText(difference: number): string {
  return differences.format(difference);
}

/** « +12 (+34 %) »; empty where the difference is not known. */
export function differenceText(place: Place): string {
  const difference = differenceOf(place);
  const before = place.marks[0]?.valeur;
  if (difference === null || before == null) return '';
  const number = signedText(difference);
  if (before === 0) return number;
  const share = new Intl.NumberFormat('fr-FR', {
    style: 'percent',
    signDisplay: 'exceptZero',
  }).format(difference / before);
  return `${number} (${share})`;
}

/** Whether two periods have as many months: otherwise their numbers are not compared as they are. */
export function isSameLength({ periods }: Counting): boolean {
  if (periods === null) return true;
  const [first, second] = periods.map(({ debut, fin }) => monthsBetween(debut, fin).length);
  return first === second;
}
