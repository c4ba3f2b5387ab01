import type { Incident } from '../../subgraphs/bailleurs/incident/incident.js';
import type { Plainte } from '../../subgraphs/bailleurs/plainte/plainte.js';
import type {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
} from '../../subgraphs/bailleurs/signalement/signalement.js';
import type {
  AvisNotifie,
  Decision,
  Procedure,
} from '../../subgraphs/justice/procedure/procedure.js';
import type { RappelOrdre } from '../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import type { Chance } from './chance.js';
import type { Patrimoine } from './patrimoine.js';
import type { Stored } from './rows.js';

/** Ids that stay the same from one version of the data to the next: what is compared by name. */
export const comparedIncident = 'c0a1e000-0000-4000-8000-000000000001';
export const comparedRappel = 'c0a1e000-0000-4000-8000-000000000002';
const noiseId = 'c0a1e000-0000-4000-8000-000000000005';
const signalementId = 'c0a1e000-0000-4000-8000-000000000006';
const plainteId = 'c0a1e000-0000-4000-8000-000000000003';
const procedureId = 'c0a1e000-0000-4000-8000-000000000004';

export interface Comparison {
  /** The incident that is compared, and the nuisance that the rappel comes from. */
  readonly incidents: readonly Stored<Incident>[];
  readonly signalement: Stored<Signalement>;
  readonly signalementIncident: Stored<SignalementIncident>;
  readonly destinataires: readonly Stored<SignalementDestinataire>[];
  readonly plainte: Stored<Plainte>;
  readonly procedure: Stored<Procedure>;
  readonly decision: Stored<Decision>;
  readonly avisNotifies: readonly Stored<AvisNotifie>[];
  readonly rappel: Stored<RappelOrdre>;
}

/**
 * One story that every signatory sees a part of: a gardien of Ékidom is struck in a quartier where
 * Habitat de la Vienne has stock too; the decision was told to the complainant and to the city.
 */
export function inventComparison(
  chance: Chance,
  { residences, entrees }: Patrimoine,
  author: string | null,
): Comparison {
  const residence = residences.find(
    (row) =>
      row.bailleurId === 'ekidom' && row.communeCode === '86194' && row.quartierCode === 'QN08605M',
  );
  if (!residence) throw new Error('no résidence of Ékidom in Couronneries');
  const dateFaits = chance.daysAgo(200);
  const told = chance.daysAgo(30);
  const incident: Stored<Incident> = {
    id: comparedIncident,
    residenceId: residence.id,
    bailleurId: residence.bailleurId,
    communeCode: residence.communeCode,
    quartierCode: residence.quartierCode,
    type: 'P_SAL_PHYS',
    gravite: 3,
    moisFaits: dateFaits.slice(0, 7),
    dateFaits,
    trancheHoraire: 'SOIREE',
    lieuType: 'HALL',
    recurrence: false,
    infractionCode: 'violences-gardien',
    entreeId: entrees.find(({ residenceId }) => residenceId === residence.id)?.id ?? null,
    coutEstime: 350,
    victimeQualite: 'SALARIE',
    victimeItt: 'HUIT_JOURS_AU_PLUS',
    victimeIdentite: 'Solène Maréchal-Inventée',
    auteurConnu: true,
    auteurIdentite: 'Gaspard Tellier-Inventé',
    auteurLienBail: 'OCCUPANT',
    appel17: false,
    statut: 'OUVERT',
    version: 1,
    statutDepuis: null,
  };
  const noiseDay = chance.daysAgo(40);
  const noise: Stored<Incident> = {
    ...incident,
    id: noiseId,
    type: 'T_BRUIT',
    gravite: 1,
    moisFaits: noiseDay.slice(0, 7),
    dateFaits: noiseDay,
    lieuType: 'ABORDS',
    recurrence: true,
    infractionCode: null,
    entreeId: null,
    coutEstime: null,
    victimeQualite: null,
    victimeItt: null,
    victimeIdentite: null,
    auteurConnu: false,
    auteurIdentite: null,
    auteurLienBail: null,
  };
  return {
    incidents: [incident, noise],
    signalement: {
      id: signalementId,
      bailleurId: residence.bailleurId,
      communeCode: residence.communeCode,
      auteurId: author,
      dateTransmission: chance.daysAgo(38),
      urgence: 'NORMALE',
      statut: 'QUALIFIE',
      version: 1,
      statutDepuis: null,
      qualification: 'DELIT',
      motifContestation: null,
      appel17: false,
      plainteId: null,
    },
    signalementIncident: { signalementId, incidentId: noiseId },
    destinataires: ['ville-poitiers', 'police-nationale-86'].map((signataireId) => ({
      signalementId,
      signataireId,
    })),
    plainte: {
      id: plainteId,
      incidentId: comparedIncident,
      plaignantId: residence.bailleurId,
      serviceId: 'police-nationale-86',
      parquetId: 'parquet-poitiers',
      dateDepot: chance.daysAgo(198),
      numeroPv: `${dateFaits.slice(0, 4)}/00001`,
      recepisse: true,
      qualificationCodes: ['violences-gardien'],
      statut: 'AVIS_NOTIFIE',
      version: 4,
      statutDepuis: new Date(`${told}T08:00:00Z`),
      procedureId,
    },
    procedure: {
      id: procedureId,
      communeCode: residence.communeCode,
      moisFaits: dateFaits.slice(0, 7),
      infractionCodes: ['violences-gardien'],
      etatPublic: 'DECISION_NOTIFIEE',
      plaignantId: residence.bailleurId,
      serviceSaisiId: 'police-nationale-86',
      informationMaire: true,
      plainteId,
      statut: 'AVIS_NOTIFIE',
      version: 4,
      statutDepuis: new Date(`${told}T08:00:00Z`),
    },
    decision: {
      procedureId,
      typeDecision: 'POURSUITE_COPJ',
      motifCode: null,
      dateDecision: chance.daysAgo(45),
      datePublication: null,
    },
    // Not to the police: it knows the procedure and not the decision.
    avisNotifies: ['ekidom', 'ville-poitiers'].map((signataireId) => ({
      procedureId,
      signataireId,
      dateNotification: told,
    })),
    rappel: {
      id: comparedRappel,
      statut: 'CONSULTATION_PARQUET',
      communeCode: '86194',
      dateFaits: noiseDay,
      motif: 'NUISANCE_SONORE',
      mineur: true,
      signalementOrigineId: signalementId,
      bailleurOrigine: 'ekidom',
      dateConvocation: null,
      dateTenue: null,
      presenceRepresentantLegal: null,
      natureFaits: 'CONTRAVENTION',
      convocationRepresentants: null,
      motifAbandon: null,
      avisId: null,
      version: 2,
      statutDepuis: new Date(`${noiseDay}T08:00:00Z`),
      auteurNom: 'Inventé-Rouvière',
      auteurPrenom: 'Timéo',
      auteurDateNaissance: chance.daysAgo(15 * 365),
      auteurAdresse: '1 rue Imaginaire, Poitiers',
      auteurRepresentants: [{ nom: 'Inventé-Rouvière', prenom: 'Maud', lien: 'mère' }],
    },
  };
}
