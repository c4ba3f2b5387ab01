import DataLoader from 'dataloader';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { countEach, inTime, unknown, type Counted } from './counted.js';
import { encodeCursor } from './cursor.js';
import { valueAt, type EntityClass } from './entity.js';
import { groupBy } from './group-by.js';
import type { ListingDeclaration } from './listing.js';
import { Pace } from './pace.js';
import type { Page, PageRequest, PageSlice, ParentRow } from './page.js';
import { isFiltered, planOf, sortable, type Plan } from './page-plan.js';
import { primaryKeyOf } from './primary-key.js';
import type { RowAccess } from './row-access.js';
import type { RowCheck } from './row-check.js';
import { allOf, isFoundByOthers, toSql, type Reach, type RowRule } from './row-rules.js';
import { SqlParameters, type SqlScope } from './sql-scope.js';
import type { RequestReads } from './statements/statements.js';

/** Parents whose pages are read by one statement; SQLite takes 500 branches at most. */
const mostBranches = 50;

interface Parent {
  readonly property: string;
  readonly reads: readonly string[];
  readonly values: readonly string[];
}

/** Lists rows under the caller's rules, page by page; pages of several parents share statements. */
export class Pages {
  private readonly slices = new Map<string, DataLoader<string, PageSlice<object>>>();
  private readonly counts = new Map<string, DataLoader<string, Counted>>();
  private readonly listings = new Map<ListingDeclaration, number>();
  private readonly pace = new Pace();

  constructor(
    private readonly dataSource: DataSource,
    private readonly reads: RequestReads,
    private readonly access: RowAccess,
    private readonly check: RowCheck,
  ) {}

  /** @throws GraphQLError BAD_USER_INPUT for a size, cursor or order that cannot be. */
  page<T extends object, F extends object>(
    listing: ListingDeclaration<T, F>,
    request: PageRequest<F>,
    parent?: ParentRow<T>,
  ): Page<T> {
    const plan = planOf(listing, request);
    if (!parent) {
      let slice: Promise<PageSlice<T>> | undefined;
      let counted: Promise<Counted> | undefined;
      return {
        slice: () => (slice ??= this.slice(plan) as Promise<PageSlice<T>>),
        counted: () => (counted ??= this.count(plan)),
        pace: this.pace,
      };
    }
    const { property, reads = [] } = parent;
    // Every parent of the same answer asks the same question: they share one loader.
    const key = JSON.stringify([this.numberOf(plan.listing), property, reads, request]);
    const slices = entry(
      this.slices,
      key,
      () => new DataLoader((values) => this.slicesByParent(plan, { property, reads, values })),
    );
    const counts = entry(
      this.counts,
      key,
      () => new DataLoader((values) => this.countsByParent(plan, { property, reads, values })),
    );
    return {
      slice: () => slices.load(parent.value) as Promise<PageSlice<T>>,
      counted: () => counts.load(parent.value),
      pace: this.pace,
    };
  }

  private numberOf(listing: ListingDeclaration): number {
    return entry(this.listings, listing, () => this.listings.size);
  }

  private async slice(plan: Plan): Promise<PageSlice<object>> {
    const { query, scope } = this.select(plan);
    this.startAfter(query, scope, plan);
    query
      .orderBy(`ligne.${plan.sort.property}`, plan.sort.order)
      .addOrderBy(`ligne.${this.idOf(plan.listing.entity)}`, plan.sort.order)
      .limit(plan.first + 1)
      .setParameters(scope.parameters.values);
    const rows = await this.reads.list((runner) => query.setQueryRunner(runner).getMany());
    return this.sliceOf(plan, rows);
  }

  private async count(plan: Plan): Promise<Counted> {
    const [counted = unknown] = await countEach([plan], async (_, limit) => {
      const { query, scope } = this.select(plan, { reach: isFiltered(plan) ? 'each' : 'all' });
      const totals = await this.totals(scope.parameters, [
        query.select('1', 'n').limit(limit).getQuery(),
      ]);
      return [totals.get(0) ?? 0];
    });
    return counted;
  }

  /** How many rows each of these statements finds, by its place. */
  private async totals(
    parameters: SqlParameters,
    branches: readonly string[],
  ): Promise<ReadonlyMap<number, number>> {
    const counts = branches.map(
      (branch, index) => `SELECT ${index} AS place, COUNT(*) AS total FROM (${branch}) b${index}`,
    );
    const query = this.dataSource
      .createQueryBuilder()
      .select('c.place', 'place')
      .addSelect('c.total', 'total')
      .from(`(${counts.join(' UNION ALL ')})`, 'c')
      .setParameters(parameters.values);
    const counted = await this.reads.count((runner) =>
      query.setQueryRunner(runner).getRawMany<{ place: number | string; total: number | string }>(),
    );
    return new Map(counted.map(({ place, total }) => [Number(place), Number(total)]));
  }

  private async slicesByParent(plan: Plan, parent: Parent): Promise<PageSlice<object>[]> {
    const ids: string[] = [];
    for (let at = 0; at < parent.values.length; at += mostBranches) {
      const values = parent.values.slice(at, at + mostBranches);
      ids.push(...(await this.firstOfEach(plan, { ...parent, values })));
    }
    const rows = await this.rowsByIds(plan.listing.entity, ids);
    const byParent = groupBy(rows, (row) => valueAt(row, parent.property));
    return parent.values.map((value) => this.sliceOf(plan, byParent.get(value) ?? []));
  }

  /**
   * The ids of each parent's page, in order. Every parent is a branch with a limit of its own, so
   * that an index that has its rows in order is read no further than the page.
   */
  private async firstOfEach(plan: Plan, parent: Parent): Promise<string[]> {
    const id = this.idOf(plan.listing.entity);
    const parameters = new SqlParameters('p');
    const branches = parent.values.map((value, index) => {
      const { query, scope } = this.selectOf(plan, parent, value, parameters);
      this.startAfter(query, scope, plan);
      query
        .select(scope.col(id), 'id')
        .addSelect(scope.col(parent.property), 'parent')
        .addSelect(scope.col(plan.sort.property), 'tri')
        .orderBy(`ligne.${plan.sort.property}`, plan.sort.order)
        .addOrderBy(`ligne.${id}`, plan.sort.order)
        .limit(plan.first + 1);
      return `SELECT b${index}.* FROM (${query.getQuery()}) b${index}`;
    });
    const ranked = this.dataSource
      .createQueryBuilder()
      .select('p.id', 'id')
      .from(`(${branches.join(' UNION ALL ')})`, 'p')
      .orderBy('p.tri', plan.sort.order)
      .addOrderBy('p.id', plan.sort.order)
      .setParameters(parameters.values);
    const found = await this.reads.list((runner) =>
      ranked.setQueryRunner(runner).getRawMany<{ id: string }>(),
    );
    return found.map((row) => row.id);
  }

  private async countsByParent(plan: Plan, parent: Parent): Promise<readonly Counted[]> {
    if (!isFiltered(plan)) {
      const selection = this.select(plan, { reach: 'all', parentReads: parent.reads });
      // The caller's rows are found by others that point to them: all of them at once.
      if (isFoundByOthers(selection.rule, parent.property))
        return this.groupedTotals(selection, parent);
    }
    return countEach(parent.values, async (values, limit) => {
      const totals: number[] = [];
      for (let at = 0; at < values.length; at += mostBranches) {
        const some = values.slice(at, at + mostBranches);
        totals.push(...(await this.totalOfEach(plan, { ...parent, values: some }, limit)));
      }
      return totals;
    });
  }

  private async groupedTotals({ query, scope }: Selection, parent: Parent): Promise<Counted[]> {
    query
      // An expression, so that SQLite begins with the caller's rows and not with the parents'.
      .andWhere(`+${scope.col(parent.property)} IN (${scope.param([...parent.values])})`)
      .select(scope.col(parent.property), 'parent')
      .addSelect('COUNT(*)', 'total')
      .groupBy(scope.col(parent.property))
      .setParameters(scope.parameters.values);
    const counted = await inTime(
      this.reads.count((runner) =>
        query.setQueryRunner(runner).getRawMany<{ parent: string; total: number | string }>(),
      ),
    );
    if (counted === null) return parent.values.map(() => unknown);
    const totals = new Map(counted.map((row) => [row.parent, Number(row.total)]));
    return parent.values.map((value) => {
      const total = totals.get(value) ?? 0;
      return { total, minimum: total };
    });
  }

  /** A branch for each parent, which ends where it has counted enough. */
  private async totalOfEach(plan: Plan, parent: Parent, limit: number): Promise<number[]> {
    const parameters = new SqlParameters('p');
    const branches = parent.values.map((value) =>
      this.selectOf(plan, parent, value, parameters).query.select('1', 'n').limit(limit).getQuery(),
    );
    const totals = await this.totals(parameters, branches);
    return parent.values.map((_, index) => totals.get(index) ?? 0);
  }

  private async rowsByIds(entity: EntityClass, ids: readonly string[]): Promise<object[]> {
    if (ids.length === 0) return [];
    const id = this.idOf(entity);
    const parameters = new SqlParameters('p');
    const scope = this.access.scope(entity, 'ligne', parameters);
    const query = this.dataSource
      .getRepository(entity)
      .createQueryBuilder('ligne')
      .where(`${scope.col(id)} IN (${scope.param(ids)})`)
      .setParameters(parameters.values);
    const rows = await this.reads.list((runner) => query.setQueryRunner(runner).getMany());
    const byId = new Map(rows.map((row) => [valueAt(row, id) as string, row]));
    return ids.flatMap((key) => byId.get(key) ?? []);
  }

  /** Those of one parent, whose value stands in the statement. */
  private selectOf(
    plan: Plan,
    { property, reads }: Parent,
    value: string,
    parameters: SqlParameters,
  ): Selection {
    const scope = this.scopeOf(plan, parameters).where(property, value);
    const selection = this.select(plan, { parentReads: reads, scope });
    selection.query.andWhere(`${scope.col(property)} = ${scope.param(value)}`);
    return selection;
  }

  private scopeOf({ listing }: Plan, parameters = new SqlParameters('p')): SqlScope {
    return this.access.scope(listing.entity, 'ligne', parameters);
  }

  /** The rows that count for this caller and these filters, before any cursor. */
  private select(
    plan: Plan,
    { reach = 'each', parentReads = [], scope = this.scopeOf(plan) }: Partial<Way> = {},
  ): Selection {
    const { entity, filters } = plan.listing;
    const used = Object.entries(plan.filtre).filter(
      ([, value]) => value !== undefined && value !== null,
    );
    const reads = [
      ...(plan.sort.reads ?? []),
      ...parentReads,
      ...used.flatMap(
        ([name]) => this.access.table.reads.get(`${plan.listing.filtre?.name ?? ''}.${name}`) ?? [],
      ),
    ];
    // A filter or an order must not tell apart rows on which its field is not readable.
    const rule = allOf(this.access.typeRule(entity), this.access.readRule(entity, reads));
    const query = this.dataSource
      .getRepository(entity)
      .createQueryBuilder('ligne')
      .where(toSql(rule, scope, reach));
    for (const [name, value] of used) {
      const filter = filters[name as never] as
        ((value: unknown, scope: SqlScope) => string) | undefined;
      if (!filter) throw new Error(`The filter ${name} of ${entity.name} is not declared.`);
      query.andWhere(filter(value, scope));
    }
    return { query, scope, rule };
  }

  private startAfter(query: SelectQueryBuilder<object>, scope: SqlScope, plan: Plan): void {
    if (!plan.after) return;
    const value = scope.col(plan.sort.property);
    const id = scope.col(this.idOf(plan.listing.entity));
    // The tie is broken in the direction of the sort, so that one index serves both.
    const laterId = `${id} ${plan.sort.order === 'ASC' ? '>' : '<'} ${scope.param(plan.after.id)}`;
    // Both databases put nulls first when ascending, and so last when descending.
    if (plan.after.value === null) {
      const same = `(${value} IS NULL AND ${laterId})`;
      query.andWhere(plan.sort.order === 'ASC' ? `(${same} OR ${value} IS NOT NULL)` : same);
      return;
    }
    const bound = scope.param(plan.after.value);
    const beyond =
      plan.sort.order === 'ASC' ? `${value} > ${bound}` : `${value} < ${bound} OR ${value} IS NULL`;
    query.andWhere(`(${beyond} OR (${value} = ${bound} AND ${laterId}))`);
  }

  private sliceOf(plan: Plan, found: readonly object[]): PageSlice<object> {
    const page = found.slice(0, plan.first);
    const id = this.idOf(plan.listing.entity);
    const cursorOf = (row: object): string =>
      encodeCursor({
        sort: plan.sortName,
        value: sortable(valueAt(row, plan.sort.property)),
        id: valueAt(row, id) as string,
      });
    // Before any row is left out: who turns the page goes on behind what was read.
    const cursors = new Map(page.map((row) => [row, cursorOf(row)]));
    const rows = this.check.sound(plan.listing.entity, page);
    for (const row of rows) this.access.markSelected(row);
    const [first] = page;
    const last = page.at(-1);
    return {
      rows,
      cursors: rows.map((row) => cursors.get(row) ?? ''),
      startCursor: first ? (cursors.get(first) ?? null) : null,
      endCursor: last ? (cursors.get(last) ?? null) : null,
      hasNextPage: found.length > plan.first,
      hasPreviousPage: plan.after !== null,
    };
  }

  private idOf(entity: EntityClass): string {
    return primaryKeyOf(this.dataSource, entity);
  }
}

interface Way {
  readonly reach: Reach;
  readonly parentReads: readonly string[];
  readonly scope: SqlScope;
}

interface Selection {
  readonly query: SelectQueryBuilder<object>;
  readonly scope: SqlScope;
  readonly rule: RowRule;
}

function entry<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}
