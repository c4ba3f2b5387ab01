import type { Partner } from '../../databases.js';
import type { Annuaire } from '../annuaire.js';
import type { InventedData, WithoutHistories } from '../invented-data.js';
import { chronicle, type Passage } from './chronicle.js';
import { ofCities } from './of-cities.js';
import { ofJustice } from './of-justice.js';
import { ofLandlords } from './of-landlords.js';
import type { Remember } from './passages.js';

/**
 * The same rows with the history that led to them, told by each partner of its own.
 * @param annuaire with the instances, which stand in the first block alone.
 * @param block of the data, which the ids of its passages begin with.
 */
export function withHistories(
  data: WithoutHistories,
  annuaire: Annuaire,
  day: string,
  block: number,
): InventedData {
  const nextId = idsOf(block);
  const passages: Record<Partner, Passage[]> = { ville: [], bailleurs: [], justice: [] };
  const keeping =
    (partner: Partner): Remember =>
    (table, rows, stepsOf, initial) => {
      const told = chronicle(table, day, nextId, rows, stepsOf, initial);
      for (const passage of told.passages) passages[partner].push(passage);
      return told.rows;
    };
  const { plaintes, ...landlords } = ofLandlords(data, keeping('bailleurs'));
  const { rappels, transactions, ...cities } = ofCities(data, annuaire, day, keeping('ville'));
  const { procedures, avis, homologations, judiciaire } = ofJustice(data, keeping('justice'));
  return {
    ...data,
    ...landlords,
    ...cities,
    judiciaire,
    suitesPenales: { ...data.suitesPenales, plaintes, procedures },
    rappelsOrdre: { rappels, avis },
    transactions: { transactions, homologations },
    passages,
  };
}

/** One after the other, of every block its own. */
function idsOf(block: number): () => string {
  let last = 0;
  const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0');
  return () => `${hex(block + 1, 8)}-0000-4000-8000-${hex(++last, 12)}`;
}
