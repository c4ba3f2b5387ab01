import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { Kind, parse, print } from 'graphql';
import type { DataSource } from 'typeorm';
import { isSqlite } from '../../../subgraphs/kit/is-sqlite.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import type { BoundStatement } from '../../harness/subgraph.js';
import { hiddenRows } from './hidden-rows.js';

/** What is looked for all the time, whoever asks: what goes out to partners. */
const outgoing = /^(?:(?!FROM).)*FROM [`"]\w+_sortante?[`"]/s;

it('tries a row of each type whose rows its owner rules', () => {
  const untried = hiddenRows.flatMap(({ declared, kinds }) => {
    const path = new URL(`../../../../schema/${declared.name}.graphql`, import.meta.url);
    const { definitions } = parse(readFileSync(path, 'utf8'));
    const types = definitions.filter((type) => type.kind === Kind.OBJECT_TYPE_DEFINITION);
    const tried = kinds.map(({ query }) => query).join('\n');
    const lookUps = types
      .filter(({ name }) => name.value === 'Query')
      .flatMap(({ fields = [] }) => fields)
      .filter(({ name }) => tried.includes(` ${name.value}(id: $id)`))
      .map(({ type }) => print(type));
    return types
      .filter(({ directives = [] }) => directives.some(({ name }) => name.value === 'rowRuled'))
      .map(({ name }) => name.value)
      .filter((name) => !lookUps.includes(name) && !tried.includes(`"${name}"`));
  });
  expect(untried).toEqual([]);
});

for (const { declared, fill, kinds } of hiddenRows) {
  onBothDatabases(declared, fill, (on) => {
    for (const { about, caller, query, hidden, absent, answer, spoiled } of kinds) {
      on(
        `asks the same statements for what is hidden and for what is not there: ${about}`,
        async (subgraph) => {
          const once = async (id: string): Promise<readonly string[]> => {
            let text = '';
            const seen = await subgraph.statements(async () => {
              text = (await subgraph.ask(caller, query, { id })).text;
            });
            expect(text).toBe(answer);
            return seen.filter(
              (statement) => statement.startsWith('SELECT') && !outgoing.test(statement),
            );
          };
          // What is looked for each hour, such as what was kept too long, is not there twice.
          const statements = async (id: string): Promise<readonly string[]> => {
            const again = await once(id);
            return (await once(id)).filter((statement) => again.includes(statement));
          };
          const asked = await statements(hidden);
          expect(asked).toEqual(await statements(absent));
          // The rule is in it: nothing is judged after it came.
          const from = asked.filter((statement) =>
            new RegExp(`FROM [\`"]${spoiled[0]?.table ?? ''}[\`"]`).test(statement),
          );
          expect(from).toHaveLength(1);
        },
      );

      on(`is planned alike whether it is hidden or not there: ${about}`, async (subgraph) => {
        const planOf = async (id: string): Promise<readonly string[]> => {
          const asked = await subgraph.boundStatements(() => subgraph.ask(caller, query, { id }));
          const lookUp = asked.find(({ text }) =>
            new RegExp(`^SELECT.* FROM [\`"]${spoiled[0]?.table ?? ''}[\`"]`, 's').test(text),
          );
          if (!lookUp) throw new Error('nothing is looked for');
          return plan(subgraph.running.dataSource, lookUp);
        };
        expect(await planOf(hidden)).toEqual(await planOf(absent));
      });

      on(`gives no error of a hidden row that cannot be read: ${about}`, async (subgraph) => {
        const { dataSource } = subgraph.running;
        if (!dataSource) throw new Error('no database');
        for (const { table, column, key } of spoiled) {
          const spoil = `UPDATE \`${table}\` SET ${column} = 'FAUX{' WHERE ${key} = ?`;
          // MariaDB itself takes no such text into a column of JSON.
          if (column.endsWith('Codes') && !isSqlite(dataSource.options)) {
            await expect(dataSource.query(spoil, [hidden])).rejects.toThrow('CONSTRAINT');
            continue;
          }
          await dataSource.query(spoil, [hidden]);
          const stored: { spoiled: unknown }[] = await dataSource.query(
            `SELECT ${column} AS spoiled FROM \`${table}\` WHERE ${key} = ?`,
            [hidden],
          );
          expect(stored).toEqual([{ spoiled: 'FAUX{' }]);
        }
        const { text, errors } = await subgraph.ask(caller, query, { id: hidden });
        expect([text, errors]).toEqual([answer, []]);
      });
    }
  });
}

/**
 * What the database plans: each of the statement's own tables and how it is come to, and which rules it
 * asks of other tables. Not what those find, which is planned alike and costs a row.
 */
async function plan(
  dataSource: DataSource | null,
  { text, values }: BoundStatement,
): Promise<readonly string[]> {
  if (!dataSource) throw new Error('no database');
  if (isSqlite(dataSource.options)) {
    const steps: { detail: string }[] = await dataSource.query(`EXPLAIN QUERY PLAN ${text}`, [
      ...values,
    ]);
    return steps.map(({ detail }) => detail);
  }
  const steps: PlannedStep[] = await dataSource.query(`EXPLAIN ${text}`, [...values]);
  return steps.map(({ id, select_type: kind, table, type }) =>
    kind === 'PRIMARY' || kind === 'SIMPLE' || table === 'cherchee'
      ? `${id} ${kind} ${table} ${type}`
      : `${id} ${kind}`,
  );
}

interface PlannedStep {
  readonly id: number;
  readonly select_type: string;
  readonly table: string | null;
  readonly type: string | null;
}
