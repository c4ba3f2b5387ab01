import { masked, type Table } from './tables.js';

export interface Count {
  /** A month (`2026-05`) or a commune (its INSEE code). */
  readonly cle: string;
  readonly libelle: string;
  readonly nombre: number;
  /** Suppressed counts that are not in the number: it is then a minimum. */
  readonly masques: number;
}

/** How often something occurs by month or by commune, from one list of an answer. */
export interface Series {
  readonly titre: string;
  readonly par: 'mois' | 'commune';
  readonly counts: readonly Count[];
  /** Rows received, and rows the caller may read in all, when the answer says so. */
  readonly lignes: number;
  readonly total: number | null;
}

/** Everything in these tables that can be counted by month or by commune. */
export function findSeries(tables: readonly Table[]): readonly Series[] {
  return tables.flatMap((table) =>
    [byMonth(table), byCommune(table)].filter((one) => one !== null),
  );
}

function byMonth(table: Table): Series | null {
  const colonne = table.colonnes.find((one) => /^(?:moisFaits|date[A-Z]\w*)$/.test(one));
  if (colonne === undefined) return null;
  const numbers = new Map<string, number>();
  for (const ligne of table.lignes) {
    const month = /^\d{4}-(?:0[1-9]|1[0-2])/.exec(String(ligne[colonne]))?.[0];
    if (month !== undefined) numbers.set(month, (numbers.get(month) ?? 0) + 1);
  }
  if (numbers.size === 0) return null;
  const counts = monthsBetween([...numbers.keys()].sort()).map((cle) => ({
    cle,
    libelle: monthName(cle),
    nombre: numbers.get(cle) ?? 0,
    masques: 0,
  }));
  return series(table, 'mois', counts);
}

/** From the first to the last, those without anything included. */
function monthsBetween(sorted: readonly string[]): readonly string[] {
  const [first = ''] = sorted;
  const last = sorted.at(-1) ?? first;
  const months = [];
  for (let month = first; month <= last; month = followingMonth(month)) months.push(month);
  return months;
}

function followingMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

function monthName(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Intl.DateTimeFormat('fr-FR', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.UTC(year, number - 1));
}

function byCommune(table: Table): Series | null {
  const code =
    table.colonnes.find(
      (one) => one === 'codeInsee' || /(?:^|\.)commune\w*\.codeInsee$/i.test(one),
    ) ?? table.colonnes.find((one) => one === 'territoire');
  if (code === undefined) return null;
  const name = code.replace(/codeInsee$/, 'nom');
  // A row is one, unless it holds a number of its own.
  const number = table.colonnes.find((one) => one === 'effectif' || /\.totalCount$/.test(one));
  if (code === 'codeInsee' && number === undefined) return null;
  const counts = new Map<string, Count>();
  for (const ligne of table.lignes) {
    const cle = ligne[code];
    if (typeof cle !== 'string' || !/^\d[\dAB]\d{3}$/.test(cle)) continue;
    const nom = name === code ? null : ligne[name];
    const value = number === undefined ? 1 : ligne[number];
    const before = counts.get(cle) ?? { cle, libelle: cle, nombre: 0, masques: 0 };
    counts.set(cle, {
      cle,
      libelle: typeof nom === 'string' ? nom : before.libelle,
      nombre: before.nombre + (typeof value === 'number' ? value : 0),
      masques: before.masques + Number(value === masked),
    });
  }
  if (counts.size === 0) return null;
  const sorted = [...counts.values()].sort(
    (one, other) => other.nombre - one.nombre || one.libelle.localeCompare(other.libelle, 'fr'),
  );
  return series(table, 'commune', sorted);
}

function series(table: Table, par: Series['par'], counts: readonly Count[]): Series {
  const { chemin, lignes, total } = table;
  return { titre: chemin, par, counts, lignes: lignes.length, total };
}

/** « 12 », « 12 et 3 masqués », « masqué ». */
export function countText({ nombre, masques }: Pick<Count, 'nombre' | 'masques'>): string {
  if (masques === 0) return String(nombre);
  const suppressed = masques === 1 ? '1 effectif < 5 masqué' : `${masques} effectifs < 5 masqués`;
  return nombre === 0 ? suppressed : `${nombre}, plus ${suppressed}`;
}
