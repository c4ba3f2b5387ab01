/** The rows of `facts.ts` for justice and the cities, with a token of its own in every protected text. */
import type { DataSource } from 'typeorm';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { AvisRappelOrdre } from '../../../subgraphs/justice/avis-rappel/avis-rappel-ordre.js';
import {
  AvisNotifie,
  Decision,
  Procedure,
} from '../../../subgraphs/justice/procedure/procedure.js';
import { StatistiqueSuites } from '../../../subgraphs/justice/statistique/statistique-suites.js';
import { Correspondant } from '../../../subgraphs/ville/correspondant/correspondant.js';
import { Instance, InstanceMembre, Reunion } from '../../../subgraphs/ville/instance/instance.js';
import { RappelOrdre } from '../../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import { TransactionMunicipale } from '../../../subgraphs/ville/transaction/transaction-municipale.js';
import {
  instances,
  places,
  plaintes,
  procedures,
  rappels,
  transactions,
  type PlaceId,
} from './facts.js';

export async function fillJustice(database: DataSource): Promise<void> {
  for (const { suffix, place: p, listed, notified } of procedures) {
    const id = `canari-procedure-${suffix}`;
    await database.getRepository(Procedure).insert({
      id,
      communeCode: places[p].commune,
      plaignantId: places[p].bailleur,
      moisFaits: '2026-04',
      infractionCodes: ['degradation-legere'],
      informationMaire: listed,
      etatPublic: 'DECISION_NOTIFIEE',
      serviceSaisiId: plaintes[p],
    });
    await database.getRepository(Decision).insert({
      procedureId: id,
      typeDecision: 'CLASSEMENT',
      motifCode: '71',
      dateDecision: '2026-05-02',
      datePublication: '2026-05-03',
    });
    for (const signataireId of notified) {
      await database
        .getRepository(AvisNotifie)
        .insert({ procedureId: id, signataireId, dateNotification: '2026-05-03' });
    }
  }
  await database.getRepository(AvisRappelOrdre).insert(
    rappels.map(({ suffix, place: p }) => ({
      id: `canari-avis-${suffix}`,
      rappelOrdreId: `canari-rappel-${suffix}`,
      communeCode: places[p].commune,
      avis: 'FAVORABLE' as const,
      date: '2026-05-04',
    })),
  );
  await database.getRepository(StatistiqueSuites).insert([
    {
      id: 'statistique-1',
      territoire: '86194',
      periode: '2026-S1',
      type: 'POURSUITES',
      compte: 41,
    },
    { id: 'statistique-2', territoire: '86066', periode: '2026-S1', type: 'CLASSEMENT', compte: 3 },
  ]);
}

export async function fillVille(database: DataSource): Promise<void> {
  for (const [n, signataireId] of [
    [1, 'ekidom'],
    [2, 'ville-poitiers'],
  ] as const) {
    await database.getRepository(Correspondant).insert({
      id: `canari-correspondant-${n}`,
      signataireId,
      nom: `canari-nom-${n}`,
      fonction: 'Référent',
      telephonePro: `canari-tel-${n}`,
      mandatDebut: '2025-01-01',
      courrielPro: `canari-courriel-${n}`,
      perimetre: 'Poitiers',
      mandatFin: '2027-01-01',
      suppleantId: n === 1 ? null : 'canari-correspondant-1',
    });
  }
  for (const { suffix, membres } of instances) {
    const id = `instance-${suffix}`;
    await database.getRepository(Instance).insert({
      id,
      type: 'GROUPE_TRAVAIL',
      perimetre: 'Couronneries',
      presidenceId: membres[0],
    });
    await database
      .getRepository(InstanceMembre)
      .insert(membres.map((signataireId) => ({ instanceId: id, signataireId })));
    await database.getRepository(Reunion).insert({
      id: `canari-reunion-${suffix}`,
      instanceId: id,
      date: '2026-06-01',
      objet: `canari-objet-${suffix}`,
    });
  }
  for (const { suffix, place: p, statut, origine } of rappels) {
    await database.getRepository(RappelOrdre).insert({
      id: `canari-rappel-${suffix}`,
      statut,
      communeCode: places[p].commune,
      dateFaits: '2026-04-01',
      motif: 'NUISANCE_SONORE',
      mineur: true,
      signalementOrigineId: `canari-signalement-${p}`,
      bailleurOrigine: origine,
      dateConvocation: '2026-04-20',
      dateTenue: '2026-04-30',
      natureFaits: 'CONTRAVENTION',
      convocationRepresentants: true,
      version: 2,
      motifAbandon: 'HORS_CADRE',
      statutDepuis: new Date('2026-04-30T08:00:00Z'),
      presenceRepresentantLegal: true,
      auteurNom: `canari-auteurnom-${suffix}`,
      auteurPrenom: `canari-prenom-${suffix}`,
      auteurDateNaissance: '2011-01-01',
      auteurAdresse: `canari-adresse-${suffix}`,
      auteurRepresentants: [
        {
          nom: `canari-parent-${suffix}`,
          prenom: `canari-parentprenom-${suffix}`,
          lien: `canari-lien-${suffix}`,
        },
      ],
    });
    await database.getRepository(PassageEnregistre).insert({
      id: `canari-convocation-${suffix}`,
      objetType: 'RappelOrdre',
      version: 2,
      objetId: `canari-rappel-${suffix}`,
      acte: 'demanderAvisRappelOrdre',
      de: 'PROPOSE',
      vers: 'CONSULTATION_PARQUET',
      fonction: 'Maire ou son représentant',
      signataireId: mayorOf(p),
      fondement: 'csi-l132-7',
      le: new Date('2026-04-30T08:00:00Z'),
    });
  }
  for (const { suffix, place: p, statut } of transactions) {
    await database.getRepository(TransactionMunicipale).insert({
      id: `canari-transaction-${suffix}`,
      statut,
      communeCode: places[p].commune,
      datePv: '2026-04-01',
      contravention: 'ABANDON_DECHETS',
      bienCommunal: 'VOIRIE',
      dateLimiteProposition: '2026-05-01',
      montantReparation: 120,
      heuresTravailNonRemunere: 10,
      dateLimiteReponse: '2026-05-20',
      dateReponse: '2026-05-10',
      delaiExecution: '2026-07-01',
      dateExecution: '2026-06-25',
      autoriteHomologation: 'PROCUREUR',
      decisionHomologation: 'HOMOLOGUEE',
      dateHomologation: '2026-06-01',
      version: 2,
      statutDepuis: new Date('2026-06-01T08:00:00Z'),
    });
    await database.getRepository(PassageEnregistre).insert({
      id: `canari-homologation-${suffix}`,
      objetType: 'TransactionMunicipale',
      version: 2,
      objetId: `canari-transaction-${suffix}`,
      acte: 'transmettreHomologationTransaction',
      de: 'ACCEPTEE',
      vers: 'TRANSMISE_HOMOLOGATION',
      signataireId: mayorOf(p),
      fonction: 'Maire ou son représentant',
      fondement: 'cpp-44-1',
      le: new Date('2026-06-01T08:00:00Z'),
    });
  }
}

function mayorOf(place: PlaceId): string {
  return places[place].commune === '86194' ? 'ville-poitiers' : 'ville-chatellerault';
}
