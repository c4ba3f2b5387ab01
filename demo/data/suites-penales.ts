import type { Incident } from '../../subgraphs/bailleurs/incident/incident.js';
import type { Plainte } from '../../subgraphs/bailleurs/plainte/plainte.js';
import {
  motifsClassement,
  type TypeDecision,
} from '../../subgraphs/justice/procedure/penal-outcome.js';
import type {
  AvisNotifie,
  Decision,
  Procedure,
  StatutProcedure,
} from '../../subgraphs/justice/procedure/procedure.js';
import { scaled, type Chance } from './chance.js';
import { serviceOf, villeOf } from './places.js';
import type { Stored } from './rows.js';

export interface SuitesPenales {
  readonly plaintes: readonly Stored<Plainte>[];
  readonly procedures: readonly Stored<Procedure>[];
  readonly decisions: readonly Stored<Decision>[];
  readonly avisNotifies: readonly Stored<AvisNotifie>[];
}

const proceduresOfTheForces = 200;
/** Offences that trouble the public order of a commune: what a mayor is told of. */
const decisionWeights: Readonly<Record<TypeDecision, number>> = {
  POURSUITE_COPJ: 8,
  POURSUITE_CPV: 3,
  POURSUITE_CI: 3,
  POURSUITE_CITATION: 3,
  POURSUITE_CRPC: 7,
  POURSUITE_OP: 8,
  POURSUITE_INFO: 1,
  POURSUITE_AFD: 5,
  ALT_APP: 10,
  ALT_STAGE: 6,
  ALT_ORIENT: 3,
  ALT_REGUL: 2,
  ALT_REPAR: 8,
  ALT_MEDIATION: 2,
  ALT_COMPO: 6,
  ALT_TRANSAC_OPJ: 2,
  ALT_TRANSAC_MAIRE: 1,
  CLASSEMENT: 30,
};

/** Complaints of the bailleurs, and what the parquet's register says of them and of other facts. */
export function inventSuitesPenales(
  chance: Chance,
  incidents: readonly Stored<Incident>[],
  scale: number,
): SuitesPenales {
  const made = {
    plaintes: [] as Stored<Plainte>[],
    procedures: [] as Stored<Procedure>[],
    decisions: [] as Stored<Decision>[],
    avisNotifies: [] as Stored<AvisNotifie>[],
  };
  const register = (
    procedure: Stored<Procedure>,
    told: boolean | null,
    from: string,
  ): Stored<Procedure> => {
    if (told === null) {
      made.procedures.push(procedure);
      return procedure;
    }
    const decision = inventDecision(chance, procedure.id, from);
    made.decisions.push(decision);
    const decided = told
      ? followed(procedure, decision)
      : { ...procedure, statut: 'DECISION' as const };
    made.procedures.push(decided);
    if (!told) return decided;
    const ville = procedure.informationMaire ? villeOf(procedure.communeCode) : null;
    for (const signataireId of [procedure.plaignantId, ville, procedure.serviceSaisiId]) {
      if (signataireId === null) continue;
      const dateNotification = chance.after(decision.dateDecision, 0, 20);
      made.avisNotifies.push({ procedureId: procedure.id, signataireId, dateNotification });
    }
    return decided;
  };
  for (const incident of incidents) {
    if (incident.infractionCode === null || !chance.happens(incident.gravite * 0.06)) continue;
    const statut = chance.weighted({ DEPOSEE: 10, RECEPISSE: 20, EN_COURS: 30, AVIS_NOTIFIE: 40 });
    const reachedParquet = statut === 'EN_COURS' || statut === 'AVIS_NOTIFIE';
    const procedureId = reachedParquet ? chance.id() : null;
    const plainte = inventPlainte(chance, incident, statut);
    if (procedureId === null) {
      made.plaintes.push(plainte);
      continue;
    }
    const told = statut === 'AVIS_NOTIFIE';
    // Some are decided and not yet told: the complainant must not learn of it.
    const decided = told || chance.happens(0.3);
    const procedure = register(
      {
        ...inventProcedure(chance, incident, procedureId, incident.bailleurId, told),
        plainteId: plainte.id,
      },
      decided ? told : null,
      plainte.dateDepot,
    );
    // The complainant learns of the procedure by the notice, and not before.
    made.plaintes.push(
      told ? { ...plainte, procedureId, statut: complaintOf(procedure.statut) } : plainte,
    );
  }
  const offences = incidents.filter(({ infractionCode }) => infractionCode !== null);
  for (let left = scaled(proceduresOfTheForces, scale); left > 0; left--) {
    const incident = chance.pick(offences);
    const told = chance.happens(0.5);
    register(
      inventProcedure(chance, incident, chance.id(), null, told),
      told ? true : null,
      incident.dateFaits,
    );
  }
  return made;
}

/** Judgment and appeal are of what was prosecuted. */
function followed(
  procedure: Stored<Procedure>,
  { typeDecision }: Stored<Decision>,
): Stored<Procedure> {
  const { etatPublic } = procedure;
  if (etatPublic === 'DECISION_NOTIFIEE' || !typeDecision.startsWith('POURSUITE_')) {
    return { ...procedure, etatPublic: 'DECISION_NOTIFIEE', statut: 'AVIS_NOTIFIE' };
  }
  return { ...procedure, statut: etatPublic };
}

/** A complaint is where its procedure is, once its complainant was told. */
function complaintOf(statut: StatutProcedure): Plainte['statut'] {
  return statut === 'APPEL' || statut === 'JUGEMENT_DEFINITIF' ? statut : 'AVIS_NOTIFIE';
}

function inventPlainte(
  chance: Chance,
  incident: Stored<Incident>,
  statut: Plainte['statut'],
): Stored<Plainte> {
  const dateDepot = chance.after(incident.dateFaits, 0, 15);
  return {
    id: chance.id(),
    incidentId: incident.id,
    plaignantId: incident.bailleurId,
    serviceId: serviceOf(incident.communeCode),
    parquetId: 'parquet-poitiers',
    dateDepot,
    numeroPv:
      statut === 'DEPOSEE' ? null : `${dateDepot.slice(0, 4)}/${chance.integer(1000, 99_999)}`,
    recepisse: statut !== 'DEPOSEE',
    qualificationCodes: incident.infractionCode === null ? [] : [incident.infractionCode],
    statut,
    version: 1,
    statutDepuis: new Date(`${dateDepot}T08:00:00Z`),
    procedureId: null,
  };
}

function inventProcedure(
  chance: Chance,
  incident: Stored<Incident>,
  id: string,
  plaignantId: string | null,
  told: boolean,
): Stored<Procedure> {
  return {
    id,
    communeCode: incident.communeCode,
    moisFaits: incident.moisFaits,
    infractionCodes: incident.infractionCode === null ? [] : [incident.infractionCode],
    etatPublic: told
      ? chance.weighted({ DECISION_NOTIFIEE: 70, JUGEMENT_DEFINITIF: 22, APPEL: 8 })
      : 'EN_COURS',
    plaignantId,
    serviceSaisiId: serviceOf(incident.communeCode),
    informationMaire: chance.happens(0.6),
    plainteId: null,
    statut: 'EN_COURS',
    version: 1,
    statutDepuis: null,
  };
}

function inventDecision(chance: Chance, procedureId: string, from: string): Stored<Decision> {
  const typeDecision = chance.weighted(decisionWeights);
  const dateDecision = chance.after(from, 20, 240);
  return {
    procedureId,
    typeDecision,
    motifCode: typeDecision === 'CLASSEMENT' ? chance.pick(Object.keys(motifsClassement)) : null,
    dateDecision,
    datePublication: null,
  };
}
