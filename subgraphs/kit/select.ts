import type { DataSource } from 'typeorm';
import { rowColumns } from './row-columns.js';
import type { SqlParameters, SqlScope } from './sql-scope.js';

/** A statement with its values in the order of their places, as a driver takes both. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Puts the bound values at their places. */
export function bound(
  { driver }: DataSource,
  sql: string,
  { values: named }: SqlParameters,
): Statement {
  const [text, values] = driver.escapeQueryWithParameters(sql, named);
  return { sql: text, values };
}

/**
 * One SELECT over the rows of an entity, written part by part. TypeORM's builder keeps a model of the
 * statement and of its result, which costs more than a page of rows does.
 */
export class Select {
  private readonly conditions: string[] = [];
  private order = '';
  private limited = '';
  private rows: string;

  /** @param scope the row that every part stands for. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly scope: SqlScope,
  ) {
    this.rows = `${scope.table(scope.entity)} ${dataSource.driver.escape(scope.alias)}`;
  }

  /** Its rows are looked for by another table's, and may not be there. */
  joinedTo(table: string, on: string): this {
    this.rows = `${table} LEFT JOIN ${this.rows} ON ${on}`;
    return this;
  }

  /** One more condition that all rows meet. */
  where(condition: string): this {
    this.conditions.push(`(${condition})`);
    return this;
  }

  orderBy(...columns: readonly string[]): this {
    this.order = ` ORDER BY ${columns.join(', ')}`;
    return this;
  }

  limit(rows: number): this {
    this.limited = ` LIMIT ${String(rows)}`;
    return this;
  }

  /** What is read of each row, and how its result is grouped. */
  text(read: string, grouping = ''): string {
    const where = this.conditions.length > 0 ? ` WHERE ${this.conditions.join(' AND ')}` : '';
    return `SELECT ${read} FROM ${this.rows}${where}${grouping}${this.order}${this.limited}`;
  }

  /** All columns of each row, as `rowsOf` takes them. */
  entities(): Statement {
    const { dataSource, scope } = this;
    const { read } = rowColumns(dataSource, scope.entity);
    return bound(dataSource, this.text(read), scope.parameters);
  }
}
