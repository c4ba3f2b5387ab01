import type { Ask } from './ask.js';
import type { LieuIncident, LibellesQuery, TypeIncident } from './generated/graphql.js';
import { labelsQuery } from './incidents.js';

/** What each value of an enumeration is called, in the order of the schema. */
export type Labels = ReadonlyMap<string, string>;

/** The words of the schema's own descriptions: a copy in the page would be out of date one day. */
export interface Vocabulary {
  readonly types: Labels;
  readonly places: Labels;
}

/** Until they are read, and where they could not be: values are then shown as they are. */
export const noWords: Vocabulary = { types: new Map(), places: new Map() };

export async function readVocabulary(ask: Ask): Promise<Vocabulary> {
  const { data } = await ask(labelsQuery, {});
  return { types: labelsOf(data?.types), places: labelsOf(data?.places) };
}

export function isType({ types }: Vocabulary, value: string): value is TypeIncident {
  return types.has(value);
}

export function isPlace({ places }: Vocabulary, value: string): value is LieuIncident {
  return places.has(value);
}

function labelsOf(type: LibellesQuery['types'] | undefined): Labels {
  const values = type?.enumValues ?? [];
  return new Map(values.map(({ name, description }) => [name, wordsOf(description ?? '') || name]));
}

/** « P-SAL-VERB : agression verbale, injure. » is « Agression verbale, injure ». */
function wordsOf(description: string): string {
  const words = description.replace(/^[A-Z\d]+(-[A-Z\d]+)+\s?:\s*/, '').split(/\.(\s|$)/)[0] ?? '';
  return words.charAt(0).toLocaleUpperCase('fr') + words.slice(1);
}
