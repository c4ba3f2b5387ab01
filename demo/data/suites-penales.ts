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
  const register = (procedure: Stored<Procedure>, told: boolean | null, from: string): void => {
    made.procedures.push(procedure);
    if (told === null) return;
    const decision = inventDecision(chance, procedure.id, from);
    made.decisions.push(decision);
    if (!told) return;
    const ville = procedure.informationMaire ? villeOf(procedure.communeCode) : null;
    for (const signataireId of [procedure.plaignantId, ville, procedure.serviceSaisiId]) {
      if (signataireId === null) continue;
      const dateNotification = chance.after(decision.dateDecision, 0, 20);
      made.avisNotifies.push({ procedureId: procedure.id, signataireId, dateNotification });
    }
  };
  for (const incident of incidents) {
    if (incident.infractionCode === null || !chance.happens(incident.gravite * 0.06)) continue;
    const etat = chance.weighted({ DEPOSEE: 10, RECEPISSE: 20, TRANSMISE: 30, AVIS_RECU: 40 });
    const reachedParquet = etat === 'TRANSMISE' || etat === 'AVIS_RECU';
    const plainte = inventPlainte(chance, incident, etat, reachedParquet ? chance.id() : null);
    made.plaintes.push(plainte);
    if (plainte.procedureId === null) continue;
    const told = etat === 'AVIS_RECU';
    // Some are decided and not yet told: the complainant must not learn of it.
    const decided = told || chance.happens(0.3);
    register(
      inventProcedure(chance, incident, plainte.procedureId, incident.bailleurId, told),
      decided ? told : null,
      plainte.dateDepot,
    );
  }
  for (let left = scaled(proceduresOfTheForces, scale); left > 0; left--) {
    const incident = chance.pick(
      incidents.filter((candidate) => candidate.infractionCode !== null),
    );
    const told = chance.happens(0.5);
    register(
      inventProcedure(chance, incident, chance.id(), null, told),
      told ? true : null,
      incident.dateFaits,
    );
  }
  return made;
}

function inventPlainte(
  chance: Chance,
  incident: Stored<Incident>,
  etat: Plainte['etat'],
  procedureId: string | null,
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
      etat === 'DEPOSEE' ? null : `${dateDepot.slice(0, 4)}/${chance.integer(1000, 99_999)}`,
    recepisse: etat !== 'DEPOSEE',
    qualificationCodes: incident.infractionCode === null ? [] : [incident.infractionCode],
    etat,
    procedureId,
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
