/**
 * The rows behind the access matrix, as plain facts: what the oracle judges by. Each row is chosen so
 * that every perimeter has somebody inside and somebody outside.
 */
import { judicialRows } from './judicial-facts.js';
import {
  destinatairesOf,
  draft,
  instructeurOf,
  participantsOf,
  piloteOf,
  placeIds,
  places,
  voided,
  type PlaceId,
} from './places.js';
import { gendarmerie, parquet, police, signatories } from './signatories.js';

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
  /** For whom a person sits in the group, while the row is on its agenda. */
  readonly mandates?: readonly string[];
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

/** Complaints: where, to which force. */
export const plaintes = {
  p1: police,
  p2: gendarmerie,
  p4: police,
  p6: gendarmerie,
} as const;

/**
 * Procedures: the complaint's place, whether the mayor is told, who had notice of the decision, and
 * what became of a notice on its way to the complainant (it counts once its complaint took it).
 */
export const procedures = [
  { suffix: 'p1', place: 'p1', listed: true, notified: ['ekidom'], sent: 'FAITE' },
  { suffix: 'p1-x', place: 'p1', listed: false, notified: [], sent: 'EN_ATTENTE' },
  {
    suffix: 'p2',
    place: 'p2',
    listed: true,
    notified: ['ville-poitiers', gendarmerie],
    sent: null,
  },
  {
    suffix: 'p4',
    place: 'p4',
    listed: true,
    notified: [police, 'ville-chatellerault'],
    sent: 'REFUSEE',
  },
  { suffix: 'p6', place: 'p6', listed: true, notified: [], sent: null },
] as const;

/** The complainant, once the notice reached him. */
function toldComplainant(suffix: string): string {
  const told = procedures.find(
    (procedure) => procedure.suffix === suffix && procedure.sent === 'FAITE',
  );
  return told ? places[told.place].bailleur : 'personne';
}

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

/** Proposed to the parquet, or done with. */
export const alternatives = [
  { suffix: '1', place: 'p1', statut: 'PROPOSEE' },
  { suffix: '2', place: 'p2', statut: 'REPONDUE' },
  { suffix: '3', place: 'p4', statut: 'PROPOSEE' },
] as const;

/** Who informed which mayor. */
export const informations = [
  { suffix: '1', place: 'p1', auteur: police },
  { suffix: '2', place: 'p2', auteur: parquet },
  { suffix: '3', place: 'p4', auteur: police },
  { suffix: '4', place: 'p5', auteur: gendarmerie },
] as const;

/** Its first member presides. */
export const instances = [
  { suffix: '1', type: 'GROUPE_TRAVAIL', membres: ['ville-poitiers', 'ekidom', police, parquet] },
  {
    suffix: '2',
    type: 'GROUPE_TRAVAIL',
    membres: ['ville-chatellerault', 'habitat-vienne', gendarmerie, 'prefecture-86'],
  },
  { suffix: '3', type: 'GPO', membres: [police, 'ville-poitiers', 'sem-hpc', parquet] },
  {
    suffix: '4',
    type: 'GPO',
    membres: ['grand-poitiers', gendarmerie, 'ekidom', 'prefecture-86'],
  },
] as const;

/** One problem on the board of each GPO, and who carries its solution out. */
export const problematiques = [
  { suffix: '3', pilote: 'sem-hpc' },
  { suffix: '4', pilote: 'prefecture-86' },
] as const;

/** Who sits where; every test speaks as the same person of each signatory. */
export const mandats = [
  { suffix: '1', instance: '1', signataire: 'ville-poitiers', statut: 'EN_VIGUEUR' },
  { suffix: '2', instance: '2', signataire: 'ville-chatellerault', statut: 'EN_VIGUEUR' },
  { suffix: '3', instance: '1', signataire: 'ekidom', statut: 'EN_VIGUEUR' },
  { suffix: '4', instance: '2', signataire: gendarmerie, statut: 'TERMINE' },
] as const;

/** One on the agenda of each working group, and one that is on none any more. */
export const situations = [
  { suffix: '1', instance: '1', statut: 'SUIVIE' },
  { suffix: '2', instance: '2', statut: 'SUIVIE' },
  { suffix: '3', instance: '1', statut: 'CLOSE' },
] as const;

/** Over, so that no act may change one. */
export const actions = [
  { suffix: '1', porteur: 'ekidom' },
  { suffix: '2', porteur: 'grand-chatellerault' },
] as const;

const cities = ['ville-poitiers', 'ville-chatellerault'];
const epcis = ['grand-poitiers', 'grand-chatellerault'];

/** What the domain reference (its §1) has everybody promise, and the cities (§2, D132-7 ff). */
const ownPromises = [
  { nature: 'REFERENT_NOMME', signataires: signatories.map(({ id }) => id) },
  { nature: 'CLSPD_RESTREINT_ANNUEL', signataires: cities },
] as const;

/** To each landlord: of whom it asks. */
const promisesToLandlords = [
  { nature: 'ACCUSE_RECEPTION', signataires: [police, gendarmerie, ...cities] },
  { nature: 'REPONSE_DIAGNOSTIC', signataires: [...cities, ...epcis] },
] as const;

/** One place of each landlord. */
const landlordPlaces: readonly PlaceId[] = ['p1', 'p2', 'p4', 'p5', 'p6'];

function membersOf(suffix: string): readonly string[] {
  return instances.find((instance) => instance.suffix === suffix)?.membres ?? [];
}

function mandatesIn(suffix: string): readonly string[] {
  return mandats.flatMap(({ instance, signataire, statut }) =>
    instance === suffix && statut === 'EN_VIGUEUR' ? [signataire] : [],
  );
}

/** Where a landlord's file answers an injunction. */
export const enjoined: readonly PlaceId[] = ['p1', 'p5'];

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
  AgregatIncidents: placeIds.map((p) => ({ id: `canari-agregat-${p}`, place: p })),
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
  ProcesVerbalBailleur: placeIds.map((p) => ({
    id: `canari-rapport-${p}`,
    place: p,
    destinataires: p === voided ? [] : [parquet],
  })),
  InjonctionPrefectorale: placeIds.map((p) => ({ id: `canari-injonction-${p}`, place: p })),
  TroubleJouissance: placeIds.map((p) => ({
    id: `canari-trouble-${p}`,
    place: p,
    destinataires: enjoined.includes(p) ? ['prefecture-86'] : [],
  })),
  ProtectionPersonnel: placeIds.map((p) => ({ id: `canari-protection-${p}`, place: p })),
  Plainte: (Object.keys(plaintes) as (keyof typeof plaintes)[]).map((p) => ({
    id: `canari-plainte-${p}`,
    place: p,
    plaignant: places[p].bailleur,
    destinataires: [plaintes[p]],
    parts: {
      procedure: { place: p, plaignant: toldComplainant(p), destinataires: [plaintes[p]] },
    },
  })),
  Procedure: procedures.map(({ suffix, place: p, listed, notified }) => ({
    id: `canari-procedure-${suffix}`,
    place: p,
    plaignant: toldComplainant(suffix),
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
  PropositionAlternative: alternatives.map(({ suffix, place: p, statut }) => ({
    id: `canari-alternative-${suffix}`,
    place: p,
    destinataires: statut === 'PROPOSEE' ? [parquet] : [],
  })),
  InformationMaire: informations.map(({ suffix, place: p, auteur }) => ({
    id: `canari-information-${suffix}`,
    place: p,
    origine: auteur,
  })),
  Instance: instances.map(({ suffix, membres }) => ({
    id: `instance-${suffix}`,
    membres,
    destinataires: membres.slice(0, 1),
    participants: membres.slice(1),
  })),
  Problematique: problematiques.map(({ suffix, pilote }) => ({
    id: `canari-problematique-${suffix}`,
    membres: membersOf(suffix),
    destinataires: membersOf(suffix).slice(0, 1),
    pilote,
  })),
  MandatGroupe: mandats.map(({ suffix, instance, signataire }) => ({
    id: `canari-mandat-${suffix}`,
    membres: membersOf(instance),
    destinataires: membersOf(instance).slice(0, 1),
    origine: signataire,
  })),
  SituationSuivie: situations.map(({ suffix, instance, statut }) => {
    const mandates = statut === 'CLOSE' ? [] : mandatesIn(instance);
    const chair = membersOf(instance).slice(0, 1);
    return {
      id: `canari-situation-${suffix}`,
      mandates,
      destinataires: chair.filter((id) => mandates.includes(id)),
    };
  }),
  Correspondant: [
    { id: 'canari-correspondant-1', origine: 'ekidom' },
    { id: 'canari-correspondant-2', origine: 'ville-poitiers' },
  ],
  ActionPrevention: actions.map(({ suffix, porteur }) => ({
    id: `canari-action-${suffix}`,
    origine: porteur,
  })),
  Engagement: [
    { id: 'canari-engagement-1', origine: 'ekidom' },
    ...ownPromises.flatMap(({ nature, signataires }) =>
      signataires.map((signataire) => ({ id: `${signataire}:${nature}`, origine: signataire })),
    ),
  ],
  EngagementReponse: [
    { id: 'canari-reponse-p1', place: 'p1', origine: police },
    ...promisesToLandlords.flatMap(({ nature, signataires }) =>
      landlordPlaces.flatMap((p) =>
        signataires.map((signataire) => ({
          id: `${places[p].bailleur}:${signataire}:${nature}`,
          place: p,
          origine: signataire,
        })),
      ),
    ),
  ],
  StatistiqueSuites: [{ id: 'statistique-1' }, { id: 'statistique-2' }],
  IndicateurDelinquance: [{ id: 'indicateur-1' }],
  InfractionNatinf: [{ id: '7905' }],
  ...judicialRows,
};
