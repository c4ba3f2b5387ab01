import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { IsNull } from 'typeorm';
import { fillDatabases } from '../../demo/data/fill-databases.js';
import { inventBlocks } from '../../demo/data/invent.js';
import { bailleurs } from '../../subgraphs/bailleurs/bailleurs.js';
import { Incident } from '../../subgraphs/bailleurs/incident/incident.js';
import { Commune } from '../../subgraphs/bailleurs/territoire/commune.js';
import { openDataSource } from '../../subgraphs/kit/data-source.js';
import { describeOnMariaDb, sharedMariaDb } from '../harness/mariadb.js';

// SQLite takes any text into any column: only here does a code that is too long show.
describeOnMariaDb('the invented data', () => {
  it('fills MariaDB', async () => {
    const mariaDb = await sharedMariaDb();
    const urls = {
      ville: await mariaDb.createDatabase(),
      bailleurs: await mariaDb.createDatabase(),
      justice: await mariaDb.createDatabase(),
    };
    const signataires = ['ekidom', 'sem-hpc', 'ville-poitiers'];
    const blocks = [...inventBlocks(signataires, 0.1, '2026-11-23', 2)];
    await fillDatabases((partner) => urls[partner], blocks);
    const filled = await openDataSource(urls.bailleurs, bailleurs);
    const invented = blocks.flatMap(({ incidents }) => incidents);
    expect(await filled.getRepository(Incident).count()).toBe(invented.length);
    // The indexes that were put aside meanwhile are there again.
    const drift = await filled.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
    expect(await filled.getRepository(Commune).countBy({ zone: IsNull() })).toBe(0);
    await filled.destroy();
  });
});
