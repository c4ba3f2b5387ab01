/** What kind of organisation a signatory is, as the gateway says it. */
export type Nature = 'ETAT' | 'JUSTICE' | 'POLICE' | 'GENDARMERIE' | 'VILLE' | 'EPCI' | 'BAILLEUR';

/** For whom a question is asked, as the gateway knows them. */
export interface Caller {
  readonly id: string;
  readonly nature: Nature;
  /** Code of a town's own commune. */
  readonly commune: string | null;
  /** Number of an intermunicipal body itself. */
  readonly epci: string | null;
}

/** A worked question of the gallery. */
export interface Question {
  readonly id: string;
  readonly titre: string;
  /** Kinds of signatories it is meant for. What it needs is looked at for each of them. */
  readonly pour: readonly Nature[];
  /** Purposes to declare with it; none when it reads nothing personal. */
  readonly finalites: readonly string[];
  /** Categories of data that its purposes must open to the signatory, where not all of its kind have them. */
  readonly exige?: readonly string[];
  readonly query: string;
  /** The variables for the signatory who asks. */
  readonly variables: (caller: Caller) => Readonly<Record<string, string>>;
  readonly explication: string;
  /** How its answer is best looked at; a table where nothing is said. */
  readonly vue?: Vue;
  /** Where the list stands in the answer that the table shows first; the first one where nothing is said. */
  readonly liste?: string;
}

type Vue = 'tableau' | 'graphique' | 'carte';

/** Questions under the heading of the kind of user they are meant for. */
export interface QuestionGroup {
  readonly titre: string;
  readonly questions: readonly Question[];
}

export const noVariables = (): Readonly<Record<string, string>> => ({});

/** For questions about the caller's own holdings. */
export const ownLandlord = ({ id }: Caller): Readonly<Record<string, string>> => ({ bailleur: id });

export const bailleurs: readonly Nature[] = ['BAILLEUR'];
export const villes: readonly Nature[] = ['VILLE'];
export const epci: readonly Nature[] = ['EPCI'];
export const forces: readonly Nature[] = ['POLICE', 'GENDARMERIE'];
export const parquet: readonly Nature[] = ['JUSTICE'];
export const prefecture: readonly Nature[] = ['ETAT'];
export const tous: readonly Nature[] = [
  ...prefecture,
  ...parquet,
  ...forces,
  ...villes,
  ...epci,
  ...bailleurs,
];
