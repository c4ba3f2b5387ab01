/**
 * What an act answers about a row that is not there for its caller: "none", "not yours" and "not
 * yours to know" are one answer, whether a subgraph gives it or the gateway, which asks nobody then.
 */
export const actNotFound = {
  code: 'INTROUVABLE',
  message: 'Aucun dossier de cet identifiant sur lequel vous puissiez agir.',
  champ: null,
} as const;

/** What an act answers that is to be done in a commune for which nobody of the convention acts. */
export const outsideTerritory = {
  code: 'HORS_TERRITOIRE',
  message: 'Cette commune n’est pas de celles de la convention.',
  champ: 'commune',
} as const;

/** As above, for an act of which only the commune's mayor could have the file. */
export const withoutMayor = {
  code: 'HORS_TERRITOIRE',
  message: 'Le maire de cette commune n’a pas signé la convention.',
  champ: 'commune',
} as const;
