import type { ActionPrevention } from '../../subgraphs/ville/action/action-prevention.js';
import {
  StatutActionPrevention,
  TypeActionPrevention,
} from '../../subgraphs/ville/action/action-enums.js';
import { scaled, type Chance } from './chance.js';
import { stocks } from './places.js';
import type { Stored } from './rows.js';

const actionsInAll = 40;
const statuts = Object.keys(StatutActionPrevention) as StatutActionPrevention[];
const types = Object.keys(TypeActionPrevention) as TypeActionPrevention[];

/** Every state, in turn, carried by the landlord of a place. */
export function inventActions(
  chance: Chance,
  residences: readonly { readonly id: string; readonly communeCode: string }[],
  scale: number,
): Stored<ActionPrevention>[] {
  const carriers = new Set(stocks.map(({ bailleur }) => bailleur));
  return Array.from(
    { length: Math.max(statuts.length, scaled(actionsInAll, scale)) },
    (_, index) => {
      const statut = statuts[index % statuts.length] ?? 'PREVUE';
      const { id, communeCode } = chance.pick(residences);
      const [porteurId = ''] = id.split(':').filter((part) => carriers.has(part));
      // What is not over goes on, and what is announced lies ahead.
      const debut = statut === 'PREVUE' ? chance.term(chance.day, 10, 60) : chance.daysAgo(200);
      const isOver = statut === 'TERMINEE';
      return {
        id: chance.id(),
        type: chance.pick(types),
        porteurId,
        communeCode,
        residenceIds: [id],
        debut,
        fin: isOver ? chance.after(debut, 30, 90) : chance.term(debut, 210, 400),
        bilanInterventions: isOver ? chance.integer(4, 60) : null,
        bilanHeures: isOver ? chance.integer(10, 300) : null,
        bilanPersonnes: isOver ? chance.integer(2, 200) : null,
        statut,
        version: 1,
        statutDepuis: new Date(`${chance.daysAgo(60)}T08:00:00Z`),
      };
    },
  );
}
