/** The rows of `facts.ts` for justice and the cities, with a token of its own in every protected text. */
import type { DataSource } from 'typeorm';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { OutgoingAct, type DeliveryState } from '../../../subgraphs/kit/delivery/outgoing-act.js';
import { AvisRappelOrdre } from '../../../subgraphs/justice/avis-rappel/avis-rappel-ordre.js';
import {
  AvisNotifie,
  Decision,
  Procedure,
} from '../../../subgraphs/justice/procedure/procedure.js';
import { HomologationTransaction } from '../../../subgraphs/justice/homologation/homologation-transaction.js';
import { InfractionNatinf } from '../../../subgraphs/justice/natinf/infraction-natinf.js';
import { StatistiqueSuites } from '../../../subgraphs/justice/statistique/statistique-suites.js';
import { Correspondant } from '../../../subgraphs/ville/correspondant/correspondant.js';
import { IndicateurDelinquance } from '../../../subgraphs/ville/indicateur/indicateur-delinquance.js';
import { Instance, InstanceMembre, Reunion } from '../../../subgraphs/ville/instance/instance.js';
import {
  DecisionInstance,
  DemandeReunion,
} from '../../../subgraphs/ville/instance/instance-work.js';
import { RappelOrdre } from '../../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import { TransactionMunicipale } from '../../../subgraphs/ville/transaction/transaction-municipale.js';
import { fillJudicial } from './fill-judicial.js';
import { fillToldToMayors } from './fill-mayors.js';
import { fillActions, fillGroups } from './fill-groups.js';
import { instances, plaintes, procedures, rappels, transactions } from './facts.js';
import { places, type PlaceId } from './places.js';

export async function fillJustice(database: DataSource): Promise<void> {
  for (const { suffix, place: p, listed, notified, sent } of procedures) {
    const id = `canari-procedure-${suffix}`;
    await database.getRepository(Procedure).insert({
      id,
      communeCode: places[p].commune,
      plaignantId: places[p].bailleur,
      moisFaits: '2026-04',
      infractionCodes: ['degradation-legere'],
      informationMaire: listed,
      etatPublic: 'DECISION_NOTIFIEE',
      plainteId: `canari-plainte-${p}`,
      statut: 'JUGEMENT_DEFINITIF',
      version: 2,
      statutDepuis: new Date('2026-05-03T08:00:00Z'),
      serviceSaisiId: plaintes[p],
    });
    await database.getRepository(PassageEnregistre).insert({
      id: `canari-registre-${suffix}`,
      objetType: 'Procedure',
      version: 2,
      objetId: id,
      acte: 'inscrireJugementProcedure',
      de: 'AVIS_NOTIFIE',
      vers: 'JUGEMENT_DEFINITIF',
      signataireId: 'parquet-poitiers',
      fonction: 'Parquet',
      fondement: 'cpp-40',
      le: new Date('2026-05-03T08:00:00Z'),
    });
    await database.getRepository(Decision).insert({
      procedureId: id,
      typeDecision: 'CLASSEMENT',
      motifCode: '71',
      dateDecision: '2026-05-02',
      datePublication: '2026-05-03',
    });
    // A notice that its complaint did not take was given all the same.
    const meant = new Set([...notified, ...(sent === null ? [] : [places[p].bailleur])]);
    for (const signataireId of meant) {
      await database
        .getRepository(AvisNotifie)
        .insert({ procedureId: id, signataireId, dateNotification: '2026-05-03' });
    }
    if (sent !== null) await fillNotice(database, id, sent);
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
  await database.getRepository(HomologationTransaction).insert(
    transactions.map(({ suffix, place: p }) => ({
      id: `canari-homologuee-${suffix}`,
      transactionId: `canari-transaction-${suffix}`,
      communeCode: places[p].commune,
      autorite: 'PROCUREUR' as const,
      decision: 'HOMOLOGUEE' as const,
      date: '2026-06-01',
    })),
  );
  await fillDeliveries(database, [
    ...procedures.map(({ suffix }) => `canari-procedure-${suffix}`),
    ...rappels.map(({ suffix }) => `canari-avis-${suffix}`),
    ...transactions.map(({ suffix }) => `canari-homologuee-${suffix}`),
  ]);
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
  await fillJudicial(database);
  await database.getRepository(InfractionNatinf).insert({
    numero: '7905',
    nature: 'Contravention de classe 5',
    qualification: 'Dégradation volontaire du bien d’autrui causant un dommage léger',
    definiePar: 'ART.R.635-1 AL.1 C.PENAL.',
    reprimeePar: 'ART.R.635-1 C.PENAL.',
  });
}

/** A notice to the complainant, on its way to his complaint; not due, so that nothing is sent. */
async function fillNotice(
  database: DataSource,
  source: string,
  etat: DeliveryState,
): Promise<void> {
  const le = new Date('2026-05-03T08:00:00Z');
  await database.getRepository(OutgoingAct).insert({
    id: source.replace('canari', 'avis'),
    objet: `Plainte ${source}`,
    rang: 1,
    source,
    signataireId: 'parquet-poitiers',
    acte: 'recevoirAvisPlainte',
    cible: 'inconnue',
    saisie: {},
    etat,
    refus: etat === 'REFUSEE' ? 'PLAIGNANT_DIFFERENT' : null,
    le,
    faiteLe: etat === 'EN_ATTENTE' ? null : le,
    essais: 1,
    prochainEssai: new Date('2099-01-01T00:00:00Z'),
  });
}

/** What each of these rows did elsewhere; over, so that nothing is sent. */
async function fillDeliveries(database: DataSource, sources: readonly string[]): Promise<void> {
  const le = new Date('2026-06-01T08:00:00Z');
  await database.getRepository(OutgoingAct).insert(
    sources.map((source) => ({
      id: source.replace('canari', 'livraison'),
      objet: source,
      rang: 1,
      source,
      signataireId: 'parquet-poitiers',
      acte: 'rendreAvisFavorableRappelOrdre',
      cible: 'inconnue',
      saisie: {},
      etat: 'REFUSEE' as const,
      refus: 'INTROUVABLE',
      le,
      faiteLe: le,
      essais: 1,
      prochainEssai: le,
    })),
  );
}

export async function fillVille(database: DataSource): Promise<void> {
  await database.getRepository(IndicateurDelinquance).insert({
    id: 'indicateur-1',
    communeCode: '86194',
    annee: 2024,
    indicateur: 'Destructions et dégradations volontaires',
    uniteDeCompte: 'Infraction',
    diffuse: true,
    nombre: 12,
    tauxPourMille: 0.13,
    complementNombre: 1.5,
    complementTaux: 2.5,
  });
  await fillToldToMayors(database);
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
      // So that no act may change one.
      statut: 'TERMINE',
      version: 2,
      statutDepuis: new Date('2026-05-02T08:00:00Z'),
    });
    await database.getRepository(PassageEnregistre).insert({
      id: `canari-terme-${n}`,
      objetType: 'Correspondant',
      objetId: `canari-correspondant-${n}`,
      version: 2,
      acte: 'terminerCorrespondant',
      de: 'EN_FONCTION',
      vers: 'TERMINE',
      signataireId,
      fonction: 'Signataire du correspondant',
      fondement: 'convention-art-6',
      le: new Date('2026-05-02T08:00:00Z'),
    });
    // Over, so that nothing is sent; brought to a city of whoever reads it.
    await database.getRepository(OutgoingAct).insert({
      id: `canari-report-${n}`,
      objet: `Correspondant canari-correspondant-${n} 86066`,
      rang: 1,
      source: `canari-correspondant-${n}`,
      signataireId: 'ville-poitiers',
      acte: 'reporterCorrespondant',
      cible: `canari-correspondant-${n}`,
      saisie: { commune: '86066', lignes: [] },
      etat: 'REFUSEE',
      refus: `canari-report-${n}`,
      le: new Date('2026-05-02T08:00:00Z'),
      faiteLe: new Date('2026-05-02T08:00:01Z'),
      essais: 3,
      prochainEssai: new Date('2026-05-02T08:00:00Z'),
    });
  }
  for (const { suffix, type, membres } of instances) {
    const id = `instance-${suffix}`;
    await database.getRepository(Instance).insert({
      id,
      type,
      perimetreCode: 'QN08605M',
      presidenceId: membres[0],
      statutDepuis: new Date('2026-05-01T08:00:00Z'),
    });
    await database.getRepository(PassageEnregistre).insert({
      id: `canari-seance-${suffix}`,
      objetType: 'Instance',
      objetId: id,
      version: 2,
      acte: 'convoquerReunionInstance',
      de: 'EN_PLACE',
      vers: 'EN_PLACE',
      signataireId: membres[0],
      fonction: 'Signataire qui préside',
      fondement: 'csi-l132-5',
      le: new Date('2026-05-01T08:00:00Z'),
    });
    await database
      .getRepository(InstanceMembre)
      .insert(membres.map((signataireId) => ({ instanceId: id, signataireId })));
    await database.getRepository(Reunion).insert({
      id: `canari-reunion-${suffix}`,
      instanceId: id,
      date: '2026-06-01',
      objet: 'THEME',
      theme: 'TRAFICS',
      motifAnnulation: 'CIRCONSTANCES',
    });
    await database.getRepository(DemandeReunion).insert({
      id: `canari-demande-${suffix}`,
      instanceId: id,
      demandeurId: membres[1],
      theme: 'TRAFICS',
      date: '2026-05-02',
    });
    await database.getRepository(DecisionInstance).insert({
      id: `canari-arret-${suffix}`,
      instanceId: id,
      reunionId: `canari-reunion-${suffix}`,
      date: '2026-06-01',
      nature: 'TRAVAUX',
      piloteId: membres[0],
      echeance: '2026-09-01',
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
      avisId: `canari-avis-${suffix}`,
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
      homologationId: `canari-homologuee-${suffix}`,
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
  await fillGroups(database);
  await fillActions(database);
}

function mayorOf(place: PlaceId): string {
  return places[place].commune === '86194' ? 'ville-poitiers' : 'ville-chatellerault';
}
