import { aMonthAfter, daysAfter } from '../../schema/contract/civil-day.js';
import {
  MotifRefusInjonction,
  StatutInjonction,
} from '../../subgraphs/bailleurs/injonction/injonction-enums.js';
import type { InjonctionPrefectorale } from '../../subgraphs/bailleurs/injonction/injonction-prefectorale.js';
import type { Residence } from '../../subgraphs/bailleurs/residence/residence.js';
import { scaled, type Chance } from './chance.js';
import type { Stored } from './rows.js';

const inAll = 20;
const statuts = Object.keys(StatutInjonction) as StatutInjonction[];
const motifs = Object.keys(MotifRefusInjonction) as MotifRefusInjonction[];

/**
 * In every state, in turn; of what is still open the term lies ahead.
 * @param block numbered on from those before it, which are of the same scale.
 */
export function inventInjonctions(
  chance: Chance,
  residences: readonly Stored<Residence>[],
  scale: number,
  block: number,
): Stored<InjonctionPrefectorale>[] {
  const length = Math.max(statuts.length, scaled(inAll, scale));
  return Array.from({ length }, (_, index) => {
    const statut = statuts[index % statuts.length] ?? 'ENJOINTE';
    const residence = chance.pick(residences);
    const open = statut === 'ENJOINTE' || statut === 'REPONSE';
    const dateInjonction = chance.daysAgo(open ? chance.integer(3, 12) : chance.integer(60, 300));
    const refused = (statut === 'CARENCE' || statut === 'SUBSTITUTION') && chance.happens(0.5);
    const answered = refused || statut === 'REPONSE' || statut === 'JUGE_SAISI';
    const dateReponse = answered ? chance.after(dateInjonction, 1, 14) : null;
    const seised = statut === 'JUGE_SAISI' || statut === 'SUBSTITUTION';
    const dateSaisine = seised ? chance.after(dateInjonction, 20, 40) : null;
    const due = dateReponse === null ? daysAfter(dateInjonction, 15) : aMonthAfter(dateReponse);
    return {
      id: chance.id(),
      bailleurId: residence.bailleurId,
      residenceId: residence.id,
      reference: `86-${dateInjonction.slice(0, 4)}/${String(block * length + index + 1).padStart(3, '0')}`,
      dateInjonction,
      dateLimite: refused ? null : due,
      reponse: answered ? (refused ? 'REFUSE' : 'SAISIT') : null,
      dateReponse,
      motifRefus: refused ? chance.pick(motifs) : null,
      dateSaisine,
      statut,
      version: 1,
      statutDepuis: new Date(`${dateSaisine ?? dateReponse ?? dateInjonction}T08:00:00Z`),
    };
  });
}
