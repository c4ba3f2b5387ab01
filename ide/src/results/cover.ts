import { Kind, parse } from 'graphql';
import { momentText } from '../page/french-dates.js';
import type { Etape } from '../graphql/answer.js';

/** Where a figure comes from: stands beside it wherever it goes. */
export interface Cover {
  readonly titre: string;
  /** The page has the title above it already. */
  readonly titree?: boolean;
  /** Whose rights it was read with. */
  readonly signataire: string;
  /** « Bailleurs, Villes ». */
  readonly source: string;
  readonly date: Date;
  /** Of the purposes declared, in words. */
  readonly finalites: readonly string[];
}

const owners: Readonly<Record<string, string>> = {
  ville: 'villes et intercommunalités',
  bailleurs: 'bailleurs',
  justice: 'parquet',
  convention: 'convention',
};

/** The partners that were asked, each once. */
export function sourceOf(etapes: readonly Pick<Etape, 'sousGraphe'>[]): string {
  const names = new Set(etapes.map(({ sousGraphe }) => owners[sousGraphe] ?? sousGraphe));
  return names.size === 0 ? 'passerelle' : [...names].join(', ');
}

/** « DerniersIncidents » as one says it: « Derniers incidents ». */
export function spoken(name: string): string {
  const words = name.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').toLocaleLowerCase('fr');
  return words.charAt(0).toLocaleUpperCase('fr') + words.slice(1);
}

/** A query's own name as one says it; of one without a name, the lists that it asks for. */
export function titleOfQuery(query: string): string {
  try {
    const operation = parse(query).definitions.find(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    const fields = (operation?.selectionSet.selections ?? []).flatMap((selection) =>
      selection.kind === Kind.FIELD ? [selection.name.value] : [],
    );
    return spoken(operation?.name?.value ?? fields.join(', ')) || 'Sans nom';
  } catch {
    return 'Sans nom';
  }
}

/** One line: whose data, read by whom, when, and what for. */
export function coverLine({ signataire, source, date, finalites }: Cover): string {
  const purpose = finalites.length === 0 ? 'sans finalité' : `finalité : ${finalites.join(', ')}`;
  return `Source : ${source} ; lu par ${signataire} le ${momentText(date)} ; ${purpose}`;
}

/** « 8 002 lignes », « 100 lignes sur 8 002 », « 12 lignes retenues de 100 lignes ». */
export function rowsText(shown: number, read: number, total: number | null): string {
  const number = (count: number) => count.toLocaleString('fr-FR');
  const lines = (count: number) => `${number(count)} ${count < 2 ? 'ligne' : 'lignes'}`;
  const whole =
    total === null || total === read ? lines(read) : `${lines(read)} sur ${number(total)}`;
  return shown === read ? whole : `${lines(shown)} retenues de ${whole}`;
}
