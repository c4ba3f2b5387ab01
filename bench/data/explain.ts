import type { DataSource } from 'typeorm';
import { isSqlite } from '../../subgraphs/kit/is-sqlite.js';

/** What a database says of how it answers a statement. */
export interface Plan {
  /** Tables read from end to end. */
  readonly scanned: readonly string[];
  /** Rows are sorted that no index brings in order. */
  readonly sorts: boolean;
  /** Rows looked at, as the database reckons beforehand; null: it does not say (SQLite). */
  readonly rows: number | null;
}

/** @param text a SELECT with its parameters, as it was sent. */
export async function explain(
  dataSource: DataSource,
  text: string,
  parameters: readonly unknown[],
): Promise<Plan> {
  return isSqlite(dataSource.options)
    ? explainSqlite(dataSource, text, parameters)
    : explainMariaDb(dataSource, text, parameters);
}

/** The tables behind these aliases; without lists that the statement itself makes. */
function tablesOf(aliases: readonly string[], text: string): readonly string[] {
  const named = [...text.matchAll(/[`"](\w+)[`"] [`"](\w+)[`"]/g)];
  const tables = new Map(named.map(([, table = '', alias]) => [alias, table]));
  return aliases.flatMap((alias) => tables.get(alias) ?? []);
}

async function explainSqlite(
  dataSource: DataSource,
  text: string,
  parameters: readonly unknown[],
): Promise<Plan> {
  const steps = await dataSource.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${text}`, [
    ...parameters,
  ]);
  const details = steps.map(({ detail }) => detail);
  return {
    // Through an index or not: every row of it is looked at.
    scanned: tablesOf(
      details.flatMap((detail) => /^SCAN (\w+)/.exec(detail)?.[1] ?? []),
      text,
    ),
    sorts: details.some((detail) => detail.includes('FOR ORDER BY')),
    rows: null,
  };
}

async function explainMariaDb(
  dataSource: DataSource,
  text: string,
  parameters: readonly unknown[],
): Promise<Plan> {
  const steps = await dataSource.query<
    { table: string | null; type: string | null; rows: string | null; Extra: string | null }[]
  >(`EXPLAIN ${text}`, [...parameters]);
  return {
    scanned: tablesOf(
      steps.flatMap(({ table, type }) =>
        table && /^(ALL|index)$/.test(type ?? '') ? [table] : [],
      ),
      text,
    ),
    sorts: steps.some(({ Extra }) => Extra?.includes('Using filesort') ?? false),
    rows: steps.reduce((product, { rows }) => product * Math.max(1, Number(rows ?? 1)), 1),
  };
}
