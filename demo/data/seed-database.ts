import {
  IsNull,
  type DataSource,
  type Driver,
  type EntityMetadata,
  type EntityTarget,
  type ObjectLiteral,
  type QueryRunner,
} from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { IndexMetadata } from 'typeorm/metadata/IndexMetadata.js';
import { openDataSource } from '../../subgraphs/kit/data-source.js';
import { isSqlite } from '../../subgraphs/kit/is-sqlite.js';
import type { Subgraph } from '../../subgraphs/kit/subgraph.js';
import type { TableRows } from './rows.js';

/** Values of one statement: SQLite takes no more than 32,766. */
const mostValues = 4_000;

/** How a partner's own communes name the gendarmerie. */
export interface GendarmerieZone {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly set: Readonly<Record<string, string>>;
}

/** One partner's database while it is filled: migrated, with its territories, then block by block. */
export class SeededDatabase {
  private blocks = 0;
  /** Indexes that are made again at the end, which is faster than to keep them up. */
  private put: readonly IndexMetadata[] = [];

  private constructor(private readonly dataSource: DataSource) {}

  /** @param operator whose process is to start on it; null: it holds what is of all. */
  static async open<Services>(
    { url, operator }: { readonly url: string; readonly operator: string | null },
    partner: Subgraph<Services>,
    zone: GendarmerieZone,
  ): Promise<SeededDatabase> {
    const dataSource = await openDataSource(url, partner);
    try {
      // Nothing that runs by the clock: the rows to come are as they are meant to be.
      await partner.open?.({
        env: operator === null ? {} : { OPERATOR: operator },
        dataSource,
        writes: null,
        outbox: null,
        warn: () => undefined,
      });
      await giveToGendarmerie(dataSource, zone);
      if (isSqlite(dataSource.options)) await dataSource.query('PRAGMA cache_size = -65536');
    } catch (error) {
      await dataSource.destroy();
      throw error;
    }
    return new SeededDatabase(dataSource);
  }

  /** In the order of the tables, in one transaction. */
  async add(tables: readonly TableRows[]): Promise<void> {
    this.blocks += 1;
    // Of one block alone they are as quickly kept.
    if (this.blocks === 2) await this.putAside(tables);
    await this.dataSource.transaction(async ({ queryRunner }) => {
      if (!queryRunner) throw new Error('a transaction without its connection');
      for (const table of tables) await insert(this.dataSource, queryRunner, table);
    });
  }

  /** @throws where an index cannot be made again. */
  async finish(): Promise<void> {
    const { driver } = this.dataSource;
    for (const index of this.put) {
      const columns = index.columns.map(({ databaseName }) => driver.escape(databaseName));
      await this.dataSource.query(
        `CREATE ${index.isUnique ? 'UNIQUE ' : ''}INDEX ${driver.escape(index.name)} ON ${driver.escape(index.entityMetadata.tableName)} (${columns.join(', ')})`,
      );
    }
    this.put = [];
  }

  close(): Promise<void> {
    return this.dataSource.destroy();
  }

  private async putAside(tables: readonly TableRows[]): Promise<void> {
    const { driver, options } = this.dataSource;
    const sqlite = isSqlite(options);
    const metadatas = tables.map(({ entity }) => this.dataSource.getMetadata(entity));
    this.put = metadatas.flatMap((metadata) =>
      metadata.indices.filter((index) => !servesForeignKey(metadata, index)),
    );
    for (const { name, entityMetadata } of this.put) {
      const from = sqlite ? '' : ` ON ${driver.escape(entityMetadata.tableName)}`;
      await this.dataSource.query(`DROP INDEX ${driver.escape(name)}${from}`);
    }
  }
}

/** A server wants one for each foreign key. */
function servesForeignKey({ foreignKeys }: EntityMetadata, { columns }: IndexMetadata): boolean {
  return foreignKeys.some((key) => key.columns[0] === columns[0]);
}

/**
 * Which force has a commune is known of Poitiers and Châtellerault only. The demonstration gives the
 * others to the gendarmerie, so that it reads something: invented, as its persons are.
 */
async function giveToGendarmerie(
  dataSource: DataSource,
  { entity, set }: GendarmerieZone,
): Promise<void> {
  const [unknown = ''] = Object.keys(set);
  await dataSource.getRepository(entity).update({ [unknown]: IsNull() }, set);
}

/** Written by hand: TypeORM takes as long to write a statement as SQLite to run it. */
async function insert(
  { driver }: DataSource,
  runner: QueryRunner,
  { entity, rows }: TableRows,
): Promise<void> {
  if (rows.length === 0) return;
  const { tableName, columns } = runner.dataSource.getMetadata(entity);
  const names = columns.map(({ databaseName }) => driver.escape(databaseName));
  const into = `INSERT INTO ${driver.escape(tableName)} (${names.join(', ')}) VALUES `;
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const atOnce = Math.floor(mostValues / columns.length);
  for (let start = 0; start < rows.length; start += atOnce) {
    const some = rows.slice(start, start + atOnce);
    const values = some.flatMap((row) => columns.map((column) => stored(driver, row, column)));
    await runner.query(into + some.map(() => marks).join(', '), values);
  }
}

function stored(driver: Driver, row: ObjectLiteral, column: ColumnMetadata): unknown {
  const value: unknown = column.getEntityValue(row);
  if (value === undefined) throw new Error(`a row without ${column.propertyPath}`);
  return driver.preparePersistentValue(value, column);
}
