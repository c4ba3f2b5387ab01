import type { Incident } from '../../subgraphs/bailleurs/incident/incident.js';
import type { Plainte } from '../../subgraphs/bailleurs/plainte/plainte.js';
import {
  EnseignementRetex,
  MesureProtection,
  StatutProtection,
} from '../../subgraphs/bailleurs/protection/protection-enums.js';
import type { ProtectionPersonnel } from '../../subgraphs/bailleurs/protection/protection-personnel.js';
import { scaled, type Chance } from './chance.js';
import type { Stored } from './rows.js';

const inAll = 56;
const statuts = Object.keys(StatutProtection) as StatutProtection[];
const mesures = Object.keys(MesureProtection) as MesureProtection[];
const enseignements = Object.keys(EnseignementRetex) as EnseignementRetex[];
const staff = new Set<string | null>(['SALARIE', 'PRESTATAIRE']);

/** In every state, in turn, each with what its steps say. */
export function inventProtections(
  chance: Chance,
  incidents: readonly Stored<Incident>[],
  plaintes: readonly Stored<Plainte>[],
  scale: number,
): Stored<ProtectionPersonnel>[] {
  const struck = incidents.filter(({ victimeQualite }) => staff.has(victimeQualite));
  const complaints = new Map(plaintes.map(({ incidentId, id }) => [incidentId, id]));
  return Array.from({ length: Math.max(statuts.length, scaled(inAll, scale)) }, (_, index) => {
    const reached = index % statuts.length;
    const incident = chance.pick(struck);
    const dateDeclaration = chance.after(incident.dateFaits, 0, 2);
    const past = (statut: StatutProtection): boolean => reached >= statuts.indexOf(statut);
    return {
      id: chance.id(),
      bailleurId: incident.bailleurId,
      incidentId: incident.id,
      dateDeclaration,
      declarant: chance.pick(['SALARIE', 'ENCADREMENT']),
      mesures: past('MESURES_IMMEDIATES') ? [chance.pick(mesures)] : [],
      plaintePersonnelle: past('PLAINTE')
        ? chance.weighted({ DEPOSEE: 60, NON_DEPOSEE: 25, NON_DITE: 15 })
        : null,
      plainteId: past('PLAINTE') ? (complaints.get(incident.id) ?? null) : null,
      domiciliation: past('DOMICILIATION_PRO')
        ? chance.weighted({ DEMANDEE: 70, DECLINEE: 30 })
        : null,
      enseignements: past('RETEX') ? [chance.pick(enseignements)] : [],
      statut: statuts[reached] ?? 'FAIT_DECLARE',
      version: reached + 1,
      statutDepuis: new Date(`${dateDeclaration}T08:00:00Z`),
    };
  });
}
