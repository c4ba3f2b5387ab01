import type { DataSource } from 'typeorm';
import type { EntityClass } from './entity.js';
import { isSqlite } from './is-sqlite.js';
import { primaryKeyOf } from './primary-key.js';
import { looksElsewhere, toSql, type RowRule } from './row-rules.js';
import type { SqlScope } from './sql-scope.js';

/**
 * The condition under which a row of `scope` has one of these values and meets the rule. INVARIANT: no
 * time tells a row that does not meet it from one that is not there (bench/hidden-rows.ts).
 */
export function foundBy(
  dataSource: DataSource,
  scope: SqlScope,
  property: string,
  values: readonly string[],
  rule: RowRule,
): string {
  const [value] = values;
  if (
    value !== undefined &&
    values.length === 1 &&
    !isSqlite(dataSource.options) &&
    isUnique(dataSource, scope.entity, property) &&
    looksElsewhere(rule)
  ) {
    return foundOnServer(primaryKeyOf(dataSource, scope.entity), scope, property, value, rule);
  }
  return `${scope.col(property)} IN (${scope.param([...values])}) AND ${toSql(rule, scope.besideKey())}`;
}

/**
 * The same of the row with this primary key, for a statement that locks what it reads. INVARIANT: only a
 * row that met the rule is waited for and locked; then the rule is judged on what the others left.
 */
export function lockedBy(
  dataSource: DataSource,
  scope: SqlScope,
  id: string,
  rule: RowRule,
): string {
  const key = primaryKeyOf(dataSource, scope.entity);
  const found = isSqlite(dataSource.options)
    ? `${scope.col(key)} = ${scope.param(id)}`
    : foundOnServer(key, scope, key, id, rule);
  return `${found} AND ${toSql(rule, scope.besideKey())}`;
}

/**
 * MariaDB reads the row of a unique key while it plans, and plans what is asked of other tables only
 * where there is one. At the nullable side of an outer join nothing is known before the rule is judged;
 * `<=> TRUE` keeps the join an outer one, and that there is a row is asked last, or it would be all that
 * is asked.
 */
function foundOnServer(
  key: string,
  scope: SqlScope,
  property: string,
  value: string,
  rule: RowRule,
): string {
  const row = scope.orMissing('cherchee');
  const found = `${toSql(rule, row)} AND ${row.col(key)} IS NOT NULL`;
  return `${scope.col(key)} = (SELECT ${row.col(key)} FROM (SELECT 1 AS un) une LEFT JOIN ${row.table(row.entity)} cherchee ON ${row.col(property)} = ${row.param(value)} WHERE (${found}) <=> TRUE)`;
}

function isUnique(dataSource: DataSource, entity: EntityClass, property: string): boolean {
  const { primaryColumns, indices, uniques } = dataSource.getMetadata(entity);
  const unique = [...indices.filter(({ isUnique }) => isUnique), ...uniques];
  return [primaryColumns, ...unique.map(({ columns }) => columns)].some(
    (columns) => columns.length === 1 && columns[0]?.propertyPath === property,
  );
}
