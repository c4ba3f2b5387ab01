import {
  NiveauCommunication,
  ObjetCommunication,
  type Communication,
} from '../../subgraphs/justice/communication/communication.js';
import {
  ObjectifGltd,
  StatutGltd,
  type Gltd,
  type GltdInvite,
} from '../../subgraphs/justice/gltd/gltd.js';
import {
  NatureTravail,
  StatutPosteTravail,
  type PosteTravailInteret,
} from '../../subgraphs/justice/poste-travail/poste-travail.js';
import type { Chance } from './chance.js';
import { chatellerault, epciOf, poitiers, serviceOf, villeOf } from './places.js';
import type { Stored } from './rows.js';

export interface Judiciaire {
  readonly communications: readonly Stored<Communication>[];
  readonly gltds: readonly Stored<Gltd>[];
  readonly invites: readonly Stored<GltdInvite>[];
  readonly postes: readonly Stored<PosteTravailInteret>[];
}

export const nothingJudicial: Judiciaire = {
  communications: [],
  gltds: [],
  invites: [],
  postes: [],
};

const keysOf = <K extends string>(values: Readonly<Record<K, string>>) =>
  Object.keys(values) as K[];
const cities = [
  { commune: poitiers, quartier: 'QN08605M', bailleur: 'ekidom' },
  { commune: chatellerault, quartier: 'QN08601M', bailleur: 'habitat-vienne' },
] as const;
const texts: Readonly<Record<ObjetCommunication, string>> = {
  MESURE: 'Une mesure de réparation commence ce mois-ci dans un service de la commune.',
  DECISION: 'Une interdiction de paraître dans le quartier a été prononcée.',
};

/** In both cities every state and every object. */
export function inventJudiciaire(chance: Chance): Judiciaire {
  const gltds = cities.flatMap(({ commune, quartier }) =>
    keysOf(StatutGltd).map((statut) => inventGltd(chance, commune, quartier, statut)),
  );
  return {
    communications: cities.flatMap(({ commune }) =>
      [villeOf(commune) ?? '', epciOf(commune)].flatMap((destinataireId) =>
        keysOf(ObjetCommunication).map((objet) =>
          inventCommunication(chance, destinataireId, objet),
        ),
      ),
    ),
    gltds,
    invites: gltds.flatMap(({ id, communeCodes: [commune = ''] }) =>
      [
        serviceOf(commune),
        villeOf(commune) ?? '',
        cities.find((city) => city.commune === commune)?.bailleur ?? '',
      ].map((signataireId) => ({ gltdId: id, signataireId })),
    ),
    postes: cities.flatMap(({ commune, bailleur }) =>
      keysOf(StatutPosteTravail).flatMap((statut) =>
        [bailleur, villeOf(commune) ?? ''].map((organismeAccueilId) => ({
          id: chance.id(),
          organismeAccueilId,
          communeCode: commune,
          nature: chance.pick(keysOf(NatureTravail)),
          places: chance.integer(1, 6),
          statut,
          version: 1,
          statutDepuis: new Date(`${chance.daysAgo(chance.integer(30, 300))}T08:00:00Z`),
        })),
      ),
    ),
  };
}

function inventGltd(
  chance: Chance,
  commune: string,
  quartier: string,
  statut: StatutGltd,
): Stored<Gltd> {
  const debut = chance.daysAgo(
    statut === 'CLOS' ? chance.integer(250, 300) : chance.integer(10, 60),
  );
  return {
    id: chance.id(),
    communeCodes: [commune],
    quartierCodes: [quartier],
    debut,
    duree: 6,
    objectifs: [chance.pick(keysOf(ObjectifGltd))],
    statut,
    version: 1,
    statutDepuis: new Date(
      `${statut === 'CLOS' ? chance.after(debut, 150, 190) : debut}T08:00:00Z`,
    ),
  };
}

function inventCommunication(
  chance: Chance,
  destinataireId: string,
  objet: ObjetCommunication,
): Stored<Communication> {
  const dateEnvoi = chance.daysAgo(chance.integer(5, 300));
  return {
    id: chance.id(),
    destinataireId,
    fondement: 'csi-l132-2',
    objet,
    niveau: chance.pick(keysOf(NiveauCommunication)),
    dateEnvoi,
    corps: texts[objet],
    statut: 'ENVOYEE',
    version: 1,
    statutDepuis: new Date(`${dateEnvoi}T08:00:00Z`),
  };
}
