import { expect } from '@jest/globals';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import { callers, fillStock } from './stock.js';

/** Root look-ups of rows that have readers: a row of the caller's, and one of somebody else's. */
const lookUps = [
  ['incident', callers.poitiers, 'i-a', 'i-c'],
  ['incident', callers.parquet, 'i-b', 'i-a'],
  ['signalement', callers.ekidom, 's-f', 's-b'],
  ['signalement', callers.police, 's-a', 's-f'],
  ['plainte', callers.parquet, 'p-b', null],
  ['plainte', callers.ekidom, null, 'p-b'],
] as const;

onBothDatabases(bailleurs, fillStock, (on) => {
  on('answers a foreign id of a root look-up as an unknown one, to the byte', async (subgraph) => {
    for (const [field, caller, own, foreign] of lookUps) {
      const query = `query ($id: ID!) { one: ${field}(id: $id) { id } }`;
      const text = async (id: string) => {
        const { text: body, status } = await subgraph.ask(caller, query, { id });
        return { body, status };
      };
      const unknown = await text('inconnu');
      expect(unknown).toEqual({ body: '{"data":{"one":null}}\n', status: 200 });
      if (foreign !== null) expect(await text(foreign)).toEqual(unknown);
      if (own !== null) {
        expect(await text(own)).toEqual({
          body: `{"data":{"one":{"id":"${own}"}}}\n`,
          status: 200,
        });
        // Identifiers are compared as bytes on both databases.
        expect(await text(own.toUpperCase())).toEqual(unknown);
        expect(await text(`${own} `)).toEqual(unknown);
      }
    }
  });

  on('asks the same statements for a foreign id as for an own one', async (subgraph) => {
    const query = 'query ($id: ID!) { incident(id: $id) { id } }';
    const statements = (id: string) =>
      subgraph.statements(() => subgraph.ask(callers.grandPoitiers, query, { id }));
    expect(await statements('i-e')).toEqual(await statements('i-a'));
  });
});
