import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { Appelant } from '../../../subgraphs/kit/appelant.js';
import { findBy } from '../../../subgraphs/kit/found-by.js';
import {
  allOf,
  anyOf,
  column,
  decideInMemory,
  everybody,
  nobody,
  related,
  sql,
  toSql,
  when,
  type Reach,
  type RowRule,
} from '../../../subgraphs/kit/row-rules.js';
import { rowsOf, type SqlRecord } from '../../../subgraphs/kit/row-columns.js';
import { Select } from '../../../subgraphs/kit/select.js';
import { SqlParameters, SqlScope } from '../../../subgraphs/kit/sql-scope.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import { AccesDossier, archives, Dossier } from './dossiers.js';

// Texts on which a careless comparison differs: case, accents, trailing spaces, quotes, emptiness.
const texts = ['a', 'A', 'à', 'a ', '', "a'b", 'e', 'é'];
const text = fc.constantFrom(...texts);

const leaf: fc.Arbitrary<RowRule> = fc.oneof(
  fc.constantFrom(everybody, nobody),
  fc.boolean().map((holds) => when(() => holds)),
  fc
    .tuple(fc.constantFrom('bailleur', 'commune', 'note'), fc.array(text, { maxLength: 3 }))
    .map(([property, values]) => column(property, () => values)),
  text.map((value) =>
    related(
      () => AccesDossier,
      { dossierId: 'id' },
      column('signataire', () => value),
    ),
  ),
  fc.nat({ max: texts.length - 1 }).map((index) =>
    related(
      () => AccesDossier,
      { signataire: 'commune' },
      column('dossierId', () => `d${index}`),
    ),
  ),
);
/** A rule as it was written, and as `allOf` and `anyOf` shorten it. */
interface Written {
  readonly whole: RowRule;
  readonly short: RowRule;
}

const combine = (kind: 'all' | 'any', parts: readonly Written[]): Written => ({
  whole: { kind, rules: parts.map(({ whole }) => whole) },
  short: (kind === 'all' ? allOf : anyOf)(...parts.map(({ short }) => short)),
});
// Few leaves, so that the same ones stand in several places.
const leaves = fc.array(leaf, { minLength: 2, maxLength: 4 });
const written: fc.Arbitrary<Written> = leaves.chain(
  (few) =>
    fc.letrec<{ rule: Written }>((tie) => ({
      rule: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(...few.map((rule) => ({ whole: rule, short: rule }))),
        fc
          .tuple(
            fc.constantFrom('all', 'any'),
            fc.array(tie('rule'), { minLength: 1, maxLength: 3 }),
          )
          .map(([kind, parts]) => combine(kind, parts)),
      ),
    })).rule,
);

const appelant: Appelant = {
  signataire: 'ekidom',
  territoire: {},
  droits: new Map(),
  politiques: [],
  finalites: [],
};

const dossiers = texts.map((bailleur, index) =>
  Object.assign(new Dossier(), {
    id: `d${index}`,
    bailleur,
    commune: texts[(index * 3) % texts.length],
    montant: null,
    note: texts[(index * 5) % texts.length],
    ouvertLe: new Date(0),
  }),
);

async function fill(dataSource: DataSource): Promise<void> {
  await dataSource.getRepository(Dossier).insert(dossiers);
  await dataSource
    .getRepository(AccesDossier)
    .insert(texts.map((signataire, index) => ({ dossierId: `d${index}`, signataire })));
}

it('leaves out of a rule what another part of it says already', () => {
  const own = column('bailleur', () => 'a');
  const near = related(() => AccesDossier, { dossierId: 'id' }, own);
  expect(allOf(anyOf(own, near), own)).toBe(own);
  expect(anyOf(allOf(own, near), own)).toBe(own);
  expect(allOf(anyOf(own, near), allOf(anyOf(near, own), own))).toBe(own);
  expect(allOf(own, near)).toEqual({ kind: 'all', rules: [own, near] });
});

onBothDatabases(archives, fill, (on) => {
  on('holds a condition by hand to the rules beside it, whatever it says', async ({ running }) => {
    const source = running.dataSource;
    if (!source) throw new Error('no database');
    const parameters = new SqlParameters('p');
    const scope = new SqlScope(source, parameters, Dossier, 'ligne', appelant);
    const either = sql((row) => `${row.col('id')} = 'd0' OR ${row.col('id')} = 'd1'`);
    const query = new Select(source, scope).where(
      toSql(
        allOf(
          column('commune', () => 'nulle part'),
          either,
        ),
        scope,
      ),
    );
    const { sql: text, values } = query.entities();
    expect(await source.query(text, [...values])).toEqual([]);
  });

  on('selects in SQL exactly the rows a rule allows in memory', async ({ running }) => {
    const source = running.dataSource;
    if (!source) throw new Error('no database');
    await fc.assert(
      fc.asyncProperty(written, async ({ whole, short: generated }) => {
        const select = async (asked: RowRule, reach: Reach): Promise<string[]> => {
          const parameters = new SqlParameters('p');
          const scope = new SqlScope(source, parameters, Dossier, 'ligne', appelant);
          const rows = await source
            .getRepository(Dossier)
            .createQueryBuilder('ligne')
            .where(toSql(asked, scope, reach))
            .setParameters(parameters.values)
            .getMany();
          return rows.map(({ id }) => id).toSorted();
        };
        const lookUp = async (asked: RowRule, ids: readonly string[]): Promise<string[]> => {
          const parameters = new SqlParameters('p');
          const scope = new SqlScope(source, parameters, Dossier, 'ligne', appelant);
          const query = new Select(source, scope);
          findBy(query, scope, 'id', ids, asked);
          const { sql, values } = query.entities();
          const found: unknown = await source.query(sql, [...values]);
          const rows = rowsOf(source, Dossier, found as readonly SqlRecord[]);
          return rows.map(({ id }) => id).toSorted();
        };
        const selected = await select(whole, 'each');
        // Shortened, looked for all at once, or by the row's key, it holds for the same rows.
        expect(await select(generated, 'each')).toEqual(selected);
        expect(await select(generated, 'all')).toEqual(selected);
        const ids = [...dossiers.map(({ id }) => id), 'aucun', 'd'.repeat(300), 'd\ud800'];
        expect(await lookUp(generated, ids)).toEqual(selected);
        const oneByOne: string[] = [];
        for (const id of ids) oneByOne.push(...(await lookUp(generated, [id])));
        expect(oneByOne).toEqual(selected);
        // Of one commune, by the commune that stands in the statement.
        for (const commune of texts) {
          const parameters = new SqlParameters('p');
          const scope = new SqlScope(source, parameters, Dossier, 'ligne', appelant);
          const of = async (row: SqlScope): Promise<string[]> => {
            const query = source.getRepository(Dossier).createQueryBuilder('ligne');
            query.where(toSql(generated, row));
            query.andWhere(`${row.col('commune')} = ${row.param(commune)}`);
            const rows = await query.setParameters(parameters.values).getMany();
            return rows.map(({ id }) => id).toSorted();
          };
          expect(await of(scope.where('commune', commune))).toEqual(await of(scope));
        }
        const inSql = new Set(selected);
        for (const dossier of dossiers) {
          const inMemory = decideInMemory(generated, dossier, appelant);
          // undefined: only the database can tell, and then its answer is the one that counts.
          if (inMemory !== undefined) {
            expect({ dossier: dossier.id, read: inMemory }).toEqual({
              dossier: dossier.id,
              read: inSql.has(dossier.id),
            });
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
