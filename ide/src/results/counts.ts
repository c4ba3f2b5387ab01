import { masked, type Table } from './tables.js';

export interface Count {
  /** A month (`2026-05`) or a commune (its INSEE code). */
  readonly cle: string;
  readonly libelle: string;
  readonly nombre: number;
  /** Suppressed counts that are not in the number: it is then a minimum. */
  readonly masques: number;
  /** Rows without the number that is asked for: not none, but unknown. */
  readonly inconnus: number;
}

/** How often something occurs by month or by commune, from one list of an answer. */
export interface Series {
  readonly titre: string;
  readonly par: 'mois' | 'commune';
  readonly counts: readonly Count[];
  /** Rows received, and rows the caller may read in all, when the answer says so. */
  readonly lignes: number;
  readonly total: number | null;
  /** Counted from a part of the rows: never to be drawn. */
  readonly partielle: boolean;
}

/** Everything in these tables that can be counted by month or by commune. */
export function findSeries(tables: readonly Table[]): readonly Series[] {
  return tables.flatMap((table) =>
    [byMonth(table), byCommune(table)].filter((counts) => counts !== null),
  );
}

function byMonth(table: Table): Series | null {
  // The facts' own time. When somebody looked, sent or decided says nothing of what happened.
  const colonne = table.colonnes.find((name) => name === 'moisFaits' || name === 'dateFaits');
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
    inconnus: 0,
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
      (colonne) => colonne === 'codeInsee' || /(?:^|\.)commune\w*\.codeInsee$/i.test(colonne),
    ) ?? table.colonnes.find((colonne) => colonne === 'territoire');
  if (code === undefined) return null;
  const name = code.replace(/codeInsee$/, 'nom');
  // A row is one, unless it holds a number of its own.
  const number = table.colonnes.find(
    (colonne) => colonne === 'effectif' || /\.totalCount$/.test(colonne),
  );
  if (code === 'codeInsee' && number === undefined) return null;
  if (number !== undefined && mixesKinds(table)) return null;
  const counts = new Map<string, Count>();
  for (const ligne of table.lignes) {
    const cle = ligne[code];
    if (typeof cle !== 'string' || !/^\d[\dAB]\d{3}$/.test(cle)) continue;
    const nom = name === code ? null : ligne[name];
    const value = number === undefined ? 1 : ligne[number];
    const before = counts.get(cle) ?? {
      cle,
      libelle: cle,
      nombre: 0,
      masques: 0,
      inconnus: 0,
    };
    counts.set(cle, {
      cle,
      libelle: typeof nom === 'string' ? nom : before.libelle,
      nombre: before.nombre + (typeof value === 'number' ? value : 0),
      masques: before.masques + Number(value === masked),
      inconnus: before.inconnus + Number(value === null || value === undefined),
    });
  }
  if (counts.size === 0) return null;
  const sorted = [...counts.values()].sort(
    (left, other) => other.nombre - left.nombre || left.libelle.localeCompare(other.libelle, 'fr'),
  );
  return series(table, 'commune', sorted);
}

function series(table: Table, par: Series['par'], counts: readonly Count[]): Series {
  const { chemin, lignes, total, partielle } = table;
  return { titre: chemin, par, counts, lignes: lignes.length, total, partielle };
}

/** Numbers of several kinds (classements and poursuites) have no sum. */
function mixesKinds({ colonnes, lignes }: Table): boolean {
  const kind = colonnes.find((colonne) => colonne === 'type' || colonne === 'indicateur');
  return kind !== undefined && new Set(lignes.map((ligne) => ligne[kind])).size > 1;
}

/** « 12 », « 12 et 3 masqués », « masqué », « inconnu ». */
export function countText({
  nombre,
  masques,
  inconnus,
}: Pick<Count, 'nombre' | 'masques' | 'inconnus'>): string {
  const missing = [
    ...(masques === 0
      ? []
      : [masques === 1 ? '1 effectif < 5 masqué' : `${masques} effectifs < 5 masqués`]),
    ...(inconnus === 0 ? [] : [inconnus === 1 ? '1 inconnu' : `${inconnus} inconnus`]),
  ].join(' et ');
  if (missing === '') return String(nombre);
  return nombre === 0 ? missing : `${nombre}, plus ${missing}`;
}

/** Nothing is known of it: neither a number nor none. */
export function isUnknown({ nombre, masques, inconnus }: Count): boolean {
  return nombre === 0 && masques + inconnus > 0;
}
