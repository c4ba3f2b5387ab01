/**
 * The rows behind the access matrix, as plain facts: what the oracle judges by. Each row is chosen so
 * that every perimeter has somebody inside and somebody outside.
 */
import type { Signatory } from './signatories.js';

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

/** What says who may read a row. */
export interface Facts {
  readonly place?: PlaceId;
  readonly destinataires?: readonly string[];
  readonly plaignant?: string;
  /** The bailleur whose signalement caused it. */
  readonly origine?: string;
  readonly membres?: readonly string[];
  readonly participants?: readonly string[];
  readonly pilote?: string;
  /** Its commune is told of it. Absent: yes. */
  readonly listed?: boolean;
  /** It was sent to somebody. Absent: yes. A draft is its author's own. */
  readonly sent?: boolean;
}

export interface Row extends Facts {
  readonly id: string;
  /** What stands in its fields and has other readers than itself. */
  readonly parts?: Readonly<Record<string, Facts>>;
}

const parquet = 'parquet-poitiers';
const police = 'police-nationale-86';
const gendarmerie = 'gendarmerie-86';

/** Where the signalement is a draft: nobody has received it, whoever it names. */
export const draft: PlaceId = 'p7';

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

/** Complaints: where, to which force. */
export const plaintes = {
  p1: police,
  p2: gendarmerie,
  p4: police,
  p6: gendarmerie,
} as const;

/** Procedures: the complaint's place, whether the mayor is told, who had notice of the decision. */
export const procedures = [
  { suffix: 'p1', place: 'p1', listed: true, notified: ['ekidom'] },
  { suffix: 'p1-x', place: 'p1', listed: false, notified: [] },
  { suffix: 'p2', place: 'p2', listed: true, notified: ['ville-poitiers', gendarmerie] },
  { suffix: 'p4', place: 'p4', listed: true, notified: [police, 'ville-chatellerault'] },
  { suffix: 'p6', place: 'p6', listed: true, notified: [] },
] as const;

export const rappels = [
  { suffix: '1', place: 'p1', statut: 'CONSULTATION_PARQUET', origine: 'ekidom' },
  { suffix: '2', place: 'p2', statut: 'ABANDONNE', origine: 'sem-hpc' },
  { suffix: '3', place: 'p4', statut: 'CONSULTATION_PARQUET', origine: 'habitat-vienne' },
  { suffix: '4', place: 'p5', statut: 'CLOS', origine: 'icf-habitat-atlantique' },
] as const;

/** Asked of the parquet, or done with. */
export const transactions = [
  { suffix: '1', place: 'p1', statut: 'TRANSMISE_HOMOLOGATION' },
  { suffix: '2', place: 'p2', statut: 'EXECUTEE' },
  { suffix: '3', place: 'p4', statut: 'TRANSMISE_PARQUET' },
  { suffix: '4', place: 'p5', statut: 'TRANSMISE_HOMOLOGATION' },
] as const;

export const instances = [
  { suffix: '1', membres: ['ville-poitiers', 'ekidom', police, parquet] },
  { suffix: '2', membres: ['ville-chatellerault', 'habitat-vienne', gendarmerie, 'prefecture-86'] },
] as const;

/** By type, every row that the tests put into the databases. */
export const rows: Readonly<Record<string, readonly Row[]>> = {
  Residence: placeIds.map((p) => ({ id: `canari-residence-${p}`, place: p })),
  Entree: placeIds.map((p) => ({ id: `canari-entree-${p}`, place: p })),
  Logement: placeIds.map((p) => ({ id: `canari-logement-${p}`, place: p })),
  Incident: placeIds.map((p) => ({
    id: `canari-incident-${p}`,
    place: p,
    destinataires:
      p in plaintes || (p !== draft && destinatairesOf[p].includes(parquet)) ? [parquet] : [],
  })),
  Signalement: placeIds.map((p) => ({
    id: `canari-signalement-${p}`,
    place: p,
    destinataires: destinatairesOf[p],
    sent: p !== draft,
  })),
  DiagnosticEnMarchant: placeIds.map((p) => ({
    id: `canari-diagnostic-${p}`,
    place: p,
    destinataires: [instructeurOf[p]],
    participants: participantsOf[p],
  })),
  Constat: placeIds.map((p) => ({
    id: `canari-constat-${p}`,
    place: p,
    destinataires: [instructeurOf[p]],
    participants: participantsOf[p],
    pilote: piloteOf[p],
  })),
  ProgrammeRenovation: placeIds.map((p) => ({ id: `programme-${p}`, place: p })),
  Plainte: (Object.keys(plaintes) as (keyof typeof plaintes)[]).map((p) => ({
    id: `canari-plainte-${p}`,
    place: p,
    plaignant: places[p].bailleur,
    destinataires: [plaintes[p]],
  })),
  Procedure: procedures.map(({ suffix, place: p, listed, notified }) => ({
    id: `canari-procedure-${suffix}`,
    place: p,
    plaignant: places[p].bailleur,
    destinataires: [plaintes[p]],
    listed,
    parts: { decision: { destinataires: notified } },
  })),
  RappelOrdre: rappels.map(({ suffix, place: p, statut, origine }) => ({
    id: `canari-rappel-${suffix}`,
    place: p,
    origine,
    destinataires: statut === 'CONSULTATION_PARQUET' ? [parquet] : [],
  })),
  AvisRappelOrdre: rappels.map(({ suffix, place: p }) => ({
    id: `canari-avis-${suffix}`,
    place: p,
  })),
  TransactionMunicipale: transactions.map(({ suffix, place: p, statut }) => ({
    id: `canari-transaction-${suffix}`,
    place: p,
    destinataires: statut === 'TRANSMISE_HOMOLOGATION' ? [parquet] : [],
  })),
  Instance: instances.map(({ suffix, membres }) => ({
    id: `instance-${suffix}`,
    membres,
  })),
  Correspondant: [{ id: 'canari-correspondant-1' }, { id: 'canari-correspondant-2' }],
  StatistiqueSuites: [{ id: 'statistique-1' }, { id: 'statistique-2' }],
};

/** On which rows a kind of signatory may read something: the words of the matrix. */
export const reaches = {
  tout: () => true,
  patrimoine: ({ place: p }, { id }) => p !== undefined && places[p].bailleur === id,
  quartier: ({ place: p }, { id }) =>
    p !== undefined &&
    places[p].quartier !== null &&
    placeIds.some(
      (other) => places[other].bailleur === id && places[other].quartier === places[p].quartier,
    ),
  commune: ({ place: p, listed = true, sent = true }, { commune }) =>
    p !== undefined && listed && sent && places[p].commune === commune,
  epci: ({ place: p }, { epci }) => p !== undefined && places[p].epci === epci,
  zone: ({ place: p, sent = true }, { zone }) =>
    p !== undefined && sent && places[p].zone !== null && places[p].zone === zone,
  destinataire: ({ destinataires = [], sent = true }, { id }) => sent && destinataires.includes(id),
  plaignant: ({ plaignant }, { id }) => plaignant === id,
  auteur: ({ origine }, { id }) => origine === id,
  participant: ({ participants = [] }, { id }) => participants.includes(id),
  pilote: ({ pilote }, { id }) => pilote === id,
  membre: ({ membres = [] }, { id }) => membres.includes(id),
} satisfies Record<string, (facts: Facts, signatory: Signatory) => boolean>;

export type Reach = keyof typeof reaches;
