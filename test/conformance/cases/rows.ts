import type { DataSource } from 'typeorm';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { Plainte } from '../../../subgraphs/bailleurs/plainte/plainte.js';
import { Entree } from '../../../subgraphs/bailleurs/residence/entree.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
} from '../../../subgraphs/bailleurs/signalement/signalement.js';
import { Commune } from '../../../subgraphs/bailleurs/territoire/commune.js';
import {
  AvisNotifie,
  Decision,
  Procedure,
} from '../../../subgraphs/justice/procedure/procedure.js';
import { Correspondant } from '../../../subgraphs/ville/correspondant/correspondant.js';
import { StatistiqueSuites } from '../../../subgraphs/justice/statistique/statistique-suites.js';
import { Instance, InstanceMembre, Reunion } from '../../../subgraphs/ville/instance/instance.js';
import { MandatGroupe } from '../../../subgraphs/ville/mandat/mandat-groupe.js';
import { SituationSuivie } from '../../../subgraphs/ville/situation/situation-suivie.js';

const poitiers = '86194';
const buxerolles = '86041';
const chatellerault = '86066';
/** Whose force nobody has established, unless a test says so. */
const saintBenoit = '86214';
/** Stretches over Poitiers and Buxerolles. */
export const couronneries = 'QN08605M';

/** One residence, hall and incident at each; every protected value names its place. */
const places = {
  ekidom: { bailleurId: 'ekidom', communeCode: poitiers, quartierCode: couronneries },
  hpc: { bailleurId: 'sem-hpc', communeCode: poitiers, quartierCode: couronneries },
  buxerolles: { bailleurId: 'sem-hpc', communeCode: buxerolles, quartierCode: couronneries },
  benoit: { bailleurId: 'sem-hpc', communeCode: saintBenoit, quartierCode: null },
  chatellerault: { bailleurId: 'sem-hpc', communeCode: chatellerault, quartierCode: null },
} as const;

export async function fillBailleurs(dataSource: DataSource): Promise<void> {
  // The reference names no commune of the gendarmerie: here one is, or no test could tell.
  await dataSource.getRepository(Commune).update(saintBenoit, { zone: 'gendarmerie' });
  for (const [id, place] of Object.entries(places)) {
    await dataSource.getRepository(Residence).insert({
      id: `r-${id}`,
      nom: id,
      nbLogements: 10,
      typeConstruction: 'COLLECTIF',
      ...place,
    });
    await dataSource.getRepository(Entree).insert({
      id: `e-${id}`,
      residenceId: `r-${id}`,
      statut: 'ROUGE',
      dateEvaluation: '2026-05-01',
    });
    await dataSource.getRepository(Incident).insert({
      id: `i-${id}`,
      residenceId: `r-${id}`,
      entreeId: `e-${id}`,
      ...place,
      type: 'P_SAL_PHYS',
      gravite: 3,
      moisFaits: '2026-05',
      dateFaits: '2026-05-02',
      lieuType: 'HALL',
      recurrence: false,
      coutEstime: 100,
      infractionCode: 'degradation',
      auteurConnu: true,
      auteurIdentite: `AUTEUR-${id}`,
      auteurLienBail: 'TITULAIRE',
      victimeQualite: 'SALARIE',
      victimeIdentite: `VICTIME-${id}`,
    });
  }
  await dataSource.getRepository(Signalement).insert({
    id: 'signalement-ekidom',
    bailleurId: 'ekidom',
    communeCode: poitiers,
    auteurId: null,
    dateTransmission: null,
    urgence: 'NORMALE',
    statut: 'BROUILLON',
  });
  const signalementId = 'signalement-ekidom';
  await dataSource
    .getRepository(SignalementIncident)
    .insert({ signalementId, incidentId: 'i-ekidom' });
  await dataSource
    .getRepository(SignalementDestinataire)
    .insert({ signalementId, signataireId: 'grand-poitiers' });
  await dataSource.getRepository(Plainte).insert(
    (['ekidom', 'hpc', 'chatellerault'] as const).map((id) => ({
      id: `plainte-${id}`,
      incidentId: `i-${id}`,
      plaignantId: places[id].bailleurId,
      serviceId: 'police-nationale-86',
      parquetId: 'parquet-poitiers',
      dateDepot: '2026-05-03',
      numeroPv: `PV-${id}`,
      recepisse: true,
      qualificationCodes: ['degradation'],
      statut: 'AVIS_NOTIFIE' as const,
      procedureId: `procedure-${id}`,
    })),
  );
}

export async function fillJustice(dataSource: DataSource): Promise<void> {
  const procedure = (id: 'ekidom' | 'hpc' | 'chatellerault', listed = true) => ({
    id: `procedure-${id}${listed ? '' : '-non-listee'}`,
    communeCode: places[id].communeCode,
    plaignantId: places[id].bailleurId,
    moisFaits: '2026-05',
    infractionCodes: ['degradation'],
    informationMaire: listed,
    etatPublic: 'DECISION_NOTIFIEE' as const,
    serviceSaisiId: 'police-nationale-86',
  });
  const all = [
    procedure('ekidom'),
    procedure('ekidom', false),
    procedure('hpc'),
    procedure('chatellerault'),
  ];
  await dataSource.getRepository(Procedure).insert(all);
  await dataSource.getRepository(Decision).insert(
    all.map(({ id }) => ({
      procedureId: id,
      typeDecision: 'CLASSEMENT',
      motifCode: '71',
      dateDecision: '2026-06-01',
    })),
  );
  await dataSource.getRepository(StatistiqueSuites).insert(
    (
      [
        ['POURSUITES', 41],
        ['ALTERNATIVES', 3],
        ['CLASSEMENT', 0],
      ] as const
    ).map(([type, compte], cell) => ({
      id: `cell-${cell}`,
      territoire: poitiers,
      periode: '2026-S1',
      type,
      compte,
    })),
  );
  await notify(dataSource, 'procedure-ekidom', 'ville-poitiers');
  await notify(dataSource, 'procedure-hpc', 'sem-hpc');
}

/** Tells a decision to a signatory, as the parquet does by a notice. */
export async function notify(
  dataSource: DataSource,
  procedureId: string,
  signataireId: string,
): Promise<void> {
  await dataSource
    .getRepository(AvisNotifie)
    .insert({ procedureId, signataireId, dateNotification: '2026-06-02' });
}

export async function fillVille(dataSource: DataSource): Promise<void> {
  await dataSource.getRepository(Instance).insert({
    id: 'gpo',
    type: 'GPO',
    perimetreCode: 'QN08605M',
    presidenceId: 'police-nationale-86',
  });
  await dataSource
    .getRepository(InstanceMembre)
    .insert({ instanceId: 'gpo', signataireId: 'ekidom' });
  await fillGroup(dataSource);
  await dataSource
    .getRepository(Reunion)
    .insert({ id: 'gpo-1', instanceId: 'gpo', date: '2026-06-01', objet: 'PROBLEMATIQUES' });
}

/** Two working groups, each with a situation; `claire` sits in the first for Ékidom. */
async function fillGroup(dataSource: DataSource): Promise<void> {
  for (const id of ['gt', 'gt-autre']) {
    await dataSource.getRepository(Instance).insert({
      id,
      type: 'GROUPE_TRAVAIL',
      perimetreCode: 'QN08605M',
      presidenceId: 'ville-poitiers',
    });
    await dataSource.getRepository(InstanceMembre).insert(
      ['ville-poitiers', 'ekidom', 'prefecture-86'].map((signataireId) => ({
        instanceId: id,
        signataireId,
      })),
    );
    await dataSource.getRepository(SituationSuivie).insert({
      id: `situation-${id}`,
      instanceId: id,
      motifs: ['ERRANCE'],
      dateInscription: '2026-05-01',
      conservationJusque: '2099-01-01',
      personneNom: `SUIVI-${id}`,
      personnePrenom: 'Inventé',
      personneDateNaissance: '2012-01-01',
      statut: 'INSCRITE',
    });
  }
  await dataSource.getRepository(Correspondant).insert({
    id: 'c-claire',
    signataireId: 'ekidom',
    nom: 'Inventée Claire',
    fonction: 'Référente',
    mandatDebut: '2026-01-01',
  });
  await giveMandate(dataSource, 'm-claire');
}

export async function giveMandate(dataSource: DataSource, id: string): Promise<void> {
  await dataSource.getRepository(MandatGroupe).insert({
    id,
    instanceId: 'gt',
    signataireId: 'ekidom',
    correspondantId: 'c-claire',
    compte: 'claire',
    debut: '2026-01-01',
    statut: 'EN_VIGUEUR',
  });
}
