import { isUnknown, type Count } from './counts.js';
import communes from './communes-points.json' with { type: 'json' };

/** A commune on the map, in the map's own units, from the top left. */
export interface MapPoint {
  readonly codeInsee: string;
  readonly nom: string;
  readonly x: number;
  readonly y: number;
  /** Of the circle; its surface is in proportion to the number. 0 for a commune without any. */
  readonly rayon: number;
  readonly count: Count | null;
}

export const mapWidth = 720;
export const mapHeight = 760;
/** What the shipped positions are worth. */
export const positionWarning: string = communes.avertissement;

const margin = 40;
const largest = 32;
const smallest = 5;

/** The communes of both agglomerations, the largest number first, so that small circles lie on top. */
export function mapPoints(counts: readonly Count[]): readonly MapPoint[] {
  const byCode = new Map(counts.map((count) => [count.cle, count]));
  const most = Math.max(1, ...counts.map(({ nombre }) => nombre));
  return communes.points
    .map(({ codeInsee, nom, latitude, longitude }) => {
      const count = byCode.get(codeInsee) ?? null;
      return { codeInsee, nom, ...place(latitude, longitude), rayon: radius(count, most), count };
    })
    .sort((left, other) => other.rayon - left.rayon);
}

function radius(count: Count | null, most: number): number {
  if (!count || (count.nombre === 0 && !isUnknown(count))) return 0;
  return Math.max(smallest, largest * Math.sqrt(count.nombre / most));
}

const latitudes = communes.points.map(({ latitude }) => latitude);
const longitudes = communes.points.map(({ longitude }) => longitude);
const north = Math.max(...latitudes);
const west = Math.min(...longitudes);
/** A degree of longitude is shorter than one of latitude, by the cosine of the latitude. */
const shortening = Math.cos((46.7 * Math.PI) / 180);
const scale = Math.min(
  (mapWidth - 2 * margin) / ((Math.max(...longitudes) - west) * shortening),
  (mapHeight - 2 * margin) / (north - Math.min(...latitudes)),
);

function place(latitude: number, longitude: number): { readonly x: number; readonly y: number } {
  return {
    x: margin + (longitude - west) * shortening * scale,
    y: margin + (north - latitude) * scale,
  };
}
