import type { Incident } from '../../subgraphs/bailleurs/incident/incident.js';
import type { Plainte } from '../../subgraphs/bailleurs/plainte/plainte.js';
import type { Stored } from './rows.js';

/** Incidents as they are once the persons who may be kept no longer were erased. */
export function erased(
  incidents: readonly Stored<Incident>[],
  plaintes: readonly Stored<Plainte>[],
  day: string,
): Stored<Incident>[] {
  const aYearAgo = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  const underWay = new Set(
    plaintes
      .filter(({ statut }) => statut !== 'JUGEMENT_DEFINITIF')
      .map(({ incidentId }) => incidentId),
  );
  return incidents.map((incident) => {
    if (incident.statut !== 'CLOS') return incident;
    const nobody = underWay.has(incident.id) ? {} : { auteurIdentite: null, auteurLienBail: null };
    const unnamed = incident.dateFaits < aYearAgo ? { victimeIdentite: null } : {};
    return { ...incident, ...nobody, ...unnamed };
  });
}
