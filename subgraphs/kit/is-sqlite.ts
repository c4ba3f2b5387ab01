import type { DataSourceOptions } from 'typeorm';

/** TypeORM's name of the driver that NodeSqlite stands in for. */
const sqliteDriver = 'better-sqlite3';

/** Whether this is the embedded database: one connection, no server. */
export function isSqlite(
  options: DataSourceOptions,
): options is Extract<DataSourceOptions, { type: typeof sqliteDriver }> {
  return options.type === sqliteDriver;
}
