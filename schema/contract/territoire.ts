export const perimetres = [
  'patrimoine',
  'commune',
  'epci',
  'zone',
  'departement',
  'quartier',
  'groupe-travail',
  'plaignant',
  'destinataire',
  'auteur',
  'participant',
  'pilote',
  'mandat',
] as const;
/** A row rule. Several on one grant mean: a row that meets any of them. */
export type Perimetre = (typeof perimetres)[number];

/** Where a signatory acts. Only the entries that its nature has are present. */
export interface Territoire {
  /** Id of the bailleur whose stock it is. */
  readonly patrimoine?: string;
  /** INSEE code of the commune. */
  readonly commune?: string;
  /** SIREN of the EPCI. */
  readonly epci?: string;
  readonly zone?: 'police' | 'gendarmerie';
  /** Code of the département, such as 86. */
  readonly departement?: string;
  /**
   * Codes of the quartiers prioritaires where its stock is. Only in tokens for one operator of a
   * partitioned subgraph, who has no rows of the caller's by which to know it.
   */
  readonly quartiers?: readonly string[];
}

/** `commune`: of several operators only those whose territory is one commune have such rows. */
export const holdingTerritories = ['commune'] as const;
export type HoldingTerritory = (typeof holdingTerritories)[number];
