/** The thirteen signatories of the deliberation, and where each acts. Written by hand. */
export interface Signatory {
  readonly id: string;
  readonly kind: Kind;
  readonly commune?: string;
  readonly epci?: string;
  readonly zone?: 'police' | 'gendarmerie';
}

export type Kind = 'bailleurs' | 'forces' | 'villes' | 'epci' | 'prefecture' | 'parquet';

export const signatories: readonly Signatory[] = [
  { id: 'prefecture-86', kind: 'prefecture' },
  { id: 'parquet-poitiers', kind: 'parquet' },
  { id: 'police-nationale-86', kind: 'forces', zone: 'police' },
  { id: 'gendarmerie-86', kind: 'forces', zone: 'gendarmerie' },
  { id: 'ville-poitiers', kind: 'villes', commune: '86194' },
  { id: 'grand-poitiers', kind: 'epci', epci: '200069854' },
  { id: 'ville-chatellerault', kind: 'villes', commune: '86066' },
  { id: 'grand-chatellerault', kind: 'epci', epci: '248600413' },
  { id: 'ekidom', kind: 'bailleurs' },
  { id: 'habitat-vienne', kind: 'bailleurs' },
  { id: 'immobiliere-atlantic-amenagement', kind: 'bailleurs' },
  { id: 'sem-hpc', kind: 'bailleurs' },
  { id: 'icf-habitat-atlantique', kind: 'bailleurs' },
];

/** All purposes that the convention knows. */
export const allPurposes = [
  'tranquillite-residentielle',
  'prevention-delinquance',
  'protection-personnel',
  'suivi-plaintes',
  'information-maire',
  'rappel-ordre',
  'transaction-municipale',
  'annuaire-referents',
  'evaluation',
] as const;

export const parquet = 'parquet-poitiers';
export const police = 'police-nationale-86';
export const gendarmerie = 'gendarmerie-86';
