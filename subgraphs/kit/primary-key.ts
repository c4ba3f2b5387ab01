import type { DataSource } from 'typeorm';
import type { EntityClass } from './entity.js';

/** The property of an entity's first primary column, which names its rows. */
export function primaryKeyOf(dataSource: DataSource, entity: EntityClass): string {
  const [column] = dataSource.getMetadata(entity).primaryColumns;
  if (!column) throw new Error(`${entity.name} has no primary key`);
  return column.propertyPath;
}
