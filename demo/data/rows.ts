import type { EntityTarget, ObjectLiteral } from 'typeorm';

/** The rows of one table, in the order in which the foreign keys let them in. */
export interface TableRows {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly rows: readonly ObjectLiteral[];
}

export function table<Row extends ObjectLiteral>(
  entity: new () => Row,
  rows: readonly Stored<Row>[],
): TableRows {
  return { entity, rows };
}

/** The columns of an entity: what is a method or a computed field is not stored. */
export type Stored<Row> = {
  [Key in keyof Row as Row[Key] extends (...args: never[]) => unknown ? never : Key]: Row[Key];
};
