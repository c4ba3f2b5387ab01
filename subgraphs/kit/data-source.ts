import { dirname } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ensureFolder } from '../../schema/ensure-folder.js';
import { NodeSqlite } from './node-sqlite.js';
import type { Subgraph } from './subgraph.js';

type Tables = Pick<Subgraph, 'entities' | 'migrations'>;

/**
 * `sqlite:PATH`, `sqlite::memory:`, `mysql://…` or `mariadb://…` → TypeORM options.
 * @throws Error that says what a `DATABASE_URL` looks like.
 */
export function dataSourceOptions(
  url: string,
  { entities, migrations }: Tables,
): DataSourceOptions {
  const tables = {
    entities: [...entities],
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each' as const,
    // Statements can carry personal data in their parameters: never logged.
    logging: false as const,
  };
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    return {
      type: 'better-sqlite3',
      driver: NodeSqlite,
      database: url.slice('sqlite:'.length),
      enableWAL: true,
      ...tables,
    };
  }
  const type = /^(mysql|mariadb):\/\/[^/]+\/[^/]+$/.exec(url)?.[1];
  if (!URL.canParse(url) || !type) {
    throw new Error(
      'expected sqlite:PATH, sqlite::memory:, mysql://user:password@host:3306/base or mariadb://…',
    );
  }
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const socketPath = searchParams.get('socket');
  return {
    type: type === 'mariadb' ? 'mariadb' : 'mysql',
    host: hostname,
    port: Number(port || 3306),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(socketPath ? { socketPath } : {}),
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
  if (options.type === 'better-sqlite3' && options.database !== ':memory:') {
    ensureFolder(dirname(options.database));
  }
  const dataSource = await new DataSource(options).initialize();
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
  const { type } = dataSource.options;
  if (type === 'better-sqlite3') return;
  const collation = type === 'mariadb' ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
  const [database] = await dataSource.query<{ collation: string }[]>(
    'SELECT DEFAULT_COLLATION_NAME AS collation FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()',
  );
  if (database?.collation === collation) return;
  await dataSource.query(`ALTER DATABASE CHARACTER SET utf8mb4 COLLATE ${collation}`);
}
