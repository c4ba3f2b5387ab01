import type { DataSource } from 'typeorm';
import type { Perimetre } from '../../../schema/contract/territoire.js';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { Logement } from '../../../subgraphs/bailleurs/logement/logement.js';
import { Plainte } from '../../../subgraphs/bailleurs/plainte/plainte.js';
import { Entree } from '../../../subgraphs/bailleurs/residence/entree.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
  SuiteOperationnelle,
  type StatutSignalement,
} from '../../../subgraphs/bailleurs/signalement/signalement.js';
import { Commune } from '../../../subgraphs/bailleurs/territoire/commune.js';
import type { Caller } from '../../harness/subgraph.js';

const couronneries = 'QN08605M';

/** a, b: two bailleurs in Poitiers; c: Buxerolles, no force established; a, b, c in one quartier;
 * d: Saint-Benoît, which the gendarmerie has here; e: Châtellerault. */
export const places = {
  a: { bailleurId: 'ekidom', communeCode: '86194', quartierCode: couronneries },
  b: { bailleurId: 'sem-hpc', communeCode: '86194', quartierCode: couronneries },
  c: { bailleurId: 'sem-hpc', communeCode: '86041', quartierCode: couronneries },
  d: { bailleurId: 'ekidom', communeCode: '86214', quartierCode: null },
  e: { bailleurId: 'sem-hpc', communeCode: '86066', quartierCode: null },
} as const;
type Place = keyof typeof places;

function caller(
  signataire: string,
  territoire: NonNullable<Caller['territoire']>,
  droits: Readonly<Record<string, readonly Perimetre[]>>,
): Caller {
  return { signataire, territoire, droits };
}

const incident = (...perimetres: Perimetre[]) => ({
  'incident:resume': perimetres,
  'incident:lecture': perimetres,
  'incident:victime': perimetres,
});
const signalement = 'signalement:lecture';
const identite = 'incident:victime-identite';

/** The signatories with their rights after domain.md §4, as far as these tests ask. */
export const callers = {
  ekidom: caller(
    'ekidom',
    { patrimoine: 'ekidom' },
    {
      ...incident('patrimoine'),
      'incident:resume': ['patrimoine', 'quartier'],
      [identite]: ['patrimoine'],
      'entree:vigilance': ['patrimoine', 'quartier'],
      'logement:occupation': ['patrimoine'],
      'plainte:lecture': ['plaignant'],
      [signalement]: ['patrimoine'],
    },
  ),
  poitiers: caller(
    'ville-poitiers',
    { commune: '86194' },
    {
      ...incident('commune'),
      'entree:vigilance': ['commune'],
      [signalement]: ['commune', 'destinataire'],
    },
  ),
  grandPoitiers: caller(
    'grand-poitiers',
    { epci: '200069854' },
    {
      ...incident('epci'),
      'entree:vigilance': ['epci'],
      [signalement]: ['destinataire'],
    },
  ),
  police: caller(
    'police-nationale-86',
    { zone: 'police' },
    {
      ...incident('zone'),
      [identite]: ['zone'],
      'entree:vigilance': ['zone'],
      'plainte:lecture': ['destinataire'],
      [signalement]: ['zone', 'destinataire'],
    },
  ),
  gendarmerie: caller(
    'gendarmerie-86',
    { zone: 'gendarmerie' },
    {
      ...incident('zone'),
      [identite]: ['zone'],
      'entree:vigilance': ['zone'],
      [signalement]: ['zone', 'destinataire'],
    },
  ),
  parquet: caller(
    'parquet-poitiers',
    { departement: '86' },
    {
      ...incident('destinataire'),
      [identite]: ['destinataire'],
      'plainte:lecture': ['departement'],
      [signalement]: ['destinataire'],
    },
  ),
  prefecture: caller(
    'prefecture-86',
    { departement: '86' },
    {
      ...incident('departement'),
      [signalement]: ['destinataire'],
    },
  ),
  stranger: { signataire: 'sans-droit' },
} satisfies Record<string, Caller>;
export type CallerName = keyof typeof callers;

/** Each caller's answer to one question: what a whole table of expectations is compared with. */
export async function byCaller<T>(
  question: (caller: Caller) => Promise<T>,
): Promise<Record<CallerName, T>> {
  const answers: Partial<Record<CallerName, T>> = {};
  for (const [name, caller] of Object.entries(callers)) {
    answers[name as CallerName] = await question(caller);
  }
  return answers as Record<CallerName, T>;
}

const addressees: Readonly<Record<Place, readonly string[]>> = {
  a: ['police-nationale-86', 'grand-poitiers'],
  b: ['police-nationale-86', 'parquet-poitiers'],
  c: ['prefecture-86', 'ville-poitiers'],
  d: ['gendarmerie-86'],
  e: ['police-nationale-86'],
};

/** One of each at every place, under its letter; a draft `f` of Ékidom in Poitiers. */
export async function fillStock(dataSource: DataSource): Promise<void> {
  await dataSource.getRepository(Commune).update('86214', { zone: 'gendarmerie' });
  for (const [id, place] of Object.entries(places)) await fillPlace(dataSource, id as Place, place);
  await dataSource.getRepository(Plainte).insert({
    id: 'p-b',
    incidentId: 'i-b',
    plaignantId: 'sem-hpc',
    serviceId: 'police-nationale-86',
    parquetId: 'parquet-poitiers',
    dateDepot: '2026-05-03',
    recepisse: true,
    qualificationCodes: ['degradation'],
    statut: 'DEPOSEE',
    procedureId: null,
  });
  await fillSignalement(dataSource, 'f', places.a, 'BROUILLON', ['police-nationale-86']);
}

async function fillPlace(
  dataSource: DataSource,
  id: Place,
  place: (typeof places)[Place],
): Promise<void> {
  await dataSource.getRepository(Residence).insert({
    id: `r-${id}`,
    nom: id,
    nbLogements: 10,
    typeConstruction: 'COLLECTIF',
    ...place,
  });
  await dataSource.getRepository(Entree).insert({
    id: `h-${id}`,
    residenceId: `r-${id}`,
    statut: 'ORANGE',
    dateEvaluation: '2026-05-01',
  });
  await dataSource.getRepository(Logement).insert({
    id: `l-${id}`,
    residenceId: `r-${id}`,
    nbPieces: 3,
    surface: 61.5,
    conventionne: true,
    qpv: false,
    etage: 2,
    escalier: `ESC-${id}`,
    porte: `PORTE-${id}`,
    occupation: 'LOUE',
  });
  await dataSource.getRepository(Incident).insert({
    id: `i-${id}`,
    residenceId: `r-${id}`,
    entreeId: `h-${id}`,
    ...place,
    type: 'P_SAL_PHYS',
    gravite: 3,
    moisFaits: '2026-05',
    dateFaits: '2026-05-02',
    lieuType: 'HALL',
    recurrence: false,
    auteurConnu: false,
    victimeQualite: 'SALARIE',
    victimeItt: 'HUIT_JOURS_AU_PLUS',
    victimeIdentite: `VICTIME-${id}`,
  });
  await fillSignalement(dataSource, id, place, 'EN_TRAITEMENT', addressees[id]);
}

async function fillSignalement(
  dataSource: DataSource,
  id: string,
  { bailleurId, communeCode }: (typeof places)[Place],
  statut: StatutSignalement,
  destinataires: readonly string[],
): Promise<void> {
  const signalementId = `s-${id}`;
  await dataSource.getRepository(Signalement).insert({
    id: signalementId,
    bailleurId,
    communeCode,
    urgence: 'NORMALE',
    statut,
    auteurId: `ref-${id}`,
    dateTransmission: statut === 'BROUILLON' ? null : '2026-05-04',
  });
  await dataSource
    .getRepository(SignalementDestinataire)
    .insert(destinataires.map((signataireId) => ({ signalementId, signataireId })));
  if (statut === 'BROUILLON') return;
  await dataSource
    .getRepository(SignalementIncident)
    .insert({ signalementId, incidentId: `i-${id}` });
  await dataSource.getRepository(SuiteOperationnelle).insert({
    id: `suite-${id}`,
    signalementId,
    auteurId: 'police-nationale-86',
    nature: 'PASSAGE',
    date: '2026-05-06',
  });
}
