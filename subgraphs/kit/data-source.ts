import { DataSource, type DataSourceOptions } from 'typeorm';
import { databaseForms, parseDatabaseUrl } from '../../schema/process/database-url.js';
import { closeToOthers } from '../../schema/process/private-file.js';
import { unreadForms } from './row-columns.js';
import { isSqlite } from './is-sqlite.js';
import { migrate } from './migrate.js';
import { NodeSqlite } from './node-sqlite.js';
import { tolerateUnreadable } from './unreadable.js';
import { poolSize } from './statements/server-statements.js';
import { tablesOf, type Subgraph } from './subgraph.js';

type Tables = Pick<Subgraph<never>, 'entities' | 'migrations'>;

/**
 * `sqlite:PATH`, `sqlite::memory:`, `mysql://…` or `mariadb://…` → TypeORM options.
 * @throws Error that says what a `DATABASE_URL` looks like.
 */
export function dataSourceOptions(
  url: string,
  { entities, migrations }: Tables,
): DataSourceOptions {
  const tables = {
    entities: tablesOf(entities),
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each' as const,
    // Statements can carry personal data in their parameters: never logged.
    logging: false as const,
  };
  const read = parseDatabaseUrl(url);
  if (!('address' in read)) {
    throw new Error(read.fault ?? databaseForms('sqlite:PATH, sqlite::memory:'));
  }
  const { address } = read;
  if (address.kind === 'sqlite') {
    return {
      type: 'better-sqlite3',
      driver: NodeSqlite,
      database: address.path,
      enableWAL: true,
      ...tables,
    };
  }
  const { kind: type, user: username, socketPath, ...server } = address;
  return {
    type,
    username,
    ...server,
    ...(socketPath === null ? {} : { socketPath }),
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: ['DATE'],
    poolSize,
    connectTimeout: 3_000,
    ...tables,
  };
}

/**
 * Opens the database and runs the migrations that it has not seen.
 * @param warn told of files that others than their owner can read.
 */
export async function openDataSource(
  url: string,
  tables: Tables,
  warn: (message: string) => void = () => undefined,
): Promise<DataSource> {
  const options = dataSourceOptions(url, tables);
  // Before TypeORM does: it leaves the file to everybody, and its way of making a folder may never end.
  if (isSqlite(options) && options.database !== ':memory:') {
    const open = closeToOthers(options.database);
    if (open !== null) warn(open);
  }
  const dataSource = await new DataSource(options).initialize();
  tolerateUnreadable(dataSource);
  try {
    refuseUnread(dataSource, tables);
    await migrate(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

/** What rows are read by writes its own statements, and knows columns alone. */
function refuseUnread(dataSource: DataSource, { entities }: Tables): void {
  const unread = tablesOf(entities).flatMap((type) =>
    unreadForms(dataSource.getMetadata(type)).map((form) => `${type.name} (${form})`),
  );
  if (unread.length > 0) {
    throw new Error(
      `${unread.join(', ')}: rows are read without it (docs/subgraph.md). What is counted of a row is declared by counting(), which rows are there by rowRules().`,
    );
  }
}
