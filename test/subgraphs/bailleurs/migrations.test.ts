import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { isSqlite } from '../../../subgraphs/kit/is-sqlite.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import { fillStock } from './stock.js';

onBothDatabases(bailleurs, fillStock, (on) => {
  on('carries rows through every migration after the first, both ways', async ({ running }) => {
    const dataSource = running.dataSource as DataSource;
    // What the old, narrower column holds too.
    await dataSource.getRepository(Incident).updateAll({ victimeItt: 'AUCUNE' });
    const read = () => dataSource.getRepository(Incident).find({ order: { id: 'ASC' } });
    const before = await read();
    expect(before).toHaveLength(5);
    // TypeORM switches them off for the way there, but on the way back only once it is too late.
    const onSqlite = isSqlite(dataSource.options);
    if (onSqlite) await dataSource.query('PRAGMA foreign_keys = OFF');
    for (let i = 1; i < bailleurs.migrations.length; i += 1) await dataSource.undoLastMigration();
    if (onSqlite) await dataSource.query('PRAGMA foreign_keys = ON');
    await dataSource.runMigrations();
    expect(await read()).toEqual(before);
    const log = await dataSource.driver.createSchemaBuilder().log();
    expect(log.upQueries.map(({ query }) => query)).toEqual([]);
  });
});
