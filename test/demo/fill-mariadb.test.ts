import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fillDatabases } from '../../demo/data/fill-databases.js';
import { inventData } from '../../demo/data/invent.js';
import { bailleurs } from '../../subgraphs/bailleurs/bailleurs.js';
import { Incident } from '../../subgraphs/bailleurs/incident/incident.js';
import { openDataSource } from '../../subgraphs/kit/data-source.js';
import { describeOnMariaDb, startMariaDb, type MariaDb } from '../harness/mariadb.js';

// SQLite takes any text into any column: only here does a code that is too long show.
describeOnMariaDb('the invented data', () => {
  let mariaDb: MariaDb;

  beforeAll(async () => {
    mariaDb = await startMariaDb();
  }, 60_000);

  afterAll(() => mariaDb.stop());

  it('fills MariaDB', async () => {
    const urls = {
      ville: await mariaDb.createDatabase(),
      bailleurs: await mariaDb.createDatabase(),
      justice: await mariaDb.createDatabase(),
    };
    const data = inventData(['ekidom', 'sem-hpc', 'ville-poitiers'], 0.1, '2026-11-23');
    await fillDatabases((partner) => urls[partner], data);
    const filled = await openDataSource(urls.bailleurs, bailleurs);
    expect(await filled.getRepository(Incident).count()).toBe(data.incidents.length);
    await filled.destroy();
  }, 60_000);
});
