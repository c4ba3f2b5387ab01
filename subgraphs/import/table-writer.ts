import type { EntityMetadata, QueryRunner } from 'typeorm';
import type { EntityClass } from '../kit/entity.js';
import { isSqlite } from '../kit/is-sqlite.js';

export interface Written {
  created: number;
  changed: number;
  same: number;
}

type ColumnMetadata = EntityMetadata['columns'][number];

/** What the driver sends as it stands: for every other type TypeORM is asked, cell by cell. */
const sentAsTheyStand: ReadonlySet<unknown> = new Set(['varchar', 'int', 'double', 'text']);

/** A row as the database holds it. */
export type Stored = Readonly<Record<string, unknown>>;

interface PutOptions<Row> {
  /** The columns that only a new row takes. */
  readonly made?: (row: Partial<Row>) => Partial<Row>;
  /** Of a row that is there: false leaves it as it is, and counts it nowhere. */
  readonly goesOn?: (row: Partial<Row>, stored: Stored) => boolean;
  /** Whether these are what the file's lines are about. */
  readonly counted?: boolean;
}

/** A row that is there: its columns before and after, as the database has them and as the driver sends them. */
export interface Change {
  readonly key: string;
  readonly before: Stored;
  readonly after: Stored;
}

/** Takes what a writer would write. */
export interface Sink {
  insert(table: string, columns: readonly string[], cells: readonly unknown[]): Promise<void>;
  change(table: string, changes: readonly Change[]): Promise<void>;
}

/** Writes rows by the thousand, inside a transaction that is already open. */
export class TableWriter {
  readonly written: Written = { created: 0, changed: 0, same: 0 };
  private sink: Sink | null = null;

  constructor(private readonly runner: QueryRunner) {}

  /**
   * Brings rows into a table: those that are not there are made, of those that are there only what
   * differs is written. A property that is undefined is left as it is.
   */
  async put<Row extends object>(
    entity: EntityClass<Row>,
    rows: readonly Partial<Row>[],
    { made, goesOn, counted = true }: PutOptions<Row> = {},
  ): Promise<void> {
    if (rows.length === 0) return;
    const metadata = this.runner.dataSource.getMetadata(entity);
    const [key] = metadata.primaryColumns;
    if (!key || metadata.primaryColumns.length > 1) throw new Error(`${metadata.name} has no key`);
    const stored = await this.storedRows(
      metadata,
      key,
      rows.map((row) => keyOf(row, key)),
    );
    const fresh: Partial<Row>[] = [];
    const changes: Change[] = [];
    for (const row of rows) {
      const known = stored.get(keyOf(row, key));
      if (known === undefined) {
        fresh.push({ ...made?.(row), ...row });
        continue;
      }
      if (goesOn && !goesOn(row, known)) continue;
      const change = this.changeOf(metadata, key, row, known);
      if (change) changes.push(change);
      this.count(change ? 'changed' : 'same', counted);
    }
    const { tableName } = metadata;
    if (changes.length > 0) {
      if (this.sink) await this.sink.change(tableName, changes);
      else await this.update(tableName, key.databaseName, changes);
    }
    await this.insert(metadata, fresh);
    this.count('created', counted, fresh.length);
  }

  /** Makes the rows that are not there; those that are stay as they are, and count as the same. */
  async putNew<Row extends object>(
    entity: EntityClass<Row>,
    rows: readonly Partial<Row>[],
  ): Promise<void> {
    await this.put(entity, rows, {
      goesOn: () => {
        this.written.same += 1;
        return false;
      },
    });
  }

  /** The rows that have these keys, by their key. */
  async there<Row extends object>(
    entity: EntityClass<Row>,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, Stored>> {
    const metadata = this.runner.dataSource.getMetadata(entity);
    const [key] = metadata.primaryColumns;
    if (!key || keys.length === 0) return new Map();
    return this.storedRows(metadata, key, keys);
  }

  /** How many rows of a table refer to each of these. */
  async countBy<Row extends object>(
    entity: EntityClass<Row>,
    property: keyof Row & string,
    values: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const { tableName } = this.runner.dataSource.getMetadata(entity);
    const name = this.escape(property);
    const found = await this.query<{ value: string; number: number | string }>(
      `SELECT ${name} AS value, COUNT(*) AS number FROM ${this.escape(tableName)} WHERE ${name} IN (${placeholders(values.length)}) GROUP BY ${name}`,
      values,
    );
    return new Map(found.map(({ value, number }) => [value, Number(number)]));
  }

  /** Hands what it would write to somebody else; null: writes it. */
  into(sink: Sink | null): void {
    this.sink = sink;
  }

  /** What was kept of an insert. False: one of the rows has come into the table meanwhile. */
  async insertKept(
    table: string,
    columns: readonly string[],
    cells: readonly unknown[],
  ): Promise<boolean> {
    const key = this.keyOfTable(table);
    const at = columns.indexOf(key);
    const keys = cells.filter((_, index) => index % columns.length === at).map(String);
    if ((await this.rowsWith(table, key, keys)).size > 0) return false;
    await this.insertCells(table, columns, cells);
    return true;
  }

  /** What was kept of changes. False: one of the rows is not what it was. */
  async changeKept(table: string, changes: readonly Change[]): Promise<boolean> {
    const key = this.keyOfTable(table);
    const keys = changes.map((change) => change.key);
    const stored = await this.rowsWith(table, key, keys);
    for (const change of changes) {
      const row = stored.get(change.key);
      const isAsItWas =
        row && Object.entries(change.before).every(([name, value]) => isSame(value, row[name]));
      if (!isAsItWas) return false;
    }
    await this.update(table, key, changes);
    return true;
  }

  private keyOfTable(table: string): string {
    const { entityMetadatas } = this.runner.dataSource;
    const found = entityMetadatas.find(({ tableName }) => tableName === table);
    const [key] = found?.primaryColumns ?? [];
    if (!key) throw new Error(`${table} is no table of this subgraph`);
    return key.databaseName;
  }

  private count(what: keyof Written, counted: boolean, by = 1): void {
    if (counted) this.written[what] += by;
  }

  private async storedRows(
    metadata: EntityMetadata,
    key: ColumnMetadata,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, Stored>> {
    return this.rowsWith(metadata.tableName, key.databaseName, keys);
  }

  private async rowsWith(
    table: string,
    key: string,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, Stored>> {
    const found = await this.query<Record<string, unknown>>(
      `SELECT * FROM ${this.escape(table)} WHERE ${this.escape(key)} IN (${placeholders(keys.length)})`,
      keys,
    );
    return new Map(found.map((row) => [String(row[key]), row]));
  }

  /** What differs; null: nothing. */
  private changeOf(
    metadata: EntityMetadata,
    key: ColumnMetadata,
    row: object,
    known: Stored,
  ): Change | null {
    const differing = this.prepared(metadata, row).filter(
      ([column, value]) => column !== key && !isSame(value, known[column.databaseName]),
    );
    if (differing.length === 0) return null;
    const named = (valueOf: (name: string, value: unknown) => unknown): Stored =>
      Object.fromEntries(
        differing.map(([{ databaseName }, value]) => [databaseName, valueOf(databaseName, value)]),
      );
    return {
      key: keyOf(row, key),
      before: named((name) => known[name] ?? null),
      after: named((_name, value) => value),
    };
  }

  private async update(table: string, key: string, changes: readonly Change[]): Promise<void> {
    for (const { key: id, after } of changes) {
      const set = Object.keys(after).map((name) => `${this.escape(name)} = ?`);
      await this.query(
        `UPDATE ${this.escape(table)} SET ${set.join(', ')} WHERE ${this.escape(key)} = ?`,
        [...Object.values(after), id],
      );
    }
  }

  private async insert(metadata: EntityMetadata, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    const columns = metadata.columns.filter(({ propertyName }) =>
      rows.some((row) => (row as Stored)[propertyName] !== undefined),
    );
    const names = columns.map(({ databaseName }) => databaseName);
    const cells = this.cellsOf(columns, rows);
    if (this.sink) await this.sink.insert(metadata.tableName, names, cells);
    else await this.insertCells(metadata.tableName, names, cells);
  }

  private async insertCells(
    table: string,
    columns: readonly string[],
    cells: readonly unknown[],
  ): Promise<void> {
    const names = columns.map((name) => this.escape(name)).join(', ');
    const row = `(${placeholders(columns.length)})`;
    const rows = Array.from({ length: cells.length / columns.length }, () => row);
    await this.query(
      `INSERT INTO ${this.escape(table)} (${names}) VALUES ${rows.join(', ')}`,
      cells,
    );
  }

  private cellsOf(columns: readonly ColumnMetadata[], rows: readonly object[]): unknown[] {
    const { driver } = this.runner.dataSource;
    const readers = columns.map((column) => {
      const { propertyName, type, transformer } = column;
      const isPlain = transformer === undefined && sentAsTheyStand.has(type);
      return { column, propertyName, isPlain };
    });
    const cells: unknown[] = [];
    for (const row of rows) {
      for (const { column, propertyName, isPlain } of readers) {
        const value = (row as Stored)[propertyName] ?? null;
        cells.push(isPlain ? value : driver.preparePersistentValue(value, column));
      }
    }
    return cells;
  }

  /** As the driver sends them, in the order of the entity's columns. */
  private prepared(metadata: EntityMetadata, row: object): (readonly [ColumnMetadata, unknown])[] {
    const { driver } = this.runner.dataSource;
    return metadata.columns.flatMap((column) => {
      const value = (row as Stored)[column.propertyName];
      return value === undefined
        ? []
        : [[column, driver.preparePersistentValue(value, column) as unknown] as const];
    });
  }

  private async query<Found>(sql: string, parameters: readonly unknown[] = []): Promise<Found[]> {
    return (await this.runner.query(sql, [...parameters])) as Found[];
  }

  private escape(name: string): string {
    return this.runner.dataSource.driver.escape(name);
  }
}

/** One transaction for all of a file: whole, or nothing. */
export async function inTransaction(
  runner: QueryRunner,
  work: () => Promise<'keep' | 'undo'>,
): Promise<void> {
  // On SQLite from the first moment, or the first write might find that somebody else was quicker.
  const embedded = isSqlite(runner.dataSource.options);
  await runner.query(embedded ? 'BEGIN IMMEDIATE' : 'START TRANSACTION');
  try {
    const end = await work();
    await runner.query(end === 'keep' ? 'COMMIT' : 'ROLLBACK');
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function placeholders(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ');
}

function keyOf(row: object, key: ColumnMetadata): string {
  return String((row as Stored)[key.propertyName]);
}

/** Both drivers give numbers and texts back as they were sent, booleans as 0 and 1. */
function isSame(prepared: unknown, stored: unknown): boolean {
  if (prepared === null || stored === null) return prepared === stored;
  return plain(prepared) === plain(stored);
}

function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return value instanceof Date ? value.toISOString() : String(value);
}
