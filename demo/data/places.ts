import reference from '../../schema/reference/territoires.json' with { type: 'json' };

export const poitiers = '86194';
export const chatellerault = '86066';
const buxerolles = '86041';
const saintBenoit = '86214';

/** How many résidences a bailleur of the demonstration has in one place. */
export interface Stock {
  readonly bailleur: string;
  readonly commune: string;
  readonly quartier: string | null;
  readonly residences: number;
}

const stock = (
  bailleur: string,
  commune: string,
  quartier: string | null,
  residences: number,
): Stock => ({ bailleur, commune, quartier, residences });

/** Sixty résidences: both cities, quartiers that straddle two communes, communes of the gendarmerie. */
export const stocks: readonly Stock[] = [
  stock('ekidom', poitiers, 'QN08603M', 3),
  stock('ekidom', poitiers, 'QN08604M', 3),
  stock('ekidom', poitiers, 'QN08605M', 4),
  stock('ekidom', poitiers, 'QN08606M', 3),
  stock('ekidom', poitiers, null, 3),
  stock('ekidom', saintBenoit, 'QN08604M', 1),
  stock('ekidom', buxerolles, 'QN08605M', 2),
  stock('ekidom', buxerolles, null, 1),
  stock('habitat-vienne', chatellerault, 'QN08601M', 4),
  stock('habitat-vienne', chatellerault, 'QN08602M', 2),
  stock('habitat-vienne', chatellerault, null, 2),
  stock('habitat-vienne', poitiers, 'QN08605M', 1),
  stock('habitat-vienne', poitiers, null, 2),
  stock('habitat-vienne', saintBenoit, 'QN08604M', 1),
  stock('habitat-vienne', '86070', null, 2),
  stock('habitat-vienne', '86115', null, 1),
  stock('habitat-vienne', '86174', null, 1),
  stock('immobiliere-atlantic-amenagement', poitiers, 'QN08606M', 2),
  stock('immobiliere-atlantic-amenagement', poitiers, 'QN08605M', 1),
  stock('immobiliere-atlantic-amenagement', poitiers, null, 3),
  stock('immobiliere-atlantic-amenagement', chatellerault, null, 1),
  stock('immobiliere-atlantic-amenagement', '86062', null, 1),
  stock('immobiliere-atlantic-amenagement', '86157', null, 1),
  stock('immobiliere-atlantic-amenagement', '86222', null, 1),
  stock('sem-hpc', chatellerault, 'QN08601M', 3),
  stock('sem-hpc', chatellerault, 'QN08602M', 2),
  stock('sem-hpc', chatellerault, null, 2),
  stock('sem-hpc', '86272', null, 1),
  stock('icf-habitat-atlantique', poitiers, 'QN08603M', 1),
  stock('icf-habitat-atlantique', poitiers, null, 3),
  stock('icf-habitat-atlantique', chatellerault, null, 1),
  stock('icf-habitat-atlantique', '86100', null, 1),
];

export const communes = reference.communes;

/** The police where it is known to be competent; the demonstration gives the rest to the gendarmerie. */
export function serviceOf(commune: string): string {
  const found = communes.find(({ codeInsee }) => codeInsee === commune);
  return found?.zoneCompetence === 'PN' ? 'police-nationale-86' : 'gendarmerie-86';
}

/** The city among the signatories whose mayor acts in the commune, if any. */
export function villeOf(commune: string): string | null {
  if (commune === poitiers) return 'ville-poitiers';
  return commune === chatellerault ? 'ville-chatellerault' : null;
}

export function epciOf(commune: string): string {
  const found = communes.find(({ codeInsee }) => codeInsee === commune);
  return found?.epci === '248600413' ? 'grand-chatellerault' : 'grand-poitiers';
}
