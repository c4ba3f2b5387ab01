import type { DataSource } from 'typeorm';
import { openDataSource } from '../../subgraphs/kit/data-source.js';
import type { Subgraph } from '../../subgraphs/kit/subgraph.js';
import type { TableRows } from './rows.js';

/** Rows per statement: SQLite takes no more than 32,766 parameters. */
const rowsPerStatement = 500;

/** Migrates one partner's database, imports its territories and fills it. */
export async function seedDatabase<Services>(
  url: string,
  partner: Subgraph<Services>,
  tables: readonly TableRows[],
): Promise<void> {
  const dataSource = await openDataSource(url, partner);
  try {
    // Nothing that runs by the clock: the rows to come are as they are meant to be.
    await partner.open?.({
      env: {},
      dataSource,
      writes: null,
      outbox: null,
      warn: () => undefined,
    });
    for (const table of tables) await insert(dataSource, table);
  } finally {
    await dataSource.destroy();
  }
}

function insert(dataSource: DataSource, { entity, rows }: TableRows): Promise<void> {
  return dataSource.transaction(async (manager) => {
    for (let start = 0; start < rows.length; start += rowsPerStatement) {
      await manager
        .createQueryBuilder()
        .insert()
        .into(entity)
        .values(rows.slice(start, start + rowsPerStatement))
        .updateEntity(false)
        .execute();
    }
  });
}
