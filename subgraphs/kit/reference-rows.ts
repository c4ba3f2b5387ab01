import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { startingAlone } from './migrate.js';

/**
 * Brings official rows into a table of reference: what differs is written, what is right is left
 * alone, and then only reading is asked of the account. Rows that are not official stay, and so do
 * values of which the official rows know nothing (null): a partner may have them from elsewhere.
 */
export async function bringUpToDate<Row extends ObjectLiteral>(
  dataSource: DataSource,
  entity: EntityTarget<Row>,
  official: readonly Partial<Row>[],
  key: readonly (keyof Row & string)[],
): Promise<void> {
  const differing = async (): Promise<Partial<Row>[]> => {
    const stored = await dataSource.getRepository(entity).find();
    const byKey = new Map(stored.map((row) => [keyOf(row, key), row]));
    return official
      .map((row) => completed(row, byKey.get(keyOf(row, key))))
      .filter((row) => differs(row, byKey.get(keyOf(row, key))));
  };
  if ((await differing()).length === 0) return;
  await startingAlone(dataSource, async () => {
    // Another process that starts may have been quicker.
    const rows = await differing();
    if (rows.length > 0) await dataSource.getRepository(entity).upsert(rows, [...key]);
  });
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
