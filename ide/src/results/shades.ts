/** One shade of the map: from a value to another, both included. */
export interface Shade {
  readonly de: number;
  readonly a: number;
}

/** Shades that an eye still tells apart. */
const mostShades = 5;

/**
 * The values cut into shades with about as many communes in each (quantiles), the lightest first. None
 * is a shade of its own, which is not among these.
 */
export function shadesOf(values: readonly number[], most = mostShades): readonly Shade[] {
  const sorted = values.filter((value) => value > 0).sort((left, other) => left - other);
  const distinct = [...new Set(sorted)];
  const count = Math.min(most, distinct.length);
  const shades: Shade[] = [];
  for (let index = 0; index < count; index += 1) {
    const below = shades.at(-1)?.a ?? 0;
    const left = distinct.filter((value) => value > below);
    const [de] = left;
    if (de === undefined) break;
    // The last takes what is left; each of the others leaves a value for those that follow.
    const following = count - index - 1;
    const quantile = sorted[Math.ceil(((index + 1) / count) * sorted.length) - 1] ?? de;
    const latest = left.at(-1 - following) ?? de;
    const a = following === 0 ? (left.at(-1) ?? de) : Math.max(de, Math.min(quantile, latest));
    shades.push({ de, a });
  }
  return shades;
}

/** The place of a value among the shades; -1 for none. */
export function shadeAt(shades: readonly Shade[], value: number): number {
  return value <= 0 ? -1 : shades.findIndex(({ a }) => value <= a);
}
