import { astFromValue, isEnumType, print, type GraphQLSchema } from 'graphql';
import { inFrenchType } from '../page/typography.js';
import type { FilteredList, FilterValues } from './filtered-query.js';

type Data = Readonly<Record<string, unknown>>;

/**
 * « 8 002 incidents », or « au moins 10 000 incidents », as the gateway counted them; null where the
 * answer counts nothing.
 */
export function countLine(data: Data | null, list: FilteredList | null): string | null {
  if (list === null) return null;
  const counted = data?.[list.key];
  if (typeof counted !== 'object' || counted === null) return null;
  const { totalCount: total, minimumCount: least } = counted as Data;
  const noun = nounOf(list);
  if (typeof total !== 'number') {
    return typeof least === 'number' && least > 0
      ? `Au moins ${least.toLocaleString('fr-FR')} ${noun}`
      : null;
  }
  if (total === 0) return `Aucun résultat : ${noun}`;
  return `${total.toLocaleString('fr-FR')} ${total === 1 ? noun.replaceAll(/(\p{L}{2,})s\b/gu, '$1') : noun}`;
}

/** The elements of a list in the plural, as the schema says of its filter: « Restreint la liste des … ». */
function nounOf({ type, field }: FilteredList): string {
  const found = /^Restreint (?:la liste )?(?:des|les) (.+?)\.?$/.exec(type.description ?? '')?.[1];
  return inFrenchType(found ?? field);
}

/** How to ask for the first and last day of a list, and then how many of its elements lie between. */
export interface Span {
  readonly query: string;
  /** Name of the dated field. */
  readonly date: string;
  readonly counted: (premier: string, dernier: string) => string;
}

/** Null where a list has no order by day both ways, or no filter by period to check it with. */
export function spanQuery(list: FilteredList, schema: GraphQLSchema): Span | null {
  const field = schema.getQueryType()?.getFields()[list.field];
  const order = field?.args.find(({ name }) => name === 'tri')?.type;
  const values = isEnumType(order) ? order.getValues().map(({ name }) => name) : [];
  const both = values.find(
    (name) => /^DATE_\w+_ASC$/.test(name) && values.includes(name.replace(/ASC$/, 'DESC')),
  );
  if (both === undefined || !list.type.getFields()['periode']) return null;
  const date = both
    .replace(/_ASC$/, '')
    .toLowerCase()
    .replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const filter = (given: FilterValues) => {
    const written = astFromValue(given, list.type);
    return written ? `filtre: ${print(written)}, ` : '';
  };
  const end = (alias: string, tri: string) =>
    `${alias}: ${list.field}(${filter(list.values)}tri: ${tri}, first: 1) { nodes { ${date} } }`;
  return {
    date,
    query: `query Periode { ${end('premier', both)} ${end('dernier', both.replace(/ASC$/, 'DESC'))} }`,
    counted: (debut, fin) =>
      `query Compte { compte: ${list.field}(${filter({ ...list.values, periode: { debut, fin } })}first: 1) { totalCount } }`,
  };
}

/** « sur 12 mois, d’octobre 2025 à septembre 2026 » */
export function spanText(premier: string, dernier: string): string {
  const [from, to] = [monthsOf(premier), monthsOf(dernier)];
  if (from === null || to === null) return '';
  const months = to - from + 1;
  const first = monthName(premier);
  if (months <= 1) return `en ${first}`;
  const of = /^[aeiouyéèêh]/i.test(first) ? 'd’' : 'de ';
  return `sur ${months} mois, ${of}${first} à ${monthName(dernier)}`;
}

function monthsOf(day: string): number | null {
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(day) ?? [];
  return year === undefined ? null : Number(year) * 12 + Number(month) - 1;
}

function monthName(day: string): string {
  return new Date(`${day.slice(0, 7)}-15T12:00:00Z`).toLocaleDateString('fr-FR', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
