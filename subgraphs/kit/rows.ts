import DataLoader from 'dataloader';
import type { DataSource, EntityManager } from 'typeorm';
import type { Connection } from './connection.js';
import { Counter, type Counting } from './counting.js';
import { valueAt, type EntityClass } from './entity.js';
import type { Listing } from './listing.js';
import type { PageRequest, ParentRow } from './page.js';
import { groupBy } from './group-by.js';
import { Pages } from './pages.js';
import { primaryKeyOf } from './primary-key.js';
import type { RowAccess } from './row-access.js';
import type { RowCheck } from './row-check.js';
import { findBy } from './found-by.js';
import { toSql } from './row-rules.js';
import { rowsOf } from './row-columns.js';
import { Select } from './select.js';
import { SqlParameters } from './sql-scope.js';
import type { RequestReads } from './statements/statements.js';
import type { WriteQueue } from './write-queue.js';

const allLimit = 200;

/**
 * One request's reading of the subgraph's tables: every look-up is batched, so that the number of
 * statements depends on the question and not on the number of rows. INVARIANT: the rule of the type
 * stands in the statement, so that a row of others costs what no row costs.
 */
export class Rows {
  private readonly pages: Pages;
  private readonly counter: Counter;
  private readonly loaders = new Map<EntityClass, Map<string, DataLoader<string, object[]>>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly reads: RequestReads,
    private readonly writes: WriteQueue,
    private readonly access: RowAccess,
    private readonly check: RowCheck,
  ) {
    this.pages = new Pages(dataSource, reads, access, check);
    this.counter = new Counter(dataSource, reads, access);
  }

  /** The row with this primary key; null when there is none for this caller. */
  load<T extends object>(entity: EntityClass<T>, id: string): Promise<T | null> {
    return this.loadOne(entity, primaryKeyOf(this.dataSource, entity) as keyof T & string, id);
  }

  /** The row with this value of a property that no two rows share; null when there is none for this caller. */
  async loadOne<T extends object>(
    entity: EntityClass<T>,
    property: keyof T & string,
    value: string,
  ): Promise<T | null> {
    const [row] = await this.loadBy(entity, property, value);
    return row ?? null;
  }

  /**
   * The row with this primary key, where the caller may read it and holds these scopes on it; null
   * for any other. For writes: the schema's guards only see what comes out.
   */
  async loadUnder<T extends object>(
    entity: EntityClass<T>,
    id: string,
    ...scopes: readonly string[]
  ): Promise<T | null> {
    const row = await this.load(entity, id);
    return row && (await this.access.meets(row, { alternatives: [scopes], rowless: false }))
      ? row
      : null;
  }

  /**
   * The caller's rows whose property has this value, by primary key; one statement for all values of a
   * request. Only for relations that stay short: a list that grows is a page.
   */
  async loadBy<T extends object>(
    entity: EntityClass<T>,
    property: keyof T & string,
    value: string,
  ): Promise<T[]> {
    let ofEntity = this.loaders.get(entity);
    if (!ofEntity) {
      ofEntity = new Map<string, DataLoader<string, object[]>>();
      this.loaders.set(entity, ofEntity);
    }
    let loader = ofEntity.get(property);
    if (!loader) {
      loader = new DataLoader<string, object[]>(
        async (values) => {
          const rows = await this.select(entity, property, values);
          const byValue = groupBy(rows, (row) => String(valueAt(row, property)));
          return values.map((asked) => byValue.get(asked) ?? []);
        },
        { maxBatchSize: 1000 },
      );
      ofEntity.set(property, loader);
    }
    return (await loader.load(value)) as T[];
  }

  /**
   * All the caller's rows of a small reference table, by primary key.
   * @throws when the table has outgrown this: then it needs a page.
   */
  async all<T extends object>(entity: EntityClass<T>): Promise<T[]> {
    const parameters = new SqlParameters('v');
    const scope = this.access.scope(entity, parameters);
    const query = new Select(this.dataSource, scope)
      .where(toSql(this.access.typeRule(entity), scope))
      .orderBy(scope.col(scope.key()))
      .limit(allLimit + 1);
    const found = await this.found(entity, query);
    if (found.length > allLimit) throw new Error(`${entity.name} is too long for a plain list.`);
    return this.check.sound(entity, found);
  }

  /** One page of a list, of all the caller's rows or of those of a parent row. */
  list<T extends object, F extends object>(
    listing: Listing<T, F>,
    asked: PageRequest<F>,
    parent?: ParentRow<T>,
  ): Connection<T> {
    return new listing.connection(this.pages.page(listing, asked, parent));
  }

  /** What is counted of a row that was read; one statement for all rows of a request. */
  count<T extends object, Name extends string>(
    declared: Counting<T, Name>,
    row: T,
  ): Promise<Readonly<Record<Name, number>>> {
    return this.counter.count(declared, row);
  }

  /** Runs a write in a database transaction; on SQLite after the writes before it. */
  write<R>(work: (manager: EntityManager) => Promise<R>): Promise<R> {
    return this.writes.run(work);
  }

  private async select(
    entity: EntityClass,
    property: string,
    values: readonly string[],
  ): Promise<object[]> {
    const parameters = new SqlParameters('v');
    const scope = this.access.scope(entity, parameters);
    const query = new Select(this.dataSource, scope).orderBy(scope.col(scope.key()));
    findBy(query, scope, property, values, this.access.typeRule(entity));
    const found = await this.found(entity, query);
    for (const row of found) this.access.markSelected(row);
    return this.check.sound(entity, found);
  }

  private async found<T extends object>(entity: EntityClass<T>, query: Select): Promise<T[]> {
    return rowsOf(this.dataSource, entity, await this.reads.lookUp(query.entities()));
  }
}
