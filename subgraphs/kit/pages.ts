import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { countEach, inTime, unknown, type Counted } from './counted.js';
import { encodeCursor } from './cursor.js';
import { entry } from './entry.js';
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
import { rowsOf } from './row-columns.js';
import { bound, Select } from './select.js';
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
    inOrder(query, scope, plan);
    return this.sliceOf(plan, await this.rowsOf(plan.listing.entity, query));
  }

  private async count(plan: Plan): Promise<Counted> {
    const [counted = unknown] = await countEach([plan], async (_, limit) => {
      const { query, scope } = this.select(plan, { reach: isFiltered(plan) ? 'each' : 'all' });
      const totals = await this.totals(scope.parameters, [query.limit(limit).text('1 AS n')]);
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
    const counted = await this.reads.count(
      bound(this.dataSource, counts.join(' UNION ALL '), parameters),
    );
    return new Map(counted.map((row) => [Number(row['place']), Number(row['total'])]));
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
    const parameters = new SqlParameters('p');
    const branches = parent.values.map((value, index) => {
      const { query, scope } = this.selectOf(plan, parent, value, parameters);
      inOrder(query, scope, plan);
      const read = `${scope.col(scope.key())} AS id, ${scope.col(plan.sort.property)} AS tri`;
      return `SELECT b${index}.* FROM (${query.text(read)}) b${index}`;
    });
    const { order } = plan.sort;
    const ranked = `SELECT p.id AS id FROM (${branches.join(' UNION ALL ')}) p ORDER BY p.tri ${order}, p.id ${order}`;
    const found = await this.reads.list(bound(this.dataSource, ranked, parameters));
    return found.map((row) => row['id'] as string);
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
    const parents = scope.col(parent.property);
    const text = query
      // An expression, so that SQLite begins with the caller's rows and not with the parents'.
      .where(`+${parents} IN (${scope.param(parent.values)})`)
      .text(`${parents} AS parent, COUNT(*) AS total`, ` GROUP BY ${parents}`);
    const counted = await inTime(this.reads.count(bound(this.dataSource, text, scope.parameters)));
    if (counted === null) return parent.values.map(() => unknown);
    const totals = new Map(counted.map((row) => [row['parent'], Number(row['total'])]));
    return parent.values.map((value) => {
      const total = totals.get(value) ?? 0;
      return { total, minimum: total };
    });
  }

  /** A branch for each parent, which ends where it has counted enough. */
  private async totalOfEach(plan: Plan, parent: Parent, limit: number): Promise<number[]> {
    const parameters = new SqlParameters('p');
    const branches = parent.values.map((value) =>
      this.selectOf(plan, parent, value, parameters).query.limit(limit).text('1 AS n'),
    );
    const totals = await this.totals(parameters, branches);
    return parent.values.map((_, index) => totals.get(index) ?? 0);
  }

  private async rowsByIds(entity: EntityClass, ids: readonly string[]): Promise<object[]> {
    if (ids.length === 0) return [];
    const id = this.idOf(entity);
    const parameters = new SqlParameters('p');
    const scope = this.access.scope(entity, parameters);
    const query = new Select(this.dataSource, scope).where(
      `${scope.col(id)} IN (${scope.param(ids)})`,
    );
    const rows = await this.rowsOf(entity, query);
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
    selection.query.where(`${scope.col(property)} = ${scope.param(value)}`);
    return selection;
  }

  private scopeOf({ listing }: Plan, parameters = new SqlParameters('p')): SqlScope {
    return this.access.scope(listing.entity, parameters);
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
    const query = new Select(this.dataSource, scope).where(toSql(rule, scope, reach));
    for (const [name, value] of used) {
      const filter = filters[name as never] as
        ((value: unknown, scope: SqlScope) => string) | undefined;
      if (!filter) throw new Error(`The filter ${name} of ${entity.name} is not declared.`);
      query.where(filter(value, scope));
    }
    return { query, scope, rule };
  }

  private async rowsOf(entity: EntityClass, query: Select): Promise<object[]> {
    return rowsOf(this.dataSource, entity, await this.reads.list(query.entities()));
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

/** One page behind the cursor, and a row more, which says whether there is another. */
function inOrder(query: Select, scope: SqlScope, { sort, first, after }: Plan): void {
  const value = scope.col(sort.property);
  const id = scope.col(scope.key());
  query.orderBy(`${value} ${sort.order}`, `${id} ${sort.order}`).limit(first + 1);
  if (!after) return;
  // The tie is broken in the direction of the sort, so that one index serves both.
  const laterId = `${id} ${sort.order === 'ASC' ? '>' : '<'} ${scope.param(after.id)}`;
  // Both databases put nulls first when ascending, and so last when descending.
  if (after.value === null) {
    const same = `(${value} IS NULL AND ${laterId})`;
    query.where(sort.order === 'ASC' ? `(${same} OR ${value} IS NOT NULL)` : same);
    return;
  }
  const bound = scope.param(after.value);
  const beyond =
    sort.order === 'ASC' ? `${value} > ${bound}` : `${value} < ${bound} OR ${value} IS NULL`;
  query.where(`${beyond} OR (${value} = ${bound} AND ${laterId})`);
}

interface Way {
  readonly reach: Reach;
  readonly parentReads: readonly string[];
  readonly scope: SqlScope;
}

interface Selection {
  readonly query: Select;
  readonly scope: SqlScope;
  readonly rule: RowRule;
}
