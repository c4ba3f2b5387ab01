import type { DataSource } from 'typeorm';
import { isSqlite } from './is-sqlite.js';
import { primaryKeyOf } from './primary-key.js';
import { looksElsewhere, toSql, type RowRule } from './row-rules.js';
import type { Select } from './select.js';
import type { SqlScope } from './sql-scope.js';

/** What rows are looked for by: `keyTable`. */
const sought = 'cles.cle';

/** Of a key, in characters, where its column says none. */
const longestKey = 255;

/**
 * Has a query of `scope`'s rows find those that have one of these values and meet the rule. INVARIANT: no
 * time tells a row that does not meet it from one that is not there (bench/hidden-rows.ts).
 */
export function findBy(
  query: Select,
  scope: SqlScope,
  property: string,
  values: readonly string[],
  rule: RowRule,
): void {
  const { dataSource } = scope;
  const longest = isSqlite(dataSource.options) ? null : longestOfKey(dataSource, scope, property);
  if (longest === null || !looksElsewhere(rule)) {
    query.where(`${scope.col(property)} IN (${scope.param([...values])})`);
    query.where(toSql(rule, scope.besideKey()));
    return;
  }
  const row = scope.orMissing(scope.alias, property, sought);
  // No row has a longer or a broken one; a table of texts cuts off the first and fails at the other.
  const keys = keyTable(
    scope,
    values.filter((value) => value.length <= longest && !/\p{Surrogate}/u.test(value)),
    longest,
  );
  query.joinedTo(keys, `${scope.col(property)} = ${sought}`).where(judgedUnseen(rule, row));
}

/**
 * The condition of the row with this primary key, for a statement that locks what it reads. INVARIANT:
 * only a row that met the rule is waited for and locked; then the rule is judged on what the others left.
 */
export function lockedBy(
  dataSource: DataSource,
  scope: SqlScope,
  id: string,
  rule: RowRule,
): string {
  const key = primaryKeyOf(dataSource, scope.entity);
  if (isSqlite(dataSource.options)) {
    return `${scope.col(key)} = ${scope.param(id)} AND ${toSql(rule, scope.besideKey())}`;
  }
  const row = scope.orMissing('cherchee', key, sought);
  const found = `(SELECT ${row.col(key)} FROM (SELECT ${row.param(id)} AS cle) cles LEFT JOIN ${row.table(row.entity)} cherchee ON ${row.col(key)} = ${sought} WHERE ${judgedUnseen(rule, row)})`;
  return `${scope.col(key)} = ${found} AND ${toSql(rule, scope)}`;
}

/**
 * MariaDB reads the row of a single unique key while it plans, and asks other tables only where a row
 * came. At the nullable side of an outer join nothing is known before the rule is judged; `<=> TRUE`
 * keeps the join an outer one, and that there is a row is asked last, or it would be all that is asked.
 */
function judgedUnseen(rule: RowRule, row: SqlScope): string {
  return `(${toSql(rule, row)} AND ${row.isThere()}) <=> TRUE`;
}

/**
 * The values as a table `cles` of one column `cle`. Its collation gives way to that of the rows' keys, which
 * compares bytes; another that compares bytes would be an error.
 */
function keyTable(scope: SqlScope, values: readonly string[], longest: number): string {
  const [value] = values;
  if (values.length === 1) return `(SELECT ${scope.param(value)} AS cle) cles`;
  return `JSON_TABLE(${scope.param(JSON.stringify(values))}, '$[*]' COLUMNS (cle VARCHAR(${longest}) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci PATH '$')) cles`;
}

/** The length of a unique text, in characters; null where it is none: it may be planned by other keys. */
function longestOfKey(
  dataSource: DataSource,
  { entity }: SqlScope,
  property: string,
): number | null {
  const { primaryColumns, indices, uniques } = dataSource.getMetadata(entity);
  const unique = [...indices.filter(({ isUnique }) => isUnique), ...uniques];
  const [column] =
    [primaryColumns, ...unique.map(({ columns }) => columns)].find(
      (columns) => columns.length === 1 && columns[0]?.propertyPath === property,
    ) ?? [];
  if (column?.type !== 'varchar') return null;
  return column.length === '' ? longestKey : Number(column.length);
}
