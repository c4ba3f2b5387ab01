import { monthText } from '../page/french-dates.js';
import { inFrenchType } from '../page/typography.js';
import { isTechnical, type Column } from './columns.js';
import { spoken } from './cover.js';
import { shownText, type Ligne } from './rows.js';
import { masked, type Cell, type Table } from './tables.js';
import { isOfKind, isQuantity, kindColumn } from './totals.js';

export interface Count {
  /** A month (`2026-05`), a commune (its INSEE code), or the value itself. */
  readonly cle: string;
  readonly libelle: string;
  readonly nombre: number;
  /** Suppressed counts that are not in the number: it is then a minimum. */
  readonly masques: number;
  /** Rows without the number that is asked for: not none, but unknown. */
  readonly inconnus: number;
}

/** What rows are told apart by. */
export interface Dimension {
  /** The column that says it. */
  readonly id: string;
  /** As in « par mois », « par gravité ». */
  readonly titre: string;
  readonly genre: 'mois' | 'commune' | 'categorie';
}

/** What is counted: the rows (null), or the quantities of a column. */
export interface Measure {
  readonly id: string | null;
  readonly titre: string;
  /** Adds numbers of several kinds: only apart for each of them. */
  readonly parNature: string | null;
}

/** From the first month to the last, both included: `2026-05`. */
export interface Period {
  readonly debut: string;
  readonly fin: string;
}

/** One list of an answer, as far as something of it can be counted. */
export interface Countable {
  readonly table: Table;
  readonly columns: ReadonlyMap<string, Column>;
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly Measure[];
  /** The column with the time of the facts, by which periods are told apart. */
  readonly date: string | null;
}

export interface Counted {
  readonly counts: readonly Count[];
  /** Of rows that do not say to which they belong. */
  readonly sans: Count | null;
}

/** Values that a reader still tells apart. */
const mostCategories = 200;

/** The lists that have something to count and something to tell it apart by. */
export function countables(
  tables: readonly Table[],
  columnsOf: (table: Table) => readonly Column[],
): readonly Countable[] {
  return tables.flatMap((table) => {
    const columns = columnsOf(table);
    const measures = measuresOf(table, columns);
    const dimensions = dimensionsOf(table, columns).filter((dimension) =>
      measures.some((measure) => isMeasuredBy(measure, dimension)),
    );
    if (measures.length === 0 || dimensions.length === 0) return [];
    const byId = new Map(columns.map((column) => [column.id, column]));
    return [{ table, columns: byId, dimensions, measures, date: dateOf(table) }];
  });
}

/** Classements and poursuites have no sum: they are counted by what they are. */
export function isMeasuredBy({ parNature }: Measure, { id }: Dimension): boolean {
  return parNature === null || parNature === id;
}

function measuresOf(table: Table, columns: readonly Column[]): readonly Measure[] {
  const kind = kindColumn(table.lignes);
  const quantities = columns.filter(isQuantity).map(({ id, titre }) => ({
    id,
    titre,
    parNature: isOfKind(id) ? kind : null,
  }));
  // Rows that are numbers, or places, are not counted: what they say is.
  const counted = columns.some(({ id }) => id === 'effectif' || id === 'codeInsee');
  const name = spoken(table.chemin.split('.').at(-1) ?? '');
  return counted ? quantities : [{ id: null, titre: name, parNature: null }, ...quantities];
}

function dimensionsOf(table: Table, columns: readonly Column[]): readonly Dimension[] {
  const date = dateOf(table);
  const places = columns.filter(({ id }) => isPlace(id) && hasAny(table, id, isCode));
  // The name of a commune says the same as its code.
  const names = new Set(places.map(({ id }) => id.replace(/codeInsee$/, 'nom')));
  const categories = columns.filter((column) => !names.has(column.id) && isCategory(column, table));
  return [
    ...(date !== null && hasAny(table, date, isMonth)
      ? [{ id: date, titre: 'mois', genre: 'mois' as const }]
      : []),
    ...places.map(({ id }) => ({
      id,
      titre: places.length === 1 ? 'commune' : `commune (${id.split('.').slice(0, -1).join(', ')})`,
      genre: 'commune' as const,
    })),
    ...categories.map(({ id, titre }) => ({
      id,
      titre: titre.charAt(0).toLocaleLowerCase('fr') + titre.slice(1),
      genre: 'categorie' as const,
    })),
  ];
}

/** The facts' own time. When somebody looked, sent or decided says nothing of what happened. */
function dateOf({ colonnes }: Table): string | null {
  const dates = colonnes.filter((id) => /(?:^|\.)(?:moisFaits|dateFaits)$/.test(id));
  return dates.find((id) => !id.includes('.')) ?? dates[0] ?? null;
}

function isPlace(id: string): boolean {
  return id === 'territoire' || /^codeInsee$|(?:^|\.)commune\w*\.codeInsee$/i.test(id);
}

/** A column whose values come back: kinds, states, names, grades; no quantity, no date, no identifier. */
function isCategory(column: Column, table: Table): boolean {
  const { id, genre } = column;
  if (isQuantity({ id, heritee: false }) || genre === 'date' || genre === 'horodatage')
    return false;
  if (genre === 'identifiant' || /(?:^|\.)id$/.test(id)) return false;
  if (isPlace(id) || id === dateOf(table)) return false;
  if (isTechnical(column, table.lignes)) return false;
  const values = new Set<Cell>();
  for (const ligne of table.lignes) {
    const cell = ligne[id];
    if (cell === null || cell === undefined || cell === '') continue;
    if (cell === masked || (typeof cell === 'number' && !Number.isInteger(cell))) return false;
    if (typeof cell === 'string' && /^(?:\d{4}-\d{2}-\d{2}|\d{2}\/\d{2}\/\d{4})/.test(cell))
      return false;
    values.add(cell);
    if (values.size > mostCategories) return false;
  }
  // As many values as rows tell one row from another, not one kind from another.
  return values.size > 0 && values.size <= Math.max(1, table.lignes.length / 2);
}

function hasAny({ lignes }: Table, id: string, test: (cell: Cell | undefined) => boolean): boolean {
  return lignes.some((ligne) => test(ligne[id]));
}

function isCode(cell: Cell | undefined): cell is string {
  return typeof cell === 'string' && /^\d[\dAB]\d{3}$/.test(cell);
}

function isMonth(cell: Cell | undefined): cell is string {
  return typeof cell === 'string' && /^\d{4}-(?:0[1-9]|1[0-2])/.test(cell);
}

/** The months from the first of the facts to the last. */
export function monthsOf({ table, date }: Countable): readonly string[] {
  if (date === null) return [];
  const months = table.lignes.map((ligne) => ligne[date]).filter(isMonth);
  const sorted = [...new Set(months.map((month) => month.slice(0, 7)))].sort();
  return sorted.length === 0 ? [] : monthsBetween(sorted[0] ?? '', sorted.at(-1) ?? '');
}

/** Counts one list; within a period if one is given. Months and values that do not occur are not left out of a period. */
export function countBy(
  countable: Countable,
  dimension: Dimension,
  measure: Measure,
  period: Period | null,
): Counted {
  const { table, columns, date } = countable;
  const found = new Map<string, Count>();
  const none = dimension.genre === 'categorie' ? 'non renseigné' : `sans ${dimension.genre}`;
  let sans: Count | null = null;
  for (const ligne of table.lignes) {
    if (period !== null && !isWithin(date === null ? null : ligne[date], period)) continue;
    const cle = keyOf(ligne, dimension);
    const libelle = cle === null ? none : labelOf(cle, ligne, dimension, columns);
    const before = cle === null ? sans : found.get(cle);
    const count = added(before ?? empty(cle ?? '', libelle), ligne, measure);
    if (cle === null) sans = count;
    else found.set(cle, { ...count, libelle: count.libelle === cle ? libelle : count.libelle });
  }
  if (dimension.genre === 'mois') {
    const { debut, fin } = period ?? spanOf([...found.keys()]);
    const months = monthsBetween(debut, fin);
    return { counts: months.map((cle) => found.get(cle) ?? empty(cle, monthText(cle))), sans };
  }
  const counts = [...found.values()];
  // Grades and years have an order of their own.
  const isOrdered = counts.every(({ cle }) => /^\d{1,4}$/.test(cle));
  counts.sort((left, other) =>
    isOrdered
      ? Number(left.cle) - Number(other.cle)
      : other.nombre - left.nombre || left.libelle.localeCompare(other.libelle, 'fr'),
  );
  return { counts, sans };
}

function empty(cle: string, libelle: string): Count {
  return { cle, libelle, nombre: 0, masques: 0, inconnus: 0 };
}

function added(count: Count, ligne: Ligne, { id }: Measure): Count {
  const value = id === null ? 1 : ligne[id];
  return {
    ...count,
    nombre: count.nombre + (typeof value === 'number' ? value : 0),
    masques: count.masques + Number(value === masked),
    inconnus: count.inconnus + Number(value === null || value === undefined),
  };
}

function keyOf(ligne: Ligne, { id, genre }: Dimension): string | null {
  const cell = ligne[id];
  if (genre === 'mois') return isMonth(cell) ? cell.slice(0, 7) : null;
  if (genre === 'commune') return isCode(cell) ? cell : null;
  return cell === null || cell === undefined || cell === '' ? null : String(cell);
}

function labelOf(
  cle: string,
  ligne: Ligne,
  { id, genre }: Dimension,
  columns: Countable['columns'],
): string {
  if (genre === 'mois') return monthText(cle);
  if (genre === 'categorie') return shownText(ligne[id], columns.get(id));
  const nom = ligne[id.replace(/codeInsee$/, 'nom')];
  return inFrenchType(typeof nom === 'string' ? nom : (columns.get(id)?.libelles.get(cle) ?? cle));
}

function isWithin(cell: Cell | undefined, { debut, fin }: Period): boolean {
  return isMonth(cell) && cell.slice(0, 7) >= debut && cell.slice(0, 7) <= fin;
}

function spanOf(months: readonly string[]): Period {
  const sorted = [...months].sort();
  return { debut: sorted[0] ?? '', fin: sorted.at(-1) ?? '' };
}

/** From the first to the last, those without anything included. */
export function monthsBetween(first: string, last: string): readonly string[] {
  const months = [];
  for (let month = first; month !== '' && month <= last; month = followingMonth(month)) {
    months.push(month);
  }
  return months;
}

function followingMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
