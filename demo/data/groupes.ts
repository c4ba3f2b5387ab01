import { analystOf } from '../identity-provider/analyst.js';
import type { MandatGroupe } from '../../subgraphs/ville/mandat/mandat-groupe.js';
import {
  lastDayBefore25,
  archivedUntil,
  yearsAfter,
} from '../../subgraphs/ville/situation/retention.js';
import {
  MotifSituation,
  OrientationSituation,
  StatutSituation,
} from '../../subgraphs/ville/situation/situation-enums.js';
import type { SituationSuivie } from '../../subgraphs/ville/situation/situation-suivie.js';
import type { Annuaire } from './annuaire.js';
import type { Chance } from './chance.js';
import type { Stored } from './rows.js';

export interface Groupes {
  readonly mandats: readonly Stored<MandatGroupe>[];
  readonly situations: readonly Stored<SituationSuivie>[];
}

const situationsInEachState = 3;
const statuts = Object.keys(StatutSituation) as StatutSituation[];
const motifs = Object.keys(MotifSituation) as MotifSituation[];
const orientations = Object.keys(OrientationSituation) as OrientationSituation[];
const workingGroups = new Set(['GROUPE_TRAVAIL', 'CELLULE_VEILLE']);

/**
 * In each working group one person of every member, and situations in every state. The accounts are
 * those of the demonstration's issuers: those who sign in at the desk.
 */
export function inventGroupes(chance: Chance, annuaire: Annuaire): Groupes {
  const groups = annuaire.instances.filter(({ type }) => workingGroups.has(type));
  const mandats = groups.flatMap(({ id: instanceId }) =>
    annuaire.membres
      .filter((membre) => membre.instanceId === instanceId)
      .flatMap(({ signataireId }) => {
        const correspondantId = annuaire.titulaires.get(signataireId);
        if (correspondantId === undefined) return [];
        const given = { instanceId, signataireId, correspondantId };
        return [
          { ...given, statut: 'EN_VIGUEUR' as const, compte: analystOf(signataireId), fin: null },
          // Who sat there before.
          {
            ...given,
            statut: 'TERMINE' as const,
            compte: `${signataireId}-ancien`,
            fin: chance.daysAgo(60),
          },
        ].map((mandat) => ({
          id: chance.id(),
          debut: chance.daysAgo(chance.integer(300, 600)),
          version: 1,
          statutDepuis: new Date(`${chance.daysAgo(60)}T08:00:00Z`),
          ...mandat,
        }));
      }),
  );
  const situations = groups.flatMap(({ id }) =>
    statuts.flatMap((statut) =>
      Array.from({ length: situationsInEachState }, () => inventSituation(chance, id, statut)),
    ),
  );
  return { mandats, situations };
}

function inventSituation(
  chance: Chance,
  instanceId: string,
  statut: StatutSituation,
): Stored<SituationSuivie> {
  const dateNaissance = chance.daysAgo(chance.integer(12 * 365, 20 * 365));
  const dateInscription = chance.daysAgo(chance.integer(100, 300));
  const dateExamen = statut === 'INSCRITE' ? null : chance.after(dateInscription, 10, 60);
  const isClosed = statut === 'CLOSE';
  const limit = lastDayBefore25(dateNaissance);
  return {
    id: chance.id(),
    instanceId,
    motifs: [chance.pick(motifs)],
    orientation: dateExamen === null ? null : chance.pick(orientations),
    dateInscription,
    dateExamen,
    prochainExamen: isClosed ? null : yearsAfter(dateExamen ?? dateInscription, 1),
    conservationJusque: isClosed ? archivedUntil(dateExamen ?? dateInscription, limit) : limit,
    personneNom: isClosed ? null : chance.lastName(),
    personnePrenom: isClosed ? null : chance.firstName(),
    personneDateNaissance: isClosed ? null : dateNaissance,
    personneAdresse: isClosed ? null : chance.street(),
    statut,
    version: 1,
    statutDepuis: new Date(`${dateExamen ?? dateInscription}T08:00:00Z`),
  };
}
