import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Environment } from '../../subgraphs/kit/config.js';
import type { Subgraph } from '../../subgraphs/kit/subgraph.js';
import { describeOnMariaDb, sharedMariaDb } from './mariadb.js';
import {
  gatewayKey,
  startSubgraph,
  type Caller,
  type GatewayKey,
  type TestSubgraph,
} from './subgraph.js';

/** Declares one test on each database. */
type On = (name: string, test: (subgraph: TestSubgraph) => Promise<void>) => void;

/** The same tests of one filled subgraph, on SQLite and on a MariaDB of their own. */
export function onBothDatabases<S>(
  declared: Subgraph<S>,
  fill: (dataSource: DataSource) => Promise<void>,
  tests: (on: On) => void,
  env: Environment = {},
): void {
  let key: GatewayKey;

  beforeAll(async () => {
    key = await gatewayKey();
  });

  afterAll(() => {
    key.remove();
  });

  describe(`${declared.name} on SQLite`, () => {
    declare(() => Promise.resolve('sqlite::memory:'));
  });

  describeOnMariaDb(`${declared.name} on MariaDB`, () => {
    declare(async () => (await sharedMariaDb()).createDatabase());
  });

  function declare(databaseUrl: () => Promise<string>): void {
    let subgraph: TestSubgraph;

    beforeAll(async () => {
      subgraph = await startSubgraph(declared, key, await databaseUrl(), env);
      if (subgraph.running.dataSource) await fill(subgraph.running.dataSource);
    });

    afterAll(() => subgraph.stop());

    tests((name, test) => {
      it(name, () => test(subgraph));
    });
  }
}

/** The data of an answer that holds no error. */
export async function dataOf(
  subgraph: TestSubgraph,
  caller: Caller,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const { data, errors } = await subgraph.ask(caller, query, variables);
  expect(errors).toEqual([]);
  return data ?? {};
}
