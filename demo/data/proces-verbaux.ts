import {
  StatutProcesVerbal,
  type ProcesVerbalBailleur,
} from '../../subgraphs/bailleurs/proces-verbal/proces-verbal.js';
import type { Residence } from '../../subgraphs/bailleurs/residence/residence.js';
import { scaled, type Chance } from './chance.js';
import type { Stored } from './rows.js';

const inAll = 48;
const statuts = Object.keys(StatutProcesVerbal) as StatutProcesVerbal[];
const infractions = ['degradation-legere', 'depot-ordures', 'abandon-epave', 'tapage'];

/** In every state, in turn; what is still to be sent was seen in the last days. */
export function inventProcesVerbaux(
  chance: Chance,
  residences: readonly Stored<Residence>[],
  scale: number,
): Stored<ProcesVerbalBailleur>[] {
  return Array.from({ length: Math.max(statuts.length, scaled(inAll, scale)) }, (_, index) => {
    const statut = statuts[index % statuts.length] ?? 'ETABLI';
    const residence = chance.pick(residences);
    const dateConstat = chance.daysAgo(
      statut === 'ETABLI' ? chance.integer(0, 3) : chance.integer(40, 300),
    );
    const dateTransmission = statut === 'TRANSMIS' ? chance.after(dateConstat, 1, 4) : null;
    return {
      id: chance.id(),
      bailleurId: residence.bailleurId,
      residenceId: residence.id,
      dateConstat,
      dateLimite: chance.term(dateConstat, 5, 5),
      infractionCodes: [chance.pick(infractions)],
      dateTransmission,
      statut,
      version: 1,
      statutDepuis: new Date(`${dateTransmission ?? dateConstat}T08:00:00Z`),
    };
  });
}
