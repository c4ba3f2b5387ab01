import { Delaunay } from 'd3-delaunay';
import figures from './communes-figures.json' with { type: 'json' };

/** A commune on the map, in the map's own units, from the top left. */
export interface MapCell {
  readonly codeInsee: string;
  /** null: not of the two agglomerations, whose names the desk knows. */
  readonly nom: string | null;
  readonly x: number;
  readonly y: number;
  /** All that is nearer to its centre than to any other: an SVG path. */
  readonly chemin: string;
  readonly voisines: readonly string[];
}

export const mapWidth = 720;
export const mapHeight = 900;

const margin = 12;
const longitudes = figures.contour.map(([longitude = 0]) => longitude);
const latitudes = figures.contour.map(([, latitude = 0]) => latitude);
const north = Math.max(...latitudes);
const west = Math.min(...longitudes);
/** A degree of longitude is shorter than one of latitude, by the cosine of the latitude. */
const shortening = Math.cos((46.6 * Math.PI) / 180);
const scale = Math.min(
  (mapWidth - 2 * margin) / ((Math.max(...longitudes) - west) * shortening),
  (mapHeight - 2 * margin) / (north - Math.min(...latitudes)),
);

interface Communes {
  readonly [codeInsee: string]: {
    readonly nom?: string;
    readonly lon: number;
    readonly lat: number;
    readonly voisines: readonly string[];
  };
}

/** Where the figures of the map come from. */
export const mapSource: string = figures.source;

/** The département, within which the cells are seen. */
export const outlinePath = `M${figures.contour
  .map(([longitude = 0, latitude = 0]) => place(longitude, latitude).map(rounded).join(','))
  .join('L')}Z`;

/** Every commune of the département. */
export const mapCells: readonly MapCell[] = cellsOf(figures.communes);

function cellsOf(communes: Communes): readonly MapCell[] {
  const all = Object.entries(communes).map(([codeInsee, { nom = null, lon, lat, voisines }]) => {
    const [x, y] = place(lon, lat);
    return { codeInsee, nom, x, y, voisines };
  });
  const cells = Delaunay.from(
    all,
    ({ x }) => x,
    ({ y }) => y,
  ).voronoi([0, 0, mapWidth, mapHeight]);
  return all.map((commune, index) => ({
    ...commune,
    chemin: `M${cells
      .cellPolygon(index)
      .map(([x, y]) => `${rounded(x)},${rounded(y)}`)
      .join('L')}Z`,
  }));
}

function place(longitude: number, latitude: number): [number, number] {
  return [margin + (longitude - west) * shortening * scale, margin + (north - latitude) * scale];
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}
