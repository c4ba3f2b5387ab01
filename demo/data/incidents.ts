import type { Incident } from '../../subgraphs/bailleurs/incident/incident.js';
import type { TypeIncident } from '../../subgraphs/bailleurs/incident/type-incident.js';
import type { Entree } from '../../subgraphs/bailleurs/residence/entree.js';
import { scaled, type Chance } from './chance.js';
import { incidentKinds, victimOf } from './incident-kinds.js';
import type { Patrimoine } from './patrimoine.js';
import { byResidence, type Stored } from './rows.js';

const incidentsInAll = 8000;
const threeYears = 3 * 365;
const weights = Object.fromEntries(
  Object.entries(incidentKinds).map(([type, { weight }]) => [type, weight]),
) as Record<TypeIncident, number>;

/** Three years of facts, more of them where the résidence lies in a quartier. */
export function inventIncidents(
  chance: Chance,
  { residences, entrees }: Patrimoine,
  scale: number,
): Stored<Incident>[] {
  const often = residences.flatMap((residence) =>
    residence.quartierCode === null ? [residence] : [residence, residence, residence],
  );
  const halls = byResidence(entrees);
  return Array.from({ length: scaled(incidentsInAll, scale) }, () => {
    const residence = chance.pick(often);
    const type = chance.weighted(weights);
    const { gravite, infraction, lieux } = incidentKinds[type];
    const dateFaits = chance.daysAgo(chance.integer(0, threeYears));
    const victimeQualite = victimOf(type);
    const auteurConnu = chance.happens(victimeQualite === null ? 0.12 : 0.45);
    const lieuType = chance.pick(lieux);
    const damage = type.startsWith('B_');
    return {
      id: chance.id(),
      residenceId: residence.id,
      bailleurId: residence.bailleurId,
      communeCode: residence.communeCode,
      quartierCode: residence.quartierCode,
      type,
      gravite,
      moisFaits: dateFaits.slice(0, 7),
      dateFaits,
      trancheHoraire: chance.weighted({ MATIN: 15, APRES_MIDI: 25, SOIREE: 35, NUIT: 25 }),
      lieuType,
      recurrence: chance.happens(0.35),
      infractionCode: infraction,
      entreeId: lieuType === 'HALL' ? hallOf(chance, halls.get(residence.id)) : null,
      coutEstime: damage ? chance.integer(4, 400) * 10 : null,
      victimeQualite,
      victimeItt: victimeQualite === null ? null : ittOf(chance, type),
      victimeIdentite: victimeQualite === null ? null : chance.person(),
      auteurConnu,
      auteurIdentite: auteurConnu ? chance.person() : null,
      ...stateOf(dateFaits, gravite),
      auteurLienBail: auteurConnu ? chance.pick(['TITULAIRE', 'OCCUPANT', 'AUCUN'] as const) : null,
    };
  });
}

/** Open or closed, by the day of the facts: without a call of chance, what follows stays as it was. */
function stateOf(
  dateFaits: string,
  gravite: number,
): Pick<Incident, 'statut' | 'version' | 'statutDepuis' | 'appel17'> {
  return {
    statut: Number(dateFaits.slice(8)) % 3 === 0 ? 'OUVERT' : 'CLOS',
    version: 1,
    statutDepuis: null,
    appel17: gravite === 4,
  };
}

function hallOf(chance: Chance, halls: readonly Stored<Entree>[] = []): string | null {
  return halls.length === 0 ? null : chance.pick(halls).id;
}

function ittOf(chance: Chance, type: TypeIncident): Incident['victimeItt'] {
  if (!/_(PHYS|ARME)$/.test(type)) return 'AUCUNE';
  return chance.weighted({ AUCUNE: 40, HUIT_JOURS_AU_PLUS: 45, PLUS_DE_HUIT_JOURS: 15 });
}
