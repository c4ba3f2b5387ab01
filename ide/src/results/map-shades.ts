import { differenceOf, differenceText, signedText, type Place } from './drawn.js';
import { mapCells, type MapCell } from './map-cells.js';
import { numberText, rateText, type Mark } from './marks.js';
import { shadeAt, shadesOf, type Shade } from './shades.js';

/** How a cell is drawn. What is not known has no shade of a number. */
export type Tint =
  | `teinte-${number}`
  | `hausse-${number}`
  | `baisse-${number}`
  | 'stable'
  | 'zero'
  | 'masque'
  | 'inconnu'
  | 'absent';

export interface ShadedCell extends MapCell {
  /** null: the answer says nothing of this commune. */
  readonly mark: Pick<Mark, 'libelle' | 'texte' | 'valeur'> | null;
  readonly teinte: Tint;
}

export interface ShadedCells {
  /** The largest number first: the order in which they are gone through. */
  readonly cells: readonly ShadedCell[];
  readonly shades: readonly Shade[];
}

export function shadedCells(places: readonly Place[]): ShadedCells {
  const marks = new Map(places.map(({ cle, marks: [mark] }) => [cle, mark]));
  const known = [...marks.values()].flatMap((mark) => mark?.valeur ?? []);
  const shades = shadesOf(known);
  const cells = mapCells.map((cell) => {
    const mark = marks.get(cell.codeInsee) ?? null;
    return { ...cell, mark, teinte: tintOf(mark, shades) };
  });
  const order = (cell: ShadedCell) => cell.mark?.valeur ?? -1;
  return { cells: cells.sort((left, other) => order(other) - order(left)), shades };
}

/** Shades of a rise, and as many of a fall. */
const mostChanges = 3;

/** What became of each commune from one period to the next: the greatest change first. */
export function changedCells(places: readonly Place[]): ShadedCells {
  const byCode = new Map(places.map((place) => [place.cle, place]));
  const known = places.flatMap((place) => differenceOf(place) ?? []);
  // The same on both sides: a rise and a fall of as much are as dark.
  const shades = shadesOf(known.map(Math.abs), mostChanges);
  const cells = mapCells.map((cell) => {
    const place = byCode.get(cell.codeInsee);
    if (!place) return { ...cell, mark: null, teinte: 'absent' as const };
    const valeur = differenceOf(place);
    const [before, after] = place.marks.map(({ texte }) => texte);
    const change = differenceText(place);
    const texte = `${before ?? ''} puis ${after ?? ''}${change && ` : ${change}`}`;
    const mark = { libelle: place.libelle, valeur, texte };
    return { ...cell, mark, teinte: changeTint(place, valeur, shades) };
  });
  const order = ({ mark }: ShadedCell) => (mark === null ? -2 : Math.abs(mark.valeur ?? -1));
  return { cells: cells.sort((left, other) => order(other) - order(left)), shades };
}

function changeTint({ marks }: Place, change: number | null, shades: readonly Shade[]): Tint {
  if (change === null) return marks.some(({ masque }) => masque) ? 'masque' : 'inconnu';
  if (change === 0) return marks.every(({ valeur }) => valeur === 0) ? 'zero' : 'stable';
  const shade = darkness(shadeAt(shades, Math.abs(change)), shades.length, mostChanges);
  return change > 0 ? `hausse-${shade}` : `baisse-${shade}`;
}

function tintOf(mark: Mark | null, shades: readonly Shade[]): Tint {
  if (mark === null) return 'absent';
  if (mark.valeur === null) return mark.masque ? 'masque' : 'inconnu';
  if (mark.valeur === 0) return 'zero';
  return tintAt(shadeAt(shades, mark.valeur), shades.length);
}

function tintAt(index: number, count: number): Tint {
  return `teinte-${darkness(index, count, 5)}`;
}

/** The darkest is the last of `most`, however few there are. */
function darkness(index: number, count: number, most: number): number {
  return most - (count - 1 - index);
}

export interface LegendEntry {
  readonly teinte: Tint;
  readonly texte: string;
}

const unknownEntries: readonly LegendEntry[] = [
  { teinte: 'masque', texte: 'masqué (effectif < 5)' },
  { teinte: 'inconnu', texte: 'nombre inconnu' },
  { teinte: 'absent', texte: 'absente de la réponse' },
];

export function legendOf(shades: readonly Shade[], isRate: boolean): readonly LegendEntry[] {
  const text = isRate ? rateText : numberText;
  return [
    { teinte: 'zero', texte: '0' },
    ...shades.map(({ de, a }, index) => ({
      teinte: tintAt(index, shades.length),
      texte: text(de) === text(a) ? text(de) : `${text(de)} à ${text(a)}`,
    })),
    ...unknownEntries,
  ];
}

/** What the shades of a change stand for: from the greatest fall to the greatest rise. */
export function changeLegendOf(shades: readonly Shade[]): readonly LegendEntry[] {
  const entry = (sign: 1 | -1) => (shade: Shade, index: number) => {
    const darkest = darkness(index, shades.length, mostChanges);
    const [de, a] = sign < 0 ? [shade.a, shade.de] : [shade.de, shade.a];
    const [from, to] = [signedText(sign * de), signedText(sign * a)];
    return {
      teinte: sign < 0 ? (`baisse-${darkest}` as const) : (`hausse-${darkest}` as const),
      texte: from === to ? from : `${from} à ${to}`,
    };
  };
  return [
    ...shades.map(entry(-1)).reverse(),
    { teinte: 'stable', texte: 'sans changement' },
    ...shades.map(entry(1)),
    { teinte: 'zero', texte: '0 dans les deux périodes' },
    ...unknownEntries,
  ];
}
