import type { ColumnType, DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { Appelant } from './appelant.js';
import type { EntityClass } from './entity.js';
import { isSqlite } from './is-sqlite.js';
import { primaryKeyOf } from './primary-key.js';

/** Collects the parameters of one statement, each under a name of its own. */
export class SqlParameters {
  readonly values: Record<string, unknown> = {};
  private count = 0;

  constructor(private readonly prefix: string) {}

  add(value: unknown): string {
    const name = `${this.prefix}${String(this.count++)}`;
    this.values[name] = value;
    return Array.isArray(value) ? `:...${name}` : `:${name}`;
  }

  nextAlias(): string {
    return `${this.prefix}t${String(this.count++)}`;
  }
}

/** What the caller may do with a row, as conditions on it. */
interface Reaching {
  readonly holding: (row: SqlScope, scope: string) => string;
  readonly reading: (row: SqlScope, coordinates: readonly string[]) => string;
}

/** Rows of `entity` that meet `where`, by the property that another row is tied to. */
export interface Listed {
  readonly entity: EntityClass;
  readonly theirs: string;
  readonly where: (inner: SqlScope) => string;
}

const nothing: Reaching = { holding: () => '1 = 0', reading: () => '1 = 0' };

/**
 * How the statement comes to the row: as its database likes; by a key that stands in the statement; by
 * the nullable side of an outer join; by the value of a property.
 */
type Access = 'any' | 'key' | OuterJoin | Known;

/** A row that is joined to the keys it is looked for by, and may not be there. */
interface OuterJoin {
  /** The property that is looked for. */
  readonly property: string;
  /** The column of what it is compared with, which is there in any case. */
  readonly sought: string;
}

/** A property of the row, of which the statement says what it is. */
interface Known {
  readonly known: string;
  readonly value: string;
}

/** The key of no row: no import and no act takes a control character. */
const keyOfNone = '\u0007';

/**
 * One row in a statement under construction: quoted names and bound values, so that a predicate is
 * written once for SQLite and MariaDB and never by gluing a value into the text.
 */
export class SqlScope {
  constructor(
    readonly dataSource: DataSource,
    readonly parameters: SqlParameters,
    readonly entity: EntityClass,
    readonly alias: string,
    readonly appelant: Appelant,
    private readonly reach: Reaching = nothing,
    private readonly access: Access = 'any',
  ) {}

  /**
   * The row at the nullable side of an outer join: what is tied to it is looked for even where it is not
   * there, by what is sought or by the key of no row.
   */
  orMissing(alias: string, property: string, sought: string): SqlScope {
    const { dataSource, parameters, entity, appelant, reach } = this;
    const join = { property, sought };
    return new SqlScope(dataSource, parameters, entity, alias, appelant, reach, join);
  }

  /**
   * The same row for what is asked of it beside its key: no index is read for that. SQLite would take
   * the caller's commune for as rare as a key, and read all rows of it.
   */
  besideKey(): SqlScope {
    const { dataSource, parameters, entity, alias, appelant, reach } = this;
    return new SqlScope(dataSource, parameters, entity, alias, appelant, reach, 'key');
  }

  /**
   * The same rows where the statement says that this property has this value: what is tied to it is
   * looked for by the value, once, and not beside each row.
   */
  where(known: string, value: string): SqlScope {
    const { dataSource, parameters, entity, alias, appelant, reach } = this;
    return new SqlScope(dataSource, parameters, entity, alias, appelant, reach, { known, value });
  }

  /** The condition under which the caller holds this scope on this row. */
  under(scope: string): string {
    return this.reach.holding(this, scope);
  }

  /** The condition under which the caller reads these fields (`Type.field`) of this row. */
  reading(coordinates: readonly string[]): string {
    return this.reach.reading(this, coordinates);
  }

  /** That the row of an outer join is there. */
  isThere(): string {
    return `${this.col(this.key())} IS NOT NULL`;
  }

  /** The quoted column of this row's property (a path such as `victime.qualite` included). */
  col(property: string): string {
    const { databaseName, type } = this.column(property);
    // SQLite takes no index for an expression, and to MariaDB and MySQL it is the column.
    const sign = this.access === 'key' && isText(type) ? '+' : '';
    return `${sign}${this.quoted(this.alias)}.${this.quoted(databaseName)}`;
  }

  /** The property by which a row is told from all others. */
  key(): string {
    return primaryKeyOf(this.dataSource, this.entity);
  }

  isOnServer(): boolean {
    return !isSqlite(this.dataSource.options);
  }

  /** Binds a value; a list stands for the inside of `IN (…)`. */
  param(value: unknown): string {
    return this.parameters.add(value);
  }

  /** Quoted table name of an entity. */
  table(entity: EntityClass): string {
    return this.quoted(this.dataSource.getMetadata(entity).tableName);
  }

  /** Another entity's row in the same statement, under an alias of its own. */
  other(entity: EntityClass): SqlScope {
    const alias = this.parameters.nextAlias();
    return new SqlScope(this.dataSource, this.parameters, entity, alias, this.appelant, this.reach);
  }

  /** `EXISTS (…)`: a row of `entity` tied by `on` (its property → this row's) that meets `where`. */
  exists(
    entity: EntityClass,
    on: Readonly<Record<string, string>>,
    where: (inner: SqlScope) => string,
  ): string {
    const inner = this.other(entity);
    const ties = Object.entries(on).map(
      ([theirs, ours]) => `${inner.col(theirs)} = ${this.tie(ours)}`,
    );
    const alias = this.quoted(inner.alias);
    return `EXISTS (SELECT 1 FROM ${inner.table(entity)} ${alias} WHERE ${[...ties, where(inner)].join(' AND ')})`;
  }

  /**
   * The same as `exists` of one or another of these, said as a list that is made once: `… IN (SELECT …)`.
   * @param related all of them tied to `property` of this row.
   */
  among(property: string, related: readonly Listed[]): string {
    const lists = related.map(({ entity, theirs, where }) => {
      const inner = this.other(entity);
      const alias = this.quoted(inner.alias);
      return `SELECT ${inner.col(theirs)} AS cle FROM ${inner.table(entity)} ${alias} WHERE ${where(inner)}`;
    });
    const row = this.col(property);
    if (lists.length === 1 || !this.isOnServer()) {
      return `(${lists.map((list) => `${row} IN (${list})`).join(' OR ')})`;
    }
    // One list: of two, one of which must hold, MariaDB makes each and then looks at every row. SQLite
    // goes from the first list to its rows, and makes the second where these are not enough.
    const alias = this.quoted(this.parameters.nextAlias());
    return `${row} IN (SELECT ${alias}.cle FROM (${lists.join(' UNION ALL ')}) ${alias})`;
  }

  private tie(property: string): string {
    const col = this.col(property);
    if (typeof this.access === 'string') return col;
    if ('known' in this.access)
      return this.access.known === property ? this.param(this.access.value) : col;
    if (this.access.property === property) return this.access.sought;
    const { type } = this.column(property);
    return isText(type) ? `COALESCE(${col}, ${this.param(keyOfNone)})` : col;
  }

  private column(property: string): ColumnMetadata {
    const found = this.dataSource.getMetadata(this.entity).findColumnWithPropertyPath(property);
    if (!found) throw new Error(`${this.entity.name} has no column for ${property}`);
    return found;
  }

  private quoted(name: string): string {
    return this.dataSource.driver.escape(name);
  }
}

function isText(type: ColumnType): boolean {
  return type === 'varchar' || type === 'char' || type === 'text' || type === String;
}
