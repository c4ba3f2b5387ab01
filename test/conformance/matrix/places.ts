/** Where the rows behind the access matrix are: chosen so that every perimeter has an inside and an outside. */
import { gendarmerie, parquet, police } from './signatories.js';

export interface Place {
  readonly bailleur: string;
  readonly commune: string;
  readonly epci: string;
  readonly zone: 'police' | 'gendarmerie' | null;
  readonly quartier: string | null;
}

const grandPoitiers = '200069854';
const grandChatellerault = '248600413';
const couronneries = 'QN08605M';
const ozon = 'QN08601M';

/** One residence, hall, dwelling, incident and signalement at each. */
export const places = {
  p1: place('ekidom', '86194', grandPoitiers, 'police', couronneries),
  p2: place('sem-hpc', '86194', grandPoitiers, 'police', couronneries),
  // The other side of the same quartier: another commune, and no established force.
  p3: place('sem-hpc', '86041', grandPoitiers, null, couronneries),
  p4: place('habitat-vienne', '86066', grandChatellerault, 'police', ozon),
  p5: place('icf-habitat-atlantique', '86066', grandChatellerault, 'police', ozon),
  // The reference names no commune of the gendarmerie: the test's databases have one.
  p6: place('immobiliere-atlantic-amenagement', '86214', grandPoitiers, 'gendarmerie', null),
  p7: place('habitat-vienne', '86174', grandChatellerault, null, null),
} as const;

export type PlaceId = keyof typeof places;
export const placeIds = Object.keys(places) as PlaceId[];

function place(
  bailleur: string,
  commune: string,
  epci: string,
  zone: Place['zone'],
  quartier: string | null,
): Place {
  return { bailleur, commune, epci, zone, quartier };
}

/** Where the signalement is a draft: nobody has received it, whoever it names. */
export const draft: PlaceId = 'p7';

/** Where the warden's report was not sent in time: nobody received it. */
export const voided: PlaceId = 'p7';

/** Place → whom its signalement names. */
export const destinatairesOf: Readonly<Record<PlaceId, readonly string[]>> = {
  p1: [police],
  p2: ['ville-poitiers', parquet],
  p3: ['grand-poitiers'],
  p4: ['prefecture-86', 'ville-poitiers'],
  p5: ['grand-chatellerault'],
  p6: [police],
  p7: [gendarmerie, parquet],
};

/** Place → who took part in its diagnostic. */
export const participantsOf: Readonly<Record<PlaceId, readonly string[]>> = {
  p1: [police, 'sem-hpc'],
  p2: [police, 'prefecture-86', 'ville-chatellerault'],
  p3: [gendarmerie],
  p4: [police, parquet],
  p5: [police, 'grand-poitiers'],
  p6: [gendarmerie, 'ekidom'],
  p7: [gendarmerie],
};
/** Place → who answers a landlord's request there: the city, or the EPCI where it has not signed. */
export const instructeurOf: Readonly<Record<PlaceId, string>> = {
  p1: 'ville-poitiers',
  p2: 'ville-poitiers',
  p3: 'grand-poitiers',
  p4: 'ville-chatellerault',
  p5: 'ville-chatellerault',
  p6: 'grand-poitiers',
  p7: 'grand-chatellerault',
};
/** Place → who pilots the measure of its diagnostic's constat. */
export const piloteOf: Readonly<Record<PlaceId, string>> = {
  p1: 'ekidom',
  p2: 'prefecture-86',
  p3: 'grand-poitiers',
  p4: 'ville-chatellerault',
  p5: police,
  p6: gendarmerie,
  p7: 'habitat-vienne',
};
