import { getNamedType, isEnumType } from 'graphql';
import { firstSentence, withoutCode, withoutValueCode } from '../graphql/plain-names.js';
import { fieldsByPath, withoutListParts, type Asking, type Known } from './asked-fields.js';
import type { Table } from './tables.js';

/** What a column holds, which says how a cell of it is written. */
type ColumnKind = 'texte' | 'nombre' | 'date' | 'horodatage' | 'code' | 'identifiant';

/** A column of a table as its reader knows it. */
export interface Column {
  /** Its name in the rows. */
  readonly id: string;
  readonly titre: string;
  /** What the schema says of it; null where it is not known. */
  readonly description: string | null;
  readonly genre: ColumnKind;
  /** The labels of an enumeration's values. */
  readonly libelles: ReadonlyMap<string, string>;
  /** Of the lists above, and so repeated in each row. */
  readonly heritee: boolean;
}

const noLabels: ReadonlyMap<string, string> = new Map();

/** The columns of a table, with the titles and labels that the schema's descriptions give them. */
export function columnsOf(table: Table, asking: Asking): readonly Column[] {
  const fields = fieldsByPath(asking);
  const named = new Set(table.colonnes);
  const { communes = new Map<string, string>() } = asking;
  const columns = table.colonnes.map((id) => {
    const heritee = table.heritees.has(id);
    const path = withoutListParts(heritee ? id : `${table.chemin}.${id}`);
    const depth = withoutListParts(heritee ? '' : table.chemin).length;
    const known = fields.get(path.join('.'));
    return {
      id,
      heritee,
      description: known?.description ?? null,
      genre: kindOf(path, known),
      libelles: isUnnamedPlace(id, named) ? communes : labelsOf(known),
      titles: known ? titlesOf(path, depth, fields) : [],
    };
  });
  return columns.map(({ titles, ...column }) => {
    // As short as tells it from all others.
    const isAlone = (length: number) =>
      columns.filter((other) => titleIn(other.titles, length) === titleIn(titles, length))
        .length === 1;
    const length = titles.findIndex((_, index) => isAlone(index + 1)) + 1;
    const titre = length === 0 ? column.id : titleIn(titles, length);
    return { ...column, titre: column.libelles === communes ? withoutCode(titre) : titre };
  });
}

/** What the lists of an answer are called: « Résidences », « Logements »; by where each stands. */
export function listTitles(
  tables: readonly Pick<Table, 'chemin'>[],
  asking: Asking,
): ReadonlyMap<string, string> {
  const fields = fieldsByPath(asking);
  const titles = tables.map(({ chemin }) => {
    const path = withoutListParts(chemin);
    const ends = path.map((_, index) => path.slice(0, index + 1)).reverse();
    return ends.map((upTo) => {
      const description = fields.get(upTo.join('.'))?.description;
      // « Les incidents que l’appelant peut lire »: who may read them goes without saying.
      return description
        ? shortTitle(description).replace(/ (?:que |qu’|dont ).*$/su, '')
        : (upTo.at(-1) ?? '');
    });
  });
  const own = titles.map(([first = '']) => first);
  return new Map(
    tables.map(({ chemin }, index) => {
      const isAlone = own.filter((other) => other === own[index]).length === 1;
      return [chemin, titleIn(titles[index] ?? [], isAlone ? 1 : 2)];
    }),
  );
}

/** What may be hidden until somebody asks for it: it tells a machine one row from another. */
export function isTechnical({ id, genre }: Column, lignes: Table['lignes']): boolean {
  const uuid = /^(?:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?:\s;\s|$))+$/i;
  return (
    (genre === 'identifiant' && /(?:^|\.)id$/.test(id)) ||
    /(?:^|\.)version$/.test(id) ||
    // The name of the commune stands beside it.
    (/(?:^|\.)codeInsee$/.test(id) && nameBeside(id) in (lignes[0] ?? {})) ||
    lignes.slice(0, 20).some((ligne) => uuid.test(String(ligne[id])))
  );
}

/**
 * The first words of a description, without the article: « Gravité », « Année d’achèvement »; nor that
 * the caller may read what it reads.
 */
export function shortTitle(description: string): string {
  return capital(
    firstWords(description)
      .replace(/^(?:les? |la |l’)/i, '')
      .replace(/ que l’appelant peut lire$/, ''),
  );
}

/** As they are, for they may be a sentence: « Le parquet ne s’y oppose pas ». */
function shortLabel(description: string): string {
  return capital(firstWords(description));
}

function firstWords(description: string): string {
  return /^(.*?)(?:\s*[:;(,]|\.(?:\s|$)|$)/s.exec(description.trim())?.[1] ?? '';
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}

/** The code of a commune, in a table that does not name it. */
function isUnnamedPlace(id: string, colonnes: ReadonlySet<string>): boolean {
  if (/(?:^|\.)territoire$/.test(id)) return true;
  return /(?:^|\.)codeInsee$/.test(id) && !colonnes.has(nameBeside(id));
}

function nameBeside(id: string): string {
  return id.replace(/codeInsee$/, 'nom');
}

/** From the column's own title outwards to those of what it belongs to. */
function titlesOf(
  path: readonly string[],
  depth: number,
  fields: ReadonlyMap<string, Known>,
): readonly string[] {
  const titles: string[] = [];
  for (let length = path.length; length > depth; length -= 1) {
    const name = path[length - 1] ?? '';
    const known = fields.get(path.slice(0, length).join('.'));
    if (name === 'totalCount') titles.push('Nombre');
    else titles.push(known?.description ? shortTitle(known.description) : name);
  }
  // A name or a number alone says nothing: it is that of what it belongs to.
  const [own, owner, ...above] = titles;
  const name = path.at(-1);
  if (owner === undefined || own === undefined) return titles;
  if (name === 'nom') return [owner, ...above];
  if (name === 'totalCount') return [`${owner} (nombre)`, ...above];
  return titles;
}

function titleIn(titles: readonly string[], length: number): string {
  const [own = '', ...above] = titles.slice(0, length);
  return above.length === 0 ? own : `${own} (${above.join(', ').toLocaleLowerCase('fr')})`;
}

/** How a value of this field is written. */
export function kindOf(path: readonly string[], known: Known | undefined): ColumnKind {
  const type = known ? getNamedType(known.type) : null;
  const name = path.at(-1) ?? '';
  if (type && isEnumType(type)) return 'code';
  switch (type?.name) {
    case 'ID':
      return 'identifiant';
    case 'Date':
      return 'date';
    case 'Horodatage':
      return 'horodatage';
    case 'Int':
    case 'Float':
      // A year is no quantity.
      return /^annee/i.test(name) ? 'texte' : 'nombre';
    default:
      return 'texte';
  }
}

/** The words for the values of an enumeration. */
export function labelsOf(known: Known | undefined): ReadonlyMap<string, string> {
  const type = known ? getNamedType(known.type) : null;
  if (!isEnumType(type)) return noLabels;
  const values = type
    .getValues()
    .flatMap(({ name, description }) => (description ? [{ name, description }] : []));
  const shorts = values.map(({ description }) => shortLabel(description));
  return new Map(
    values.map(({ name, description }, index) => {
      const short = shorts[index] ?? '';
      const words = withoutValueCode(description);
      // What begins like another is told apart by all that is said of it.
      const isShort =
        words === description && shorts.filter((other) => other === short).length === 1;
      return [name, isShort ? short : firstSentence(words)];
    }),
  );
}
