import { expect } from '@jest/globals';
import { isSqlite } from '../../../subgraphs/kit/is-sqlite.js';
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

  on('reads many rows by their keys, and not all rows of the caller’s place', async (subgraph) => {
    const { dataSource } = subgraph.running;
    // A server looks into its indexes before it chooses one; SQLite takes every value for a rare one.
    if (!dataSource || !isSqlite(dataSource.options)) return;
    const query =
      'query ($many: [_Any!]!) { _entities(representations: $many) { ... on Incident { id auteurPresume { lienBail } } } }';
    const many = Array.from({ length: 40 }, (_, index) => ({
      __typename: 'Incident',
      id: index === 0 ? 'i-a' : `i-${index}`,
    }));
    const plans: string[] = [];
    for (const caller of [callers.poitiers, callers.ekidom, callers.police, callers.parquet]) {
      const asked = await subgraph.boundStatements(() => subgraph.ask(caller, query, { many }));
      const reading = asked.filter(({ text }) => / FROM "incident" "ligne"/.test(text));
      expect(reading.length).toBeGreaterThan(0);
      for (const { text, values } of reading) {
        const steps = await dataSource.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${text}`, [
          ...values,
        ]);
        plans.push(...steps.map(({ detail }) => detail).filter((step) => / ligne /.test(step)));
      }
    }
    expect(new Set(plans)).toEqual(
      new Set(['SEARCH ligne USING INDEX sqlite_autoindex_incident_1 (id=?)']),
    );
  });
});
