import type { DataSource, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { startingAlone } from './migrate.js';

/**
 * Brings official rows into a table of reference: what differs is written, what is right is left
 * alone, and then only reading is asked of the account. Rows that are not official stay, and so do
 * values of which the official rows know nothing (null): a partner may have them from elsewhere.
 * @param others 'removed' where nobody but this writes the table: what is not official goes.
 */
export async function bringUpToDate<Row extends ObjectLiteral>(
  dataSource: DataSource,
  entity: EntityTarget<Row>,
  official: readonly Partial<Row>[],
  key: readonly (keyof Row & string)[],
  others: 'stay' | 'removed' = 'stay',
): Promise<void> {
  const table = dataSource.getRepository(entity);
  const known = new Set(official.map((row) => keyOf(row, key)));
  const differences = async (): Promise<{ write: Partial<Row>[]; remove: Row[] }> => {
    const stored = await table.find();
    const byKey = new Map(stored.map((row) => [keyOf(row, key), row]));
    return {
      write: official
        .map((row) => completed(row, byKey.get(keyOf(row, key))))
        .filter((row) => differs(row, byKey.get(keyOf(row, key)))),
      remove: others === 'stay' ? [] : stored.filter((row) => !known.has(keyOf(row, key))),
    };
  };
  const seen = await differences();
  if (seen.write.length + seen.remove.length === 0) return;
  await startingAlone(dataSource, async () => {
    // Another process that starts may have been quicker.
    const { write, remove } = await differences();
    // One by one: no statement grows with the table.
    for (const row of remove) await table.delete(criteriaOf(row, key));
    if (write.length > 0) await table.upsert(write, [...key]);
  });
}

function criteriaOf<Row extends ObjectLiteral>(
  row: Row,
  key: readonly (keyof Row & string)[],
): FindOptionsWhere<Row> {
  return Object.fromEntries(
    key.map((property) => [property, row[property]]),
  ) as FindOptionsWhere<Row>;
}

function keyOf<Row>(row: Partial<Row>, key: readonly (keyof Row)[]): string {
  return JSON.stringify(key.map((property) => row[property]));
}

function completed<Row>(official: Partial<Row>, stored: Row | undefined): Partial<Row> {
  if (!stored) return official;
  const known = Object.entries(official).filter(([, value]) => value !== null);
  // Every column of the official row, so that rows of one statement have the same.
  const unknown = Object.keys(official).map((property) => [
    property,
    stored[property as keyof Row],
  ]);
  return Object.fromEntries([...unknown, ...known]) as Partial<Row>;
}

function differs<Row>(row: Partial<Row>, stored: Row | undefined): boolean {
  if (!stored) return true;
  return Object.entries(row).some(
    ([property, value]) =>
      JSON.stringify(stored[property as keyof Row] ?? null) !== JSON.stringify(value ?? null),
  );
}
