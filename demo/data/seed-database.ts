import { setImmediate as turn } from 'node:timers/promises';
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
import { groupBy } from '../../subgraphs/kit/group-by.js';
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

  private constructor(
    private readonly dataSource: DataSource,
    /** The one connection of all. */
    private readonly runner: QueryRunner,
  ) {}

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
      const runner = dataSource.createQueryRunner();
      // A server would look for the parent of each row; SQLite does so at no cost worth naming.
      await runner.query(
        isSqlite(dataSource.options)
          ? 'PRAGMA cache_size = -65536'
          : 'SET SESSION foreign_key_checks = 0',
      );
      return new SeededDatabase(dataSource, runner);
    } catch (error) {
      await dataSource.destroy();
      throw error;
    }
  }

  /** In the order of the tables, in one transaction. */
  async add(tables: readonly TableRows[]): Promise<void> {
    const { dataSource, runner } = this;
    this.blocks += 1;
    // Of one block alone they are as quickly kept.
    if (this.blocks === 2) await this.putAside(tables);
    await runner.startTransaction();
    for (const table of tables) await insert(dataSource, runner, table);
    await runner.commitTransaction();
  }

  /** @throws where an index cannot be made again. */
  async finish(): Promise<void> {
    const { driver, options } = this.dataSource;
    const made = ({ name, isUnique, columns }: IndexMetadata): [string, string] => [
      `${isUnique ? 'UNIQUE ' : ''}INDEX ${driver.escape(name)}`,
      `(${columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ')})`,
    ];
    for (const [table, indexes] of groupBy(this.put, ({ entityMetadata }) => entityMetadata)) {
      const on = driver.escape(table.tableName);
      if (isSqlite(options)) {
        for (const index of indexes) {
          const [named, columns] = made(index);
          await this.runner.query(`CREATE ${named} ON ${on} ${columns}`);
        }
        continue;
      }
      // A server reads the table once for all of them.
      const added = indexes.map((index) => `ADD ${made(index).join(' ')}`);
      await this.runner.query(`ALTER TABLE ${on} ${added.join(', ')}`);
      // What it knows of a table that grew from nothing would have it read from end to end.
      await this.runner.query(`ANALYZE TABLE ${on}`);
    }
    this.put = [];
  }

  async close(): Promise<void> {
    await this.runner.release();
    await this.dataSource.destroy();
  }

  private async putAside(tables: readonly TableRows[]): Promise<void> {
    const { driver, options } = this.dataSource;
    const metadatas = tables.map(({ entity }) => this.dataSource.getMetadata(entity));
    this.put = metadatas.flatMap(({ indices }) => indices);
    for (const [table, indexes] of groupBy(this.put, ({ entityMetadata }) => entityMetadata)) {
      const names = indexes.map(({ name }) => `DROP INDEX ${driver.escape(name)}`);
      if (isSqlite(options)) {
        for (const name of names) await this.runner.query(name);
      } else {
        await this.runner.query(
          `ALTER TABLE ${driver.escape(table.tableName)} ${names.join(', ')}`,
        );
      }
    }
  }
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
  { driver, options }: DataSource,
  runner: QueryRunner,
  { entity, rows }: TableRows,
): Promise<void> {
  if (rows.length === 0) return;
  const metadata = runner.dataSource.getMetadata(entity);
  const { tableName, columns } = metadata;
  const names = columns.map(({ databaseName }) => driver.escape(databaseName));
  const into = `INSERT INTO ${driver.escape(tableName)} (${names.join(', ')}) VALUES `;
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const atOnce = Math.floor(mostValues / columns.length);
  // A server keeps the rows in the order of their keys: a page at a time, and not one for each row.
  const sorted = isSqlite(options) ? rows : byKey(rows, metadata);
  let before: Promise<unknown> = Promise.resolve();
  for (let start = 0; start < sorted.length; start += atOnce) {
    const some = sorted.slice(start, start + atOnce);
    const values = some.flatMap((row) => columns.map((column) => stored(driver, row, column)));
    await before;
    before = runner.query(into + some.map(() => marks).join(', '), values);
    before.catch(() => undefined);
    // The server works on them while the next ones are written down.
    await turn();
  }
  await before;
}

function byKey(
  rows: readonly ObjectLiteral[],
  { primaryColumns }: EntityMetadata,
): readonly ObjectLiteral[] {
  const keyed = rows.map((row): readonly [string, ObjectLiteral] => [
    primaryColumns.map((column) => String(column.getEntityValue(row))).join(' '),
    row,
  ]);
  return keyed.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

function stored(driver: Driver, row: ObjectLiteral, column: ColumnMetadata): unknown {
  const value: unknown = column.getEntityValue(row);
  if (value === undefined) throw new Error(`a row without ${column.propertyPath}`);
  return driver.preparePersistentValue(value, column);
}
