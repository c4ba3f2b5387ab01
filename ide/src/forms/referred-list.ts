import {
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  isEnumType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { dayText } from '../page/french-dates.js';
import { choicesOf, type Choice } from './input-field.js';

/** A list of the caller's graph whose elements a field may refer to. */
export interface ReferredList {
  /** Takes `$apres` where it has pages. */
  readonly query: string;
  readonly field: string;
  readonly paged: boolean;
  readonly choiceOf: (element: Readonly<Record<string, unknown>>) => Choice;
}

/** Signatories in a role: each is found in the list of them all. */
const signatories = new Set([
  'bailleur',
  'pilote',
  'destinataire',
  'participant',
  'signataire',
  'plaignant',
]);

/** The list that a field of this name refers to; null where the caller's graph has none. */
export function referredList(name: string, schema: GraphQLSchema): ReferredList | null {
  const singular = name.replace(/s$/, '');
  const root = schema.getQueryType()?.getFields() ?? {};
  const entity = signatories.has(singular) ? 'signataire' : singular;
  const list = root[`${entity}s`];
  const element = list && elementOf(list.type);
  if (!list || !element) return null;
  const key = root[entity]?.args[0]?.name ?? 'id';
  if (!element.type.getFields()[key]) return null;
  const shown = shownFields(element.type, key);
  const selection = [key, ...shown.map(({ selection }) => selection)].join(' ');
  const narrowed = singular === 'bailleur' ? 'BAILLEUR' : null;
  return {
    field: list.name,
    paged: element.paged,
    query: element.paged
      ? `query Choix($apres: String) { ${list.name}(first: 100, after: $apres) { nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`
      : `query Choix { ${list.name} { ${selection}${narrowed === null ? '' : ' nature'} } }`,
    choiceOf: (found) => ({
      value: narrowed === null || found['nature'] === narrowed ? String(found[key]) : '',
      nom:
        shown
          .map(({ text }) => text(found))
          .filter((text) => text !== '')
          .join(' – ') || String(found[key]),
    }),
  };
}

interface Shown {
  readonly selection: string;
  readonly text: (element: Readonly<Record<string, unknown>>) => string;
}

/** What an element is told apart by: its name, or else its day, its kinds and where it is. */
function shownFields(type: GraphQLObjectType, key: string): readonly Shown[] {
  const fields = type.getFields();
  const own = Object.values(fields).filter(
    ({ name, args, type: of }) =>
      name !== key && args.length === 0 && isLeafType(getNullableType(of)),
  );
  const days = own.filter(({ type: of }) => getNamedType(of).name === 'Date').slice(0, 1);
  const kinds = own.filter(({ type: of }) => isEnumType(getNamedType(of))).slice(0, 2);
  const places = ['residence', 'commune', 'bailleur'].flatMap((name) => {
    const below = fields[name] && getNamedType(fields[name].type);
    return isObjectType(below) && below.getFields()['nom'] ? [name] : [];
  });
  const placeOf = (name: string): Shown => ({
    selection: `${name} { nom }`,
    text: (element) => textOf((element[name] as { nom?: unknown } | null)?.nom),
  });
  if (fields['nom']) {
    // Residences of several landlords may have the same name.
    const owner = places.filter((name) => name === 'bailleur').map(placeOf);
    return [{ selection: 'nom', text: (element) => textOf(element['nom']) }, ...owner];
  }
  return [
    ...days.map(({ name }) => ({
      selection: name,
      text: (element: Readonly<Record<string, unknown>>) => dayText(element[name]),
    })),
    ...kinds.map(({ name, type: of }) => ({
      selection: name,
      text: (element: Readonly<Record<string, unknown>>) => kindText(of, element[name]),
    })),
    ...places.slice(0, 1).map(placeOf),
  ];
}

function elementOf(
  list: GraphQLOutputType,
): { readonly type: GraphQLObjectType; readonly paged: boolean } | null {
  const named = getNamedType(list);
  if (!isObjectType(named)) return null;
  if (isListType(getNullableType(list))) return { type: named, paged: false };
  const nodes = named.getFields()['nodes'];
  const element = nodes && getNamedType(nodes.type);
  return isObjectType(element) ? { type: element, paged: true } : null;
}

function kindText(type: GraphQLOutputType, value: unknown): string {
  const named = getNamedType(type);
  if (!isEnumType(named)) return '';
  return choicesOf(named).find((choice) => choice.value === value)?.nom ?? '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
