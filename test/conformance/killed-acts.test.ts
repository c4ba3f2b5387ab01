import 'reflect-metadata';
import { afterAll, beforeAll, test } from '@jest/globals';
import { describeOnMariaDb, sharedMariaDb } from '../harness/mariadb.js';
import { World } from '../harness/world.js';
import { actsAsked, actWhileKilled } from './killed-acts.js';

describeOnMariaDb('on MariaDB', () => {
  let world: World;

  beforeAll(async () => {
    const mariaDb = await sharedMariaDb();
    const nothing = () => Promise.resolve();
    const fill = { ville: nothing, bailleurs: nothing, justice: nothing };
    world = await World.start(fill, undefined, () => mariaDb.createDatabase());
  }, 120_000);

  afterAll(() => world.stop());

  test(
    'nothing is lost and nothing done twice, whichever process is killed',
    async () => {
      await actWhileKilled(world, actsAsked(24));
    },
    process.env['ACTS'] ? 3_600_000 : 120_000,
  );
});
