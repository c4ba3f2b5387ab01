import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { Kind, parse, print } from 'graphql';
import type { DataSource } from 'typeorm';
import { isSqlite } from '../../../subgraphs/kit/is-sqlite.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import type { BoundStatement } from '../../harness/subgraph.js';
import { besideOthers } from './beside-others.js';
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
          const from = asked.filter((statement) => looksUp(statement, spoiled[0]?.table));
          expect(from).toHaveLength(1);
        },
      );

      on(`is planned alike whether it is hidden or not there: ${about}`, async (subgraph) => {
        const { dataSource } = subgraph.running;
        if (!dataSource) throw new Error('no database');
        const lookUpOf = async (asked: string, id: string): Promise<BoundStatement> => {
          const sent = await subgraph.boundStatements(() => subgraph.ask(caller, asked, { id }));
          const lookUp = sent.find(({ text }) => looksUp(text, spoiled[0]?.table));
          if (!lookUp) throw new Error('nothing is looked for');
          return lookUp;
        };
        const ofHidden = await plan(dataSource, await lookUpOf(query, hidden));
        expect(ofHidden).toEqual(await plan(dataSource, await lookUpOf(query, absent)));
        if (isSqlite(dataSource.options)) return;
        // Beside others no row is read before, and the rule is judged where there is none too.
        const several = besideOthers(query, 2);
        const judged = await runs(dataSource, await lookUpOf(several, hidden));
        const unjudged = await runs(dataSource, await lookUpOf(several, absent));
        expect([...unjudged.keys()]).toEqual([...judged.keys()]);
        for (const [select, times] of judged) {
          expect(unjudged.get(select)).toBeGreaterThanOrEqual(times);
        }
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

/** Whether it reads the row itself: it begins with its table, or with the keys to which that is joined. */
function looksUp(statement: string, table = ''): boolean {
  return new RegExp(
    `^SELECT(?:(?! FROM ).)* FROM (?:.{1,200} cles LEFT JOIN )?[\`"]${table}[\`"]`,
    's',
  ).test(statement);
}

/**
 * What the database plans: each of the statement's own tables and how it is come to, and which rules it
 * asks of other tables. Not what those find.
 */
async function plan(
  dataSource: DataSource,
  { text, values }: BoundStatement,
): Promise<readonly string[]> {
  if (isSqlite(dataSource.options)) {
    const steps: { detail: string }[] = await dataSource.query(`EXPLAIN QUERY PLAN ${text}`, [
      ...values,
    ]);
    return steps.map(({ detail }) => detail);
  }
  const steps: PlannedStep[] = await dataSource.query(`EXPLAIN ${text}`, [...values]);
  return steps.map(({ id, select_type: kind, table, type }) =>
    kind === 'PRIMARY' || kind === 'SIMPLE' ? `${id} ${kind} ${table} ${type}` : `${id} ${kind}`,
  );
}

/** How often MariaDB runs each select of a statement. */
async function runs(
  dataSource: DataSource,
  { text, values }: BoundStatement,
): Promise<ReadonlyMap<number, number>> {
  const [{ ANALYZE: done = '' } = {}]: { ANALYZE?: string }[] = await dataSource.query(
    `ANALYZE FORMAT=JSON ${text}`,
    [...values],
  );
  const found = new Map<number, number>();
  // It writes control characters into its JSON as they are.
  JSON.parse(done.replaceAll(/\p{Cc}/gu, ' '), (_, part: unknown) => {
    const { select_id: id, r_loops: times } = (part ?? {}) as Analysed;
    if (id !== undefined) found.set(id, times ?? 0);
    return part;
  });
  return found;
}

interface Analysed {
  readonly select_id?: number;
  readonly r_loops?: number;
}

interface PlannedStep {
  readonly id: number;
  readonly select_type: string;
  readonly table: string | null;
  readonly type: string | null;
}
