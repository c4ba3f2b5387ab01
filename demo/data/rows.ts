import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { groupBy } from '../../subgraphs/kit/group-by.js';

/** The rows of one table, in the order in which the foreign keys let them in. */
export interface TableRows {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly rows: readonly ObjectLiteral[];
}

/** The columns of an entity: what is a method or a computed field is not stored. */
export type Stored<Row> = {
  [Key in keyof Row as Row[Key] extends (...args: never[]) => unknown ? never : Key]: Row[Key];
};

export function byResidence<Row extends { readonly residenceId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  return groupBy(rows, ({ residenceId }) => residenceId);
}
