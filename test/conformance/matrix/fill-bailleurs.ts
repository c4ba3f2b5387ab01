/** The rows of `facts.ts` for the landlords, with a token of its own in every protected text. */
import type { DataSource } from 'typeorm';
import { Constat } from '../../../subgraphs/bailleurs/diagnostic/constat.js';
import {
  DiagnosticEnMarchant,
  DiagnosticResidence,
  ParticipantDiagnostic,
} from '../../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import { AgregatIncidents } from '../../../subgraphs/bailleurs/incident/agregat-incidents.js';
import { CorrectionIncident } from '../../../subgraphs/bailleurs/incident/correction-incident.js';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { Logement } from '../../../subgraphs/bailleurs/logement/logement.js';
import { Plainte } from '../../../subgraphs/bailleurs/plainte/plainte.js';
import {
  EtudeSurete,
  MesureSecurisation,
  ProgrammeRenovation,
  ProgrammeResidence,
} from '../../../subgraphs/bailleurs/renovation/programme-renovation.js';
import { Entree } from '../../../subgraphs/bailleurs/residence/entree.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
  SuiteOperationnelle,
} from '../../../subgraphs/bailleurs/signalement/signalement.js';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { Commune as CommuneOfBailleurs } from '../../../subgraphs/bailleurs/territoire/commune.js';
import { plaintes } from './facts.js';
import {
  destinatairesOf,
  draft,
  instructeurOf,
  participantsOf,
  piloteOf,
  placeIds,
  places,
  type PlaceId,
} from './places.js';
import { fillPromise, fillStaffAndWardens } from './fill-staff.js';

export async function fillBailleurs(database: DataSource): Promise<void> {
  await database.getRepository(CommuneOfBailleurs).update('86214', { zone: 'gendarmerie' });
  await fillPromise(database);
  for (const p of placeIds) {
    const { bailleur, commune, quartier } = places[p];
    const where = { bailleurId: bailleur, communeCode: commune, quartierCode: quartier };
    const residenceId = `canari-residence-${p}`;
    await database.getRepository(Residence).insert({
      id: residenceId,
      ...where,
      nom: `Résidence ${p}`,
      nbLogements: 240,
      typeConstruction: 'COLLECTIF',
      anneeConstruction: 1971,
      programmeRenovation: 'ANRU',
      gardiens: 1.5,
      controleAcces: true,
      eclairage: false,
      videoprotection: true,
      autorisationAccesPermanent: false,
      consignesAcces: `canari-consignes-${p}`,
    });
    await database.getRepository(Entree).insert({
      id: `canari-entree-${p}`,
      residenceId,
      statut: 'ORANGE',
      dateEvaluation: '2026-03-04',
      version: 2,
      statutDepuis: new Date('2026-03-04T08:00:00Z'),
    });
    await database.getRepository(PassageEnregistre).insert({
      id: `canari-niveau-${p}`,
      objetType: 'Entree',
      objetId: `canari-entree-${p}`,
      version: 2,
      acte: 'classerEntreeOrange',
      de: 'JAUNE',
      vers: 'ORANGE',
      signataireId: bailleur,
      fonction: 'Agent du bailleur',
      fondement: 'convention-art-6',
      le: new Date('2026-03-04T08:00:00Z'),
    });
    await database.getRepository(Logement).insert({
      id: `canari-logement-${p}`,
      idRpls: `canari-logement-${p}`,
      idInterne: `canari-interne-${p}`,
      residenceId,
      nbPieces: 3,
      surface: 61.5,
      financement: 'PLUS',
      conventionne: true,
      numConvention: 'C1',
      dpeEnergie: 'D',
      dpeGes: 'E',
      qpv: quartier !== null,
      etage: 2,
      escalier: `canari-escalier-${p}`,
      porte: `canari-porte-${p}`,
      occupation: 'LOUE',
    });
    await database.getRepository(Incident).insert({
      id: `canari-incident-${p}`,
      residenceId,
      ...where,
      type: 'P_SAL_PHYS',
      gravite: 3,
      moisFaits: '2026-04',
      dateFaits: '2026-04-05',
      trancheHoraire: 'SOIREE',
      lieuType: 'HALL',
      recurrence: true,
      infractionCode: 'degradation-legere',
      entreeId: `canari-entree-${p}`,
      coutEstime: 450,
      victimeQualite: 'SALARIE',
      victimeItt: 'HUIT_JOURS_AU_PLUS',
      victimeIdentite: `canari-victime-${p}`,
      auteurConnu: true,
      auteurIdentite: `canari-suspect-${p}`,
      auteurLienBail: 'TITULAIRE',
      appel17: false,
      statut: 'CLOS',
      version: 2,
      statutDepuis: new Date('2026-04-20'),
    });
    await database.getRepository(AgregatIncidents).insert({
      id: `canari-agregat-${p}`,
      bailleurId: bailleur,
      communeCode: commune,
      periode: '2022-S1',
      type: 'T_BRUIT',
      compte: 7,
    });
    await database.getRepository(CorrectionIncident).insert({
      id: `canari-correction-${p}`,
      incidentId: `canari-incident-${p}`,
      version: 2,
      motif: 'FAITS_PRECISES',
      le: new Date('2026-04-19'),
      avant: { auteurIdentite: `canari-ancien-${p}` },
    });
    await database.getRepository(PassageEnregistre).insert({
      id: `canari-saisie-${p}`,
      objetType: 'Incident',
      objetId: `canari-incident-${p}`,
      version: 2,
      acte: 'cloreIncident',
      de: 'OUVERT',
      vers: 'CLOS',
      signataireId: bailleur,
      fonction: 'Agent du bailleur',
      fondement: 'convention-art-6',
      le: new Date('2026-04-20T08:00:00Z'),
    });
    await database.getRepository(Signalement).insert({
      id: `canari-signalement-${p}`,
      bailleurId: bailleur,
      communeCode: commune,
      auteurId: 'canari-correspondant-1',
      dateTransmission: '2026-04-06',
      urgence: 'ELEVEE',
      statut: p === draft ? 'BROUILLON' : 'TRANSMIS',
      statutDepuis: new Date('2026-04-06T08:00:00Z'),
      qualification: 'NON_PENAL',
    });
    const signalementId = `canari-signalement-${p}`;
    await database.getRepository(PassageEnregistre).insert({
      id: `canari-passage-${p}`,
      objetType: 'Signalement',
      objetId: signalementId,
      version: 1,
      acte: 'transmettreSignalement',
      de: 'BROUILLON',
      vers: 'TRANSMIS',
      signataireId: bailleur,
      fonction: 'Référent du bailleur',
      fondement: 'convention-art-6',
      le: new Date('2026-04-06T08:00:00Z'),
    });
    await database
      .getRepository(SignalementIncident)
      .insert({ signalementId, incidentId: `canari-incident-${p}` });
    await database
      .getRepository(SignalementDestinataire)
      .insert(destinatairesOf[p].map((signataireId) => ({ signalementId, signataireId })));
    await database.getRepository(SuiteOperationnelle).insert({
      id: `canari-suite-${p}`,
      signalementId,
      auteurId: 'police-nationale-86',
      nature: 'PASSAGE',
      date: '2026-04-08',
    });
  }
  for (const p of placeIds) {
    await fillDiagnostic(database, p);
    await fillProgramme(database, p);
    await fillStaffAndWardens(database, p);
  }
  await database.getRepository(Plainte).insert(
    (Object.keys(plaintes) as (keyof typeof plaintes)[]).map((p) => ({
      id: `canari-plainte-${p}`,
      incidentId: `canari-incident-${p}`,
      recepisse: true,
      plaignantId: places[p].bailleur,
      serviceId: plaintes[p],
      dateDepot: '2026-04-07',
      parquetId: 'parquet-poitiers',
      numeroPv: `canari-pv-${p}`,
      version: 5,
      statutDepuis: new Date('2026-05-03T08:00:00Z'),
      statut: 'JUGEMENT_DEFINITIF' as const,
      qualificationCodes: ['degradation-legere'],
      procedureId: `canari-procedure-${p}`,
    })),
  );
  await database.getRepository(PassageEnregistre).insert(
    (Object.keys(plaintes) as (keyof typeof plaintes)[]).map((p) => ({
      id: `canari-depot-${p}`,
      objetType: 'Plainte',
      objetId: `canari-plainte-${p}`,
      version: 1,
      acte: 'deposerPlainte',
      de: null,
      vers: 'DEPOSEE',
      signataireId: places[p].bailleur,
      fonction: 'Représentant du bailleur, plaignant',
      fondement: 'cpp-15-3',
      le: new Date('2026-04-07T08:00:00Z'),
    })),
  );
}

/** Closed, so that every act on it is refused by its state and changes nothing. */
async function fillDiagnostic(database: DataSource, p: PlaceId): Promise<void> {
  const { bailleur, commune } = places[p];
  const [id, constat] = [`canari-diagnostic-${p}`, `canari-constat-${p}`];
  const depuis = { version: 2, statutDepuis: new Date('2026-06-10T08:00:00Z') };
  await database.getRepository(DiagnosticEnMarchant).insert({
    id,
    bailleurId: bailleur,
    communeCode: commune,
    instructeurId: instructeurOf[p],
    motif: 'AVANT_RESIDENTIALISATION',
    dateSouhaitee: '2026-05-10',
    ...depuis,
    datePlanifiee: '2026-05-12',
    dateRealisation: '2026-05-12',
    statut: 'CLOS',
  });
  await database
    .getRepository(DiagnosticResidence)
    .insert({ diagnosticId: id, residenceId: `canari-residence-${p}` });
  await database.getRepository(ParticipantDiagnostic).insert(
    participantsOf[p].map((signataireId) => ({
      id: `${id}-${signataireId}`.slice(-36),
      diagnosticId: id,
      signataireId,
      qualite: 'MEMBRE' as const,
    })),
  );
  await database.getRepository(Constat).insert({
    id: constat,
    diagnosticId: id,
    theme: 'ECLAIRAGE',
    lieu: 'PARKING',
    priorite: 1,
    description: `canari-description-${p}`,
    photo: 'ab'.repeat(32),
    releveParId: bailleur,
    piloteId: piloteOf[p],
    echeance: '2026-06-01',
    statut: 'VERIFIE',
    ...depuis,
  });
  const passages = [
    [`canari-etape-${p}`, 'DiagnosticEnMarchant', id, 'cloreDiagnostic', 'SUIVI', 'CLOS'],
    [`canari-suivi-${p}`, 'Constat', constat, 'verifierMesureConstat', 'REALISE', 'VERIFIE'],
  ] as const;
  await database.getRepository(PassageEnregistre).insert(
    passages.map(([passage, objetType, objetId, acte, de, vers]) => ({
      id: passage,
      objetType,
      objetId,
      version: 2,
      acte,
      de,
      vers,
      signataireId: instructeurOf[p],
      fonction: 'Collectivité qui instruit la demande',
      fondement: 'convention-art-6',
      le: depuis.statutDepuis,
    })),
  );
}

/** Its works are done, so that no act on it changes anything. */
async function fillProgramme(database: DataSource, p: PlaceId): Promise<void> {
  const { bailleur, commune } = places[p];
  const id = `programme-${p}`;
  await database.getRepository(ProgrammeRenovation).insert({
    id,
    bailleurId: bailleur,
    communeCode: commune,
    type: 'RESIDENTIALISATION',
    financeur: 'ANRU',
    debutPrevu: '2026-07-01',
    finPrevue: '2026-09-01',
    nbLogements: 12,
    diagnosticId: `canari-diagnostic-${p}`,
    avisForces: 'RESERVES',
    statut: 'CLOS',
    version: 2,
    statutDepuis: new Date('2026-09-01T08:00:00Z'),
  });
  await database
    .getRepository(ProgrammeResidence)
    .insert({ programmeId: id, residenceId: `canari-residence-${p}` });
  await database.getRepository(MesureSecurisation).insert({
    id: `canari-mesure-${p}`,
    programmeId: id,
    nature: 'ECLAIRAGE',
    responsableId: bailleur,
  });
  await database.getRepository(EtudeSurete).insert({
    id: `canari-etude-${p}`,
    programmeId: id,
    obligatoire: true,
    reference: `E-${p}`,
    dateDepot: '2026-06-15',
    dateAvis: '2026-06-20',
    synthese: `canari-synthese-${p}`,
  });
  await database.getRepository(PassageEnregistre).insert({
    id: `canari-chantier-${p}`,
    objetType: 'ProgrammeRenovation',
    objetId: id,
    version: 2,
    acte: 'acheverTravauxProgramme',
    de: 'TRAVAUX',
    vers: 'CLOS',
    signataireId: bailleur,
    fonction: 'Référent du bailleur',
    fondement: 'convention-art-6',
    le: new Date('2026-09-01T08:00:00Z'),
  });
}
