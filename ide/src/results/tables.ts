/** What one cell shows; a masked one stands for a small count that nobody may read. */
export type Cell = string | number | boolean | null | typeof masked;

/** A small count that its owner suppressed. */
export const masked = Symbol('masked');

/** A list of an answer, flattened: one row an element, one column a path below it. */
export interface Table {
  /** Where the list stands in the answer, without the places in lists above it. */
  readonly chemin: string;
  readonly colonnes: readonly string[];
  /** Those of the columns that say where an element stands: they belong to the lists above it. */
  readonly heritees: ReadonlySet<string>;
  readonly lignes: readonly Readonly<Record<string, Cell>>[];
  /** Elements the caller may read in all, when the answer says so and the list is one. */
  readonly total: number | null;
  /** Some of its lists, or those above, go on beyond what was received: nothing may be counted from it. */
  readonly partielle: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * How a value is written that stands in one cell with others, by its path in the answer; null: it tells
 * a reader nothing.
 */
export type Words = (path: string, value: string | number | boolean) => string | null;

const plainWords: Words = (_, value) =>
  typeof value === 'boolean' ? (value ? 'oui' : 'non') : String(value);

interface Draft {
  readonly colonnes: Set<string>;
  readonly heritees: Set<string>;
  readonly lignes: Record<string, Cell>[];
  readonly totals: number[];
  places: number;
  partielle: boolean;
}

/** What the lists above say of an element that stands in them. */
interface Above {
  readonly colonnes: Readonly<Record<string, Cell>>;
  readonly partielle: boolean;
}

interface Found {
  readonly drafts: Map<string, Draft>;
  readonly words: Words;
}

/**
 * Every list of objects in an answer, in the order of the answer: the one that was asked for is first.
 * Lists below several parents are one table, whose rows keep what is known of their parent.
 */
export function findTables(data: Json | null, words: Words = plainWords): readonly Table[] {
  const drafts = new Map<string, Draft>();
  if (data !== null) look(data, [], { colonnes: {}, partielle: false }, { drafts, words });
  return [...drafts]
    .map(([chemin, { totals, places, colonnes, ...draft }]) => ({
      ...draft,
      chemin,
      colonnes: withoutEmptyParents(colonnes),
      total: totals.length === 1 && places === 1 ? (totals[0] ?? null) : null,
    }))
    .filter(({ lignes }) => lignes.length > 0);
}

/** « residence », empty in some rows, beside « residence.nom » of the others, would say nothing. */
function withoutEmptyParents(colonnes: ReadonlySet<string>): readonly string[] {
  const all = [...colonnes];
  return all.filter((path) => !all.some((other) => other.startsWith(`${path}.`)));
}

function look(value: unknown, path: readonly string[], above: Above, found: Found): void {
  if (!isObject(value)) return;
  for (const [name, below] of Object.entries(value)) {
    if (name === 'pageInfo') continue;
    const at = [...path, name];
    // The elements of a connection may stand in it twice; one way is enough.
    if (name === 'edges' && Array.isArray(value['nodes'])) continue;
    if (!Array.isArray(below)) {
      look(below, at, above, found);
      continue;
    }
    const elements = (below as unknown[])
      .map((item) => (name === 'edges' && isObject(item) && 'node' in item ? item['node'] : item))
      .filter(isObject);
    if (elements.length === 0) continue;
    const connection = name === 'edges' || name === 'nodes';
    const chemin = (connection ? path : at).join('.');
    const draft = draftAt(found.drafts, chemin);
    draft.places += 1;
    const partielle = above.partielle || (connection && goesOn(value, elements.length));
    if (partielle) draft.partielle = true;
    for (const colonne of Object.keys(above.colonnes)) {
      draft.heritees.add(colonne);
      draft.colonnes.add(colonne);
    }
    if (connection && typeof value['totalCount'] === 'number') {
      draft.totals.push(value['totalCount']);
    }
    for (const element of elements) {
      const own = rowOf(element, chemin, found.words);
      for (const colonne of Object.keys(own)) draft.colonnes.add(colonne);
      draft.lignes.push({ ...above.colonnes, ...own });
      // Most elements have no list below them: nothing to look for, in a hundred thousand of them.
      if (!hasLists(element)) continue;
      const colonnes = { ...above.colonnes, ...inheritedFrom(element, chemin) };
      look(element, connection ? path : at, { colonnes, partielle }, found);
    }
  }
}

function hasLists(element: Json): boolean {
  return Object.values(element).some(
    (value) => Array.isArray(value) || (isObject(value) && hasLists(value)),
  );
}

function draftAt(drafts: Map<string, Draft>, chemin: string): Draft {
  const found = drafts.get(chemin) ?? {
    colonnes: new Set(),
    heritees: new Set(),
    lignes: [],
    totals: [],
    places: 0,
    partielle: false,
  };
  drafts.set(chemin, found);
  return found;
}

/** Whether a connection has more than these elements, as far as the answer says. */
function goesOn({ totalCount, pageInfo }: Json, received: number): boolean {
  if (isObject(pageInfo) && pageInfo['hasNextPage'] === true) return true;
  return typeof totalCount === 'number' && totalCount > received;
}

/** Of an element, what its own lists repeat: no list, and nothing that is said of a list. */
function inheritedFrom(element: Json, chemin: string): Record<string, Cell> {
  const plain = (object: Json): Json =>
    Object.fromEntries(
      Object.entries(object).flatMap(([name, value]) => {
        if (Array.isArray(value)) return [];
        if (!isObject(value)) return [[name, value]];
        return 'nodes' in value || 'edges' in value ? [] : [[name, plain(value)]];
      }),
    );
  const row = rowOf(plain(element), chemin, plainWords);
  return Object.fromEntries(
    Object.entries(row).map(([colonne, cell]) => [`${chemin}.${colonne}`, cell]),
  );
}

function rowOf(element: Json, chemin: string, words: Words): Record<string, Cell> {
  const row: Record<string, Cell> = {};
  const fill = (object: Json, prefix: string): void => {
    for (const [name, value] of Object.entries(object)) {
      if (saysNothing.has(name)) continue;
      const colonne = prefix + name;
      if (Array.isArray(value)) row[colonne] = textOf(value, `${chemin}.${colonne}`, words);
      else if (isObject(value)) fill(value, `${colonne}.`);
      else row[colonne] = value as Cell;
    }
    // StatistiqueSuites.supprime says that « effectif » is not empty, but masked.
    if (object['supprime'] === true && object['effectif'] === null) {
      row[`${prefix}effectif`] = masked;
    }
  };
  fill(element, '');
  return row;
}

const saysNothing = new Set(['pageInfo', '__typename']);

/** A list within a row: its elements in one cell. */
function textOf(value: unknown, path: string, words: Words): string {
  if (Array.isArray(value)) {
    return value
      .map((item) => textOf(item, path, words))
      .filter(Boolean)
      .join(' ; ');
  }
  if (isObject(value)) {
    const written = (by: Words): string =>
      Object.entries(value)
        .filter(([name]) => !saysNothing.has(name))
        .map(([name, below]) => textOf(below, `${path}.${name}`, by))
        .filter(Boolean)
        .join(' · ');
    // An element with nothing but an identifier is there all the same.
    return written(words) || written(plainWords);
  }
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? (words(path, value) ?? '') : '';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
