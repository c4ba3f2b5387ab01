import type { Perimetre } from '../contract/territoire.js';
import type { Classe } from '../convention/convention.js';

/** One grant as it opens one scope or policy. null: every row; no purpose needed. */
export interface Opening {
  readonly perimetres: readonly Perimetre[] | null;
  readonly finalites: readonly string[] | null;
}

/**
 * One way in which a signatory reads a field. A row must meet one perimeter of each set, and one
 * purpose of each set must be declared; no set: every row, no purpose.
 */
export interface Alternative {
  /** Perimeters, or perimeters with the territory in which they are met. */
  readonly perimetres: readonly (readonly string[])[];
  readonly finalites: readonly (readonly string[])[];
}

/** What a signatory may read of a field. */
export interface FieldRight {
  /** The most protected class among the scopes involved; null when only `@authenticated` is. */
  readonly classe: Classe | null;
  /** Never empty, and none covers another. */
  readonly alternatives: readonly Alternative[];
}

/** All the demands of a field, each opened by at least one grant, as ways to read it. */
export function alternativesOf(demands: readonly (readonly Opening[])[]): readonly Alternative[] {
  let combined: readonly Alternative[] = [{ perimetres: [], finalites: [] }];
  for (const openings of demands) {
    combined = withoutCovered(
      combined.flatMap((alternative) =>
        openings.map(({ perimetres, finalites }) => ({
          perimetres: withSet(alternative.perimetres, perimetres),
          finalites: withSet(alternative.finalites, finalites),
        })),
      ),
    );
  }
  return combined;
}

/** Drops the alternatives that give nothing more than another one. */
export function withoutCovered(alternatives: readonly Alternative[]): readonly Alternative[] {
  return alternatives.filter(
    (right, index) =>
      !alternatives.some(
        (other, position) =>
          position !== index && covers(other, right) && (!covers(right, other) || position < index),
      ),
  );
}

/** Whether whoever has `right` may read all that `other` opens. */
export function coversRight(right: FieldRight, other: FieldRight): boolean {
  return other.alternatives.every((wanted) =>
    right.alternatives.some((alternative) => covers(alternative, wanted)),
  );
}

/** For a table: class, perimeters, purposes. */
export function printRight(right: FieldRight | null): string {
  if (!right) return '';
  if (right.classe === null && right.alternatives.every(isOpen)) return 'ouvert';
  const ways = right.alternatives.map(({ perimetres, finalites }) =>
    [
      ...(right.classe === null ? [] : [right.classe]),
      perimetres.length > 0 ? printSets(perimetres) : 'toutes les lignes',
      ...(finalites.length > 0 ? [printSets(finalites)] : []),
    ].join(' · '),
  );
  return ways.join(' ; ');
}

function isOpen({ perimetres, finalites }: Alternative): boolean {
  return perimetres.length === 0 && finalites.length === 0;
}

function printSets(sets: readonly (readonly string[])[]): string {
  const texts = sets.map((set) => set.join(' ou '));
  if (texts.length === 1) return texts.join();
  return sets.map((set, i) => (set.length > 1 ? `(${texts[i] ?? ''})` : texts[i])).join(' et ');
}

/** To meet one of a smaller set is to meet one of a larger one: only the smallest sets demand. */
function withSet<T>(
  sets: readonly (readonly T[])[],
  set: readonly T[] | null,
): readonly (readonly T[])[] {
  if (set === null || sets.some((known) => isSubset(known, set))) return sets;
  return [...sets.filter((known) => !isSubset(set, known)), set];
}

function covers(wide: Alternative, narrow: Alternative): boolean {
  return (
    demandsNoMore(wide.perimetres, narrow.perimetres) &&
    demandsNoMore(wide.finalites, narrow.finalites)
  );
}

function demandsNoMore<T>(
  wide: readonly (readonly T[])[],
  narrow: readonly (readonly T[])[],
): boolean {
  return wide.every((set) => narrow.some((smaller) => isSubset(smaller, set)));
}

function isSubset<T>(small: readonly T[], large: readonly T[]): boolean {
  return small.every((item) => large.includes(item));
}
