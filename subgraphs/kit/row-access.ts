import { isSqlite } from './is-sqlite.js';
import DataLoader from 'dataloader';
import type { DataSource, EntityManager } from 'typeorm';
import type { AccessTable } from './access-table.js';
import type { Appelant } from './appelant.js';
import { valueAt, type EntityClass } from './entity.js';
import type { PorteeRule } from './portee.js';
import { lockedBy } from './found-by.js';
import { primaryKeyOf } from './primary-key.js';
import { allOf, anyOf, decideInMemory, everybody, nobody, toSql } from './row-rules.js';
import type { RowRule, RowRules } from './row-rules.js';
import type { RowCheck } from './row-check.js';
import { SqlParameters, SqlScope } from './sql-scope.js';
import type { RequestReads } from './statements/statements.js';

export type RowRulesByEntity = ReadonlyMap<EntityClass, RowRules>;

function sameDemand(left: PorteeRule, right: PorteeRule | undefined): boolean {
  return JSON.stringify(left.alternatives) === JSON.stringify(right?.alternatives);
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
    readonly appelant: Appelant,
    readonly table: AccessTable,
    private readonly rules: RowRulesByEntity,
    private readonly dataSource: DataSource | null,
    private readonly check: RowCheck | null,
    private readonly reads: RequestReads | null,
  ) {}

  /** What `portee` comes down to on this entity's rows, for this caller. */
  rowRule(entity: EntityClass, portee: PorteeRule | undefined): RowRule {
    if (!portee) return everybody;
    if (this.appelant.signataire === null) return nobody;
    if (portee.alternatives === null) return everybody;
    if (portee.rowless) return this.holds(portee) ? everybody : nobody;
    const perimetres = this.rules.get(entity)?.perimetres ?? {};
    const ofScope = (scope: string): RowRule => {
      const droit = this.appelant.droits.get(scope);
      if (!droit) return nobody;
      if (droit.perimetres === null) return everybody;
      return anyOf(...droit.perimetres.map((perimetre) => perimetres[perimetre] ?? nobody));
    };
    return anyOf(...portee.alternatives.map((scopes) => allOf(...scopes.map(ofScope))));
  }

  /** The rule of an entity's type: which of its rows exist for this caller. */
  typeRule(entity: EntityClass): RowRule {
    return this.rowRule(entity, this.table.types.get(entity.name));
  }

  /** The rules of the fields that a filter or a sort reads, as one rule on this entity's rows. */
  readRule(entity: EntityClass, coordinates: readonly string[]): RowRule {
    return allOf(
      ...coordinates.map((coordinate) => {
        const [typeName = ''] = coordinate.split('.');
        return allOf(
          this.rowRule(entity, this.table.types.get(typeName)),
          this.rowRule(entity, this.table.fields.get(coordinate)),
        );
      }),
    );
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
  async readable(value: object, typeName: string): Promise<boolean> {
    const portee = this.table.types.get(typeName);
    if (!portee || this.selected.has(value)) return true;
    return this.meets(value, portee);
  }

  /** Whether the caller holds the scopes, whatever the row. */
  holds({ alternatives }: PorteeRule): boolean {
    const { signataire, droits } = this.appelant;
    if (signataire === null) return false;
    return alternatives?.some((scopes) => scopes.every((scope) => droits.has(scope))) ?? true;
  }

  /** Whether the row that `value` is, or belongs to, meets a rule. */
  async meets(value: object, portee: PorteeRule): Promise<boolean> {
    if (portee.rowless) return this.holds(portee);
    const row = this.ownerOf(value);
    const entity = row.constructor as EntityClass;
    // Selected under this very demand: the database has answered it already.
    if (this.selected.has(row) && sameDemand(portee, this.table.types.get(entity.name)))
      return true;
    const rule = this.rowRule(entity, portee);
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
    const row = this.scope(entity, 'ligne', parameters);
    const rule = allOf(this.typeRule(entity), this.rowRule(entity, demanding(scope)));
    const query = manager
      .createQueryBuilder(entity, 'ligne')
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
    const met = await Promise.all(demands.map((portee) => this.meets(row, portee)));
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
    const scope = this.scope(entity, 'ligne', parameters);
    const key = primaryKeyOf(this.database(), entity);
    return manager
      .createQueryBuilder(entity, 'ligne')
      .where(`${scope.col(key)} = ${scope.param(this.idOf(entity, row))}`)
      .andWhere(toSql(rule, scope.besideKey()))
      .setParameters(parameters.values)
      .getExists();
  }

  /** A statement's view of one entity's rows. */
  scope(entity: EntityClass, alias: string, parameters: SqlParameters): SqlScope {
    return new SqlScope(this.database(), parameters, entity, alias, this.appelant, {
      holding: (row, scope) => toSql(this.rowRule(row.entity, demanding(scope)), row),
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
          const scope = this.scope(entity, 'ligne', parameters);
          const key = primaryKeyOf(this.database(), entity);
          const query = this.database()
            .getRepository(entity)
            .createQueryBuilder('ligne')
            .select(scope.col(key), 'id')
            .where(`${scope.col(key)} IN (${scope.param([...ids])})`)
            .andWhere(toSql(this.rowRule(entity, portee), scope.besideKey()))
            .setParameters(parameters.values);
          const found = await this.reading().lookUp((runner) =>
            query.setQueryRunner(runner).getRawMany<{ id: unknown }>(),
          );
          const allowed = new Set(found.map((row) => String(row.id)));
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
