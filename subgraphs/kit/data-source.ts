import { dirname } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { databaseForms, readDatabaseUrl } from '../../schema/process/database-url.js';
import { ensureFolder } from '../../schema/process/ensure-folder.js';
import { isSqlite } from './is-sqlite.js';
import { NodeSqlite } from './node-sqlite.js';
import { tolerateUnreadable } from './unreadable.js';
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
  const address = readDatabaseUrl(url);
  if (!address) throw new Error(databaseForms('sqlite:PATH, sqlite::memory:'));
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
    poolSize: 10,
    ...tables,
  };
}

/** Opens the database and runs the migrations that it has not seen. */
export async function openDataSource(url: string, tables: Tables): Promise<DataSource> {
  const options = dataSourceOptions(url, tables);
  // Before TypeORM does: its own way of making the folder may never end.
  if (isSqlite(options) && options.database !== ':memory:') {
    ensureFolder(dirname(options.database));
  }
  const dataSource = await new DataSource(options).initialize();
  tolerateUnreadable(dataSource);
  try {
    await compareBytes(dataSource);
    await dataSource.runMigrations();
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

/**
 * MariaDB and MySQL compare texts without case and accents unless told otherwise, and then SQL and
 * `===` would disagree about who owns a row. New tables take the database's collation.
 */
async function compareBytes(dataSource: DataSource): Promise<void> {
  if (isSqlite(dataSource.options)) return;
  const { type } = dataSource.options;
  const collation = type === 'mariadb' ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
  const [database] = await dataSource.query<{ collation: string }[]>(
    'SELECT DEFAULT_COLLATION_NAME AS collation FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()',
  );
  if (database?.collation === collation) return;
  await dataSource.query(`ALTER DATABASE CHARACTER SET utf8mb4 COLLATE ${collation}`);
}
