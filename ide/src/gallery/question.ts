/** A worked question of the gallery. */
export interface Question {
  readonly id: string;
  readonly titre: string;
  /** Signatories whose rights answer it: for each of them it runs without a change. */
  readonly pour: readonly string[];
  /** Purposes to declare with it; none when it reads nothing personal. */
  readonly finalites: readonly string[];
  readonly query: string;
  /** The variables for the signatory who asks. */
  readonly variables: (signataire: string) => Readonly<Record<string, string>>;
  readonly explication: string;
}

/** Questions under the heading of the kind of user they are meant for. */
export interface QuestionGroup {
  readonly titre: string;
  readonly questions: readonly Question[];
}

export const noVariables = (): Readonly<Record<string, string>> => ({});

/** For questions about the caller's own holdings. */
export const ownLandlord = (signataire: string): Readonly<Record<string, string>> => ({
  bailleur: signataire,
});

export const bailleurs: readonly string[] = [
  'ekidom',
  'habitat-vienne',
  'immobiliere-atlantic-amenagement',
  'sem-hpc',
  'icf-habitat-atlantique',
];
export const villes: readonly string[] = ['ville-poitiers', 'ville-chatellerault'];
export const epci: readonly string[] = ['grand-poitiers', 'grand-chatellerault'];
export const forces: readonly string[] = ['police-nationale-86', 'gendarmerie-86'];
export const tous: readonly string[] = [
  'prefecture-86',
  'parquet-poitiers',
  ...forces,
  ...villes,
  ...epci,
  ...bailleurs,
];
