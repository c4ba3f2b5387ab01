import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { describeOnMariaDb, sharedMariaDb } from '../../harness/mariadb.js';
import {
  gatewayKey,
  startSubgraph,
  type Caller,
  type GatewayKey,
  type TestSubgraph,
} from '../../harness/subgraph.js';
import { callers, fillStock } from '../bailleurs/stock.js';

const landlord: Caller = {
  ...callers.ekidom,
  droits: { ...callers.ekidom.droits, 'signalement:transmission': ['patrimoine'] },
};

describeOnMariaDb('an act on a row of another', () => {
  let key: GatewayKey;
  let subgraph: TestSubgraph;

  beforeAll(async () => {
    key = await gatewayKey();
    subgraph = await startSubgraph(bailleurs, key, await (await sharedMariaDb()).createDatabase());
    const { dataSource } = subgraph.running;
    if (!dataSource) throw new Error('no database');
    await fillStock(dataSource);
  }, 60_000);

  afterAll(async () => {
    await subgraph.stop();
    key.remove();
  });

  // Whoever waited would learn that it is there, and hold up those whose row it is.
  it('neither waits for what its own people do to it nor makes them wait', async () => {
    const { dataSource } = subgraph.running;
    if (!dataSource) throw new Error('no database');
    const act = async (id: string): Promise<string> => {
      const { text } = await subgraph.ask(
        landlord,
        'mutation ($id: ID!) { fait: transmettreSignalement(id: $id) { erreurs { code } } }',
        { id },
      );
      return text;
    };
    const nothing = await act('aucun');
    expect(nothing).toContain('INTROUVABLE');
    await dataSource.transaction(async (manager) => {
      const [held]: { id: string }[] = await manager.query(
        "SELECT id FROM signalement WHERE bailleurId = 'sem-hpc' LIMIT 1 FOR UPDATE",
      );
      expect(await act(held?.id ?? '')).toBe(nothing);
    });
  });
});
