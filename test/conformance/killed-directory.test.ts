import 'reflect-metadata';
import { describe, test } from '@jest/globals';
import { CityProcesses } from '../harness/city-processes.js';
import { describeOnMariaDb, sharedMariaDb } from '../harness/mariadb.js';
import { actsAsked } from './killed-acts.js';
import { nameWhileKilled } from './killed-directory.js';

const patience = process.env['ACTS'] ? 3_600_000 : 240_000;
const promise = 'no act on a line is lost or done twice at any operator, whichever is killed';

describe('on SQLite', () => {
  test(
    promise,
    async () => {
      const cities = await CityProcesses.start();
      try {
        await nameWhileKilled(cities, actsAsked(40));
      } finally {
        await cities.stop();
      }
    },
    patience,
  );
});

describeOnMariaDb('on MariaDB', () => {
  test(
    promise,
    async () => {
      const mariaDb = await sharedMariaDb();
      const cities = await CityProcesses.start(() => mariaDb.createDatabase());
      try {
        await nameWhileKilled(cities, actsAsked(20));
      } finally {
        await cities.stop();
      }
    },
    patience,
  );
});
