import {
  TableColumn,
  type QueryRunner,
  type TableColumnOptions,
  type TableForeignKeyOptions,
} from 'typeorm';
import { isSqlite } from './is-sqlite.js';

type Options = Partial<Omit<TableColumnOptions, 'name' | 'type'>>;
type Column = (name: string, options?: Options) => TableColumnOptions;

/** Column definitions that mean the same on SQLite and on MariaDB/MySQL, and leave no drift. */
export interface PortableColumns {
  /** `@Column({ type: 'varchar', length })` */
  readonly varchar: (name: string, length: number, options?: Options) => TableColumnOptions;
  /** `@Column({ type: 'int' })` */
  readonly int: Column;
  /** `@Column({ type: 'double' })` */
  readonly double: Column;
  /** `@Column({ type: 'boolean' })`: tinyint(1) on MariaDB and MySQL. */
  readonly boolean: Column;
  /** `@Column({ type: 'date' })`, a string AAAA-MM-JJ. */
  readonly date: Column;
  /** `@Column({ type: 'datetime', precision: 3 })`, set in code, always UTC. */
  readonly datetime: Column;
  /** `@Column({ type: 'text' })` */
  readonly text: Column;
  /** `@Column({ type: 'json' })`: json on MySQL, longtext on MariaDB, text on SQLite. */
  readonly json: Column;
}

export function portableColumns({ dataSource }: QueryRunner): PortableColumns {
  const sqlite = isSqlite(dataSource.options);
  const plain =
    (type: string, more: Options = {}): Column =>
    (name, options = {}) => ({ name, type, ...more, ...options });
  return {
    varchar: (name, length, options = {}) => ({
      name,
      type: 'varchar',
      length: String(length),
      ...options,
    }),
    int: plain(sqlite ? 'integer' : 'int'),
    double: plain('double'),
    boolean: sqlite ? plain('boolean') : plain('tinyint'),
    date: plain('date'),
    datetime: plain('datetime', { precision: 3 }),
    text: plain('text'),
    json: plain('json'),
  };
}

/**
 * Gives a text column another length and keeps its values. TypeORM's `changeColumn` drops and adds
 * the column anew on MariaDB and MySQL.
 */
export async function resizeVarchar(
  queryRunner: QueryRunner,
  table: string,
  column: string,
  length: number,
  options: Options = {},
): Promise<void> {
  const { driver, options: source } = queryRunner.dataSource;
  if (isSqlite(source)) {
    const resized = portableColumns(queryRunner).varchar(column, length, options);
    await queryRunner.changeColumn(table, column, new TableColumn(resized));
    return;
  }
  const nullity = options.isNullable ? 'NULL' : 'NOT NULL';
  await queryRunner.query(
    `ALTER TABLE ${driver.escape(table)} MODIFY ${driver.escape(column)} varchar(${length}) ${nullity}`,
  );
}

/** A named foreign key as `@ForeignKey(() => …, { name })` means it. */
export function foreignKey(
  name: string,
  column: string,
  referencedTable: string,
  referencedColumn: string,
): TableForeignKeyOptions {
  return {
    name,
    columnNames: [column],
    referencedTableName: referencedTable,
    referencedColumnNames: [referencedColumn],
    // Said aloud: MariaDB reports an unsaid rule as RESTRICT, which then looks like drift.
    onDelete: 'NO ACTION',
    onUpdate: 'NO ACTION',
  };
}

/**
 * Adds columns in place. TypeORM's `addColumn` copies the whole table on SQLite, which its foreign
 * keys refuse as soon as other tables point to its rows.
 */
export async function addColumns(
  queryRunner: QueryRunner,
  table: string,
  columns: readonly TableColumnOptions[],
): Promise<void> {
  const { driver } = queryRunner.dataSource;
  for (const { name, type, length, precision, isNullable, default: initial } of columns) {
    const size = length ?? precision;
    const parts = [
      `ALTER TABLE ${driver.escape(table)} ADD COLUMN ${driver.escape(name)} ${type}`,
      size ? `(${String(size)})` : type === 'tinyint' ? '(1)' : '',
      isNullable ? ' NULL' : ' NOT NULL',
      initial === undefined ? '' : ` DEFAULT ${String(initial)}`,
    ];
    await queryRunner.query(parts.join(''));
  }
}

/** Takes columns away in place; they may stand in no index and no key. */
export async function dropColumns(
  queryRunner: QueryRunner,
  table: string,
  names: readonly string[],
): Promise<void> {
  const { driver } = queryRunner.dataSource;
  for (const name of names) {
    await queryRunner.query(
      `ALTER TABLE ${driver.escape(table)} DROP COLUMN ${driver.escape(name)}`,
    );
  }
}
