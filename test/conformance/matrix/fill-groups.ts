/** The rows of `facts.ts` for what groups work on, with a token of its own in every protected text. */
import type { DataSource } from 'typeorm';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { Problematique } from '../../../subgraphs/ville/problematique/problematique.js';
import { ActionPrevention } from '../../../subgraphs/ville/action/action-prevention.js';
import { Engagement } from '../../../subgraphs/ville/engagement/engagement.js';
import { MandatGroupe } from '../../../subgraphs/ville/mandat/mandat-groupe.js';
import { SituationSuivie } from '../../../subgraphs/ville/situation/situation-suivie.js';
import { actions, mandats, problematiques, situations } from './facts.js';

/** After the instances and the directory. */
export async function fillGroups(database: DataSource): Promise<void> {
  await fillBoards(database);
  for (const { suffix, instance, signataire, statut } of mandats) {
    const objetId = `canari-mandat-${suffix}`;
    await database.getRepository(MandatGroupe).insert({
      id: objetId,
      instanceId: `instance-${instance}`,
      signataireId: signataire,
      correspondantId: 'canari-correspondant-1',
      // A mandate that is over is the same person's.
      compte: 'agent',
      debut: '2026-01-01',
      fin: '2099-01-01',
      statut,
      version: 1,
      statutDepuis: new Date('2026-01-01T08:00:00Z'),
    });
    await putPassage(database, {
      id: `canari-siege-${suffix}`,
      objetType: 'MandatGroupe',
      objetId,
      acte: 'donnerMandatGroupe',
      vers: 'EN_VIGUEUR',
    });
  }
  for (const { suffix, instance, statut } of situations) {
    const objetId = `canari-situation-${suffix}`;
    await database.getRepository(SituationSuivie).insert({
      id: objetId,
      instanceId: `instance-${instance}`,
      motifs: ['ABSENTEISME'],
      orientation: 'EDUCATIF',
      dateInscription: '2026-03-01',
      dateExamen: '2026-04-01',
      prochainExamen: '2099-04-01',
      conservationJusque: '2099-12-31',
      personneNom: `canari-suivinom-${suffix}`,
      personnePrenom: `canari-suiviprenom-${suffix}`,
      personneDateNaissance: '2012-01-01',
      personneAdresse: `canari-suiviadresse-${suffix}`,
      statut,
      version: 1,
      statutDepuis: new Date('2026-04-01T08:00:00Z'),
    });
    await putPassage(database, {
      id: `canari-agenda-${suffix}`,
      objetType: 'SituationSuivie',
      objetId,
      acte: 'inscrireSituation',
      vers: 'INSCRITE',
    });
  }
}

type Passage = Pick<PassageEnregistre, 'id' | 'objetType' | 'objetId' | 'acte' | 'vers'>;

async function putPassage(database: DataSource, passage: Passage): Promise<void> {
  await database.getRepository(PassageEnregistre).insert({
    ...passage,
    version: 1,
    de: null,
    signataireId: 'ville-poitiers',
    fonction: 'Membre du groupe',
    fondement: 'csi-l132-5',
    le: new Date('2026-03-01T08:00:00Z'),
  });
}

/** Closed, so that no act may change one. */
/** Who carries joint prevention, and a promise beside those that everybody made. */
export async function fillActions(database: DataSource): Promise<void> {
  await database.getRepository(Engagement).insert({
    id: 'canari-engagement-1',
    signataireId: 'ekidom',
    nature: 'REFERENT_NOMME',
    depuis: '2023-07-03',
  });
  for (const { suffix, porteur } of actions) {
    const objetId = `canari-action-${suffix}`;
    await database.getRepository(ActionPrevention).insert({
      id: objetId,
      type: 'MEDIATION_SOCIALE',
      porteurId: porteur,
      communeCode: '86194',
      residenceIds: ['canari-residence-p1'],
      debut: '2026-03-01',
      fin: '2026-05-01',
      bilanInterventions: 12,
      bilanHeures: 40,
      bilanPersonnes: 30,
      statut: 'TERMINEE',
      version: 1,
      statutDepuis: new Date('2026-05-01T08:00:00Z'),
    });
    await putPassage(database, {
      id: `canari-fin-${suffix}`,
      objetType: 'ActionPrevention',
      objetId,
      acte: 'terminerActionPrevention',
      vers: 'TERMINEE',
    });
  }
}

async function fillBoards(database: DataSource): Promise<void> {
  for (const { suffix, pilote } of problematiques) {
    const objetId = `canari-problematique-${suffix}`;
    await database.getRepository(Problematique).insert({
      id: objetId,
      instanceId: `instance-${suffix}`,
      communeCode: '86194',
      quartierCode: 'QN08605M',
      residenceId: 'canari-residence-p1',
      lieu: 'HALL',
      theme: 'OCCUPATION',
      dateReperage: '2026-03-01',
      solution: 'MEDIATION',
      piloteId: pilote,
      echeance: '2026-05-01',
      dateResolution: '2026-04-20',
      motifEcart: 'DOUBLON',
      statut: 'CLOSE',
      version: 2,
      statutDepuis: new Date('2026-05-02T08:00:00Z'),
    });
    await database.getRepository(PassageEnregistre).insert({
      id: `canari-tableau-${suffix}`,
      objetType: 'Problematique',
      version: 2,
      objetId,
      acte: 'cloreProblematique',
      de: 'RESOLUE',
      vers: 'CLOSE',
      signataireId: pilote,
      fonction: 'Président du groupe',
      fondement: 'convention-art-6',
      le: new Date('2026-05-02T08:00:00Z'),
    });
  }
}
