import type { DatabaseSync } from 'node:sqlite';

const dayLength = 86_400_000;

/** What SQL for both databases needs, and SQLite lacks: as MariaDB and MySQL have it. */
export function addSharedFunctions(database: DatabaseSync): void {
  // Whole days from the second to the first, by their dates alone; null where one is none.
  database.function('DATEDIFF', { deterministic: true }, (later, earlier) => {
    const days = (dayOf(later) - dayOf(earlier)) / dayLength;
    return Number.isNaN(days) ? null : days;
  });
}

function dayOf(value: unknown): number {
  return typeof value === 'string' ? Date.parse(`${value.slice(0, 10)}T00:00:00Z`) : Number.NaN;
}
