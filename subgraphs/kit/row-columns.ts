import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { EntityClass } from './entity.js';

/** One record of a result, by the names that the statement gave. */
export type SqlRecord = Readonly<Record<string, unknown>>;

/** What a statement calls the rows that it reads. */
export const rowAlias = 'ligne';

interface ReadColumn {
  /** Its name in a record. */
  readonly name: string;
  /** null: it lies in a part of the row, and TypeORM knows how to come to it. */
  readonly property: string | null;
  readonly metadata: ColumnMetadata;
  /** Whether the value is what the driver gives. */
  readonly isPlain: boolean;
}

interface RowColumns {
  /** As SQL, each under its name. */
  readonly read: string;
  readonly columns: readonly ReadColumn[];
}

/** Types whose values TypeORM hands on as its drivers gave them. */
const plainTypes: ReadonlySet<unknown> = new Set(['varchar', 'text', 'int', 'double']);

const known = new WeakMap<EntityMetadata, RowColumns>();

/** How the columns of an entity are read: as SQL, and back from its records. */
export function rowColumns(dataSource: DataSource, entity: EntityClass): RowColumns {
  const metadata = dataSource.getMetadata(entity);
  let ready = known.get(metadata);
  if (!ready) known.set(metadata, (ready = columnsOf(dataSource, metadata)));
  return ready;
}

function columnsOf({ driver }: DataSource, metadata: EntityMetadata): RowColumns {
  const columns = metadata.columns
    .filter(({ isSelect, isVirtual }) => isSelect && !isVirtual)
    .map((column, place): ReadColumn => ({
      name: `c${String(place)}`,
      property: column.embeddedMetadata ? null : column.propertyName,
      metadata: column,
      isPlain: plainTypes.has(column.type) && column.transformer === undefined,
    }));
  const row = driver.escape(rowAlias);
  const read = columns
    .map(
      ({ name, metadata: { databaseName } }) => `${row}.${driver.escape(databaseName)} AS ${name}`,
    )
    .join(', ');
  return { read, columns };
}

/** The entities of these records, each value as TypeORM would have read it. */
export function rowsOf<T extends object>(
  dataSource: DataSource,
  entity: EntityClass<T>,
  records: readonly SqlRecord[],
): T[] {
  const { columns } = rowColumns(dataSource, entity);
  const { driver } = dataSource;
  return records.map((record) => {
    const row = new entity();
    const values = row as Record<string, unknown>;
    for (const { name, property, metadata, isPlain } of columns) {
      const stored = record[name];
      const value: unknown = isPlain ? stored : driver.prepareHydratedValue(stored, metadata);
      if (property === null) metadata.setEntityValue(row, value);
      else values[property] = value;
    }
    return row;
  });
}

/**
 * What TypeORM's own builder would have done beside: conditions of its own, values made after reading.
 * @returns what an entity declares that no reading of the kit knows.
 */
export function unreadForms(metadata: EntityMetadata): readonly string[] {
  const { deleteDateColumn, discriminatorColumn, afterLoadListeners, columns } = metadata;
  return [
    ...(deleteDateColumn ? ['@DeleteDateColumn'] : []),
    ...(discriminatorColumn ? ['@TableInheritance'] : []),
    ...(afterLoadListeners.length > 0 ? ['@AfterLoad'] : []),
    ...(columns.some(({ isVirtualProperty }) => isVirtualProperty) ? ['@VirtualColumn'] : []),
  ];
}
