import { isSqlite } from './is-sqlite.js';
import DataLoader from 'dataloader';
import type { DataSource, EntityManager } from 'typeorm';
import type { AccessTable } from './access-table.js';
import type { CallerRules } from './caller-rules.js';
import type { Appelant } from './appelant.js';
import { valueAt, type EntityClass } from './entity.js';
import type { PorteeRule } from './portee.js';
import { lockedBy } from './found-by.js';
import { primaryKeyOf } from './primary-key.js';
import { allOf, decideInMemory, toSql, type RowRule } from './row-rules.js';
import type { RowCheck } from './row-check.js';
import { rowAlias } from './row-columns.js';
import { bound, Select } from './select.js';
import { SqlParameters, SqlScope } from './sql-scope.js';
import type { RequestReads } from './statements/statements.js';

const demands = new WeakMap<PorteeRule, string>();

function demandOf(portee: PorteeRule): string {
  let demand = demands.get(portee);
  if (demand === undefined) demands.set(portee, (demand = JSON.stringify(portee)));
  return demand;
}

function sameDemand(left: PorteeRule, right: PorteeRule | undefined): boolean {
  return right !== undefined && (left === right || demandOf(left) === demandOf(right));
}

/** One scope, row by row. */
function demanding(scope: string): PorteeRule {
  return { alternatives: [[scope]], rowless: false };
}

/**
 * Which rows one caller may read, for one request: as SQL for lists, and row by row for fields and
 * `_entities`. Both come from the entity's row rules and the caller's rights, and from nothing else.
 */
export class RowAccess {
  private readonly loaders = new Map<string, DataLoader<string, boolean>>();
  /** Values that are no rows themselves (a victim) belong to the row they were read from. */
  private readonly owners = new WeakMap<object, object>();
  /** Rows that a list selected under their type's own rule: no second look needed. */
  private readonly selected = new WeakSet();

  constructor(
    private readonly rules: CallerRules,
    private readonly dataSource: DataSource | null,
    private readonly check: RowCheck | null,
    private readonly reads: RequestReads | null,
  ) {}

  get appelant(): Appelant {
    return this.rules.appelant;
  }

  get table(): AccessTable {
    return this.rules.table;
  }

  /** The rule of an entity's type: which of its rows exist for this caller. */
  typeRule(entity: EntityClass): RowRule {
    return this.rules.typeRule(entity);
  }

  /** The rules of the fields that a filter or a sort reads, as one rule on this entity's rows. */
  readRule(entity: EntityClass, coordinates: readonly string[]): RowRule {
    return this.rules.readRule(entity, coordinates);
  }

  /** Says that a value which is no row itself (a victim) belongs to a row, and shares its readers. */
  own(part: object, parent: object): void {
    const row = this.ownerOf(parent);
    if (part === row || this.isRow(part)) return;
    const known = this.owners.get(part);
    // INVARIANT: a part never serves two rows, or one row's readers would see the other's value.
    if (known && !this.sameRow(known, row)) {
      throw new Error(`One ${part.constructor.name} was given to two rows.`);
    }
    this.owners.set(part, row);
  }

  markSelected(row: object): void {
    this.selected.add(row);
  }

  /** Whether the caller may see this object at all, by the rule of its type. */
  readable(value: object, typeName: string): boolean | Promise<boolean> {
    const portee = this.table.types.get(typeName);
    if (!portee || this.selected.has(value)) return true;
    return this.meets(value, portee);
  }

  /** Whether the caller holds the scopes, whatever the row. */
  holds(portee: PorteeRule): boolean {
    return this.rules.holds(portee);
  }

  /** Whether the row that `value` is, or belongs to, meets a rule. */
  meets(value: object, portee: PorteeRule): boolean | Promise<boolean> {
    if (portee.rowless) return this.holds(portee);
    const row = this.ownerOf(value);
    const entity = row.constructor as EntityClass;
    // Selected under this very demand: the database has answered it already.
    if (this.selected.has(row) && sameDemand(portee, this.table.types.get(entity.name)))
      return true;
    const rule = this.rules.rowRule(entity, portee);
    const decided = decideInMemory(rule, row, this.appelant);
    if (decided !== undefined) return decided;
    return this.loader(entity, portee).load(this.idOf(entity, row));
  }

  /**
   * The row with this id, where the caller may read it and holds `scope` on it, locked until the
   * transaction of `manager` ends; null for any other, which nobody waits for.
   */
  async lockUnder<T extends object>(
    manager: EntityManager,
    entity: EntityClass<T>,
    id: string,
    scope: string,
  ): Promise<T | null> {
    const parameters = new SqlParameters('acte');
    const row = this.scope(entity, parameters);
    const rule = allOf(this.typeRule(entity), this.rules.rowRule(entity, demanding(scope)));
    const query = manager
      .createQueryBuilder(entity, rowAlias)
      .where(lockedBy(this.database(), row, id, rule))
      .setParameters(parameters.values);
    // SQLite has one connection and no such lock: its writes come one after the other.
    if (!isSqlite(this.database().options)) query.setLock('pessimistic_write');
    return query.getOne();
  }

  /** Whether the caller may read these fields (`Type.field`) on this row. */
  async readsOn(row: object, coordinates: readonly string[]): Promise<boolean> {
    const demands = coordinates.flatMap((coordinate) => {
      const [typeName = ''] = coordinate.split('.');
      const found = [this.table.types.get(typeName), this.table.fields.get(coordinate)];
      return found.filter((portee) => portee !== undefined);
    });
    const met = await Promise.all(demands.map(async (portee) => this.meets(row, portee)));
    return !met.includes(false);
  }

  /** Whether the caller may read these fields (`Type.field`) on a row that `manager` has locked. */
  async readsUnder<T extends object>(
    manager: EntityManager,
    entity: EntityClass<T>,
    row: T,
    coordinates: readonly string[],
  ): Promise<boolean> {
    const rule = this.readRule(entity, coordinates);
    const decided = decideInMemory(rule, row, this.appelant);
    if (decided !== undefined) return decided;
    const parameters = new SqlParameters('lecture');
    const scope = this.scope(entity, parameters);
    const key = primaryKeyOf(this.database(), entity);
    return manager
      .createQueryBuilder(entity, rowAlias)
      .where(`${scope.col(key)} = ${scope.param(this.idOf(entity, row))}`)
      .andWhere(toSql(rule, scope.besideKey()))
      .setParameters(parameters.values)
      .getExists();
  }

  /** A statement's view of one entity's rows. */
  scope(entity: EntityClass, parameters: SqlParameters): SqlScope {
    return new SqlScope(this.database(), parameters, entity, rowAlias, this.appelant, {
      holding: (row, scope) => toSql(this.rules.rowRule(row.entity, demanding(scope)), row),
      reading: (row, coordinates) => toSql(this.readRule(row.entity, coordinates), row),
    });
  }

  private ownerOf(value: object): object {
    return this.owners.get(value) ?? value;
  }

  /** Says that a value made of a row is none that its field takes. */
  reportDerived(value: object, coordinate: string): void {
    this.check?.reportDerived(this.ownerOf(value), coordinate);
  }

  private isRow(value: object): boolean {
    return this.dataSource?.hasMetadata(value.constructor) ?? false;
  }

  private sameRow(left: object, right: object): boolean {
    if (left === right) return true;
    if (left.constructor !== right.constructor || !this.isRow(left)) return false;
    const entity = left.constructor as EntityClass;
    return this.idOf(entity, left) === this.idOf(entity, right);
  }

  private idOf(entity: EntityClass, row: object): string {
    return String(valueAt(row, primaryKeyOf(this.database(), entity)));
  }

  private primaryKey(entity: EntityClass): string {
    return primaryKeyOf(this.database(), entity);
  }

  /** One statement per entity and rule, whatever the number of rows of the request. */
  private loader(entity: EntityClass, portee: PorteeRule): DataLoader<string, boolean> {
    const key = `${entity.name} ${JSON.stringify(portee.alternatives)}`;
    let loader = this.loaders.get(key);
    if (!loader) {
      loader = new DataLoader<string, boolean>(
        async (ids) => {
          const parameters = new SqlParameters('acces');
          const scope = this.scope(entity, parameters);
          const id = scope.col(scope.key());
          const text = new Select(this.database(), scope)
            .where(`${id} IN (${scope.param(ids)})`)
            .where(toSql(this.rules.rowRule(entity, portee), scope.besideKey()))
            .text(`${id} AS id`);
          const found = await this.reading().lookUp(bound(this.database(), text, parameters));
          const allowed = new Set(found.map((row) => String(row['id'])));
          return ids.map((id) => allowed.has(id));
        },
        { maxBatchSize: 1000 },
      );
      this.loaders.set(key, loader);
    }
    return loader;
  }

  private database(): DataSource {
    if (!this.dataSource) throw new Error('This subgraph has no database.');
    return this.dataSource;
  }

  private reading(): RequestReads {
    if (!this.reads) throw new Error('This subgraph has no database.');
    return this.reads;
  }
}
