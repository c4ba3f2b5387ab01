import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { valueAt, type EntityClass } from './entity.js';
import { primaryKeyOf } from './primary-key.js';
import type { RowAccess } from './row-access.js';
import { rowAlias } from './row-columns.js';
import { bound, Select } from './select.js';
import { SqlParameters } from './sql-scope.js';
import type { RequestReads } from './statements/statements.js';

/** What is counted of a row where a field asks for it, by name: SQL on the row's quoted alias. */
export interface Counting<T extends object, Name extends string> {
  readonly entity: EntityClass<T>;
  readonly counts: (row: string) => Readonly<Record<Name, string>>;
}

/** Checks the types of a declaration, nothing else. */
export function counting<T extends object, Name extends string>(
  declared: Counting<T, Name>,
): Counting<T, Name> {
  return declared;
}

type Counts = Readonly<Record<string, number>>;

/**
 * One request's counts: a statement for all rows of a declaration. INVARIANT: it is asked of rows that
 * were read, so that a row of others takes no longer than none; in the statement that looks for the row, a
 * database counts only where it comes to one.
 */
export class Counter {
  private readonly loaders = new Map<object, DataLoader<string, Counts>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly reads: RequestReads,
    private readonly access: RowAccess,
  ) {}

  async count<T extends object, Name extends string>(
    declared: Counting<T, Name>,
    row: T,
  ): Promise<Readonly<Record<Name, number>>> {
    const { entity, counts } = declared;
    let loader = this.loaders.get(declared);
    if (!loader) {
      loader = new DataLoader<string, Counts>((ids) => this.countEach(entity, counts, ids), {
        maxBatchSize: 1000,
      });
      this.loaders.set(declared, loader);
    }
    const id = String(valueAt(row, primaryKeyOf(this.dataSource, entity)));
    return await loader.load(id);
  }

  private async countEach(
    entity: EntityClass,
    counts: (row: string) => Readonly<Record<string, string>>,
    ids: readonly string[],
  ): Promise<(Counts | Error)[]> {
    const key = primaryKeyOf(this.dataSource, entity);
    const { driver } = this.dataSource;
    const sql = Object.entries(counts(driver.escape(rowAlias)));
    const parameters = new SqlParameters('n');
    const scope = this.access.scope(entity, parameters);
    const id = scope.col(key);
    const counting = sql.map(([, expression], place) => `${expression} AS n${String(place)}`);
    const query = new Select(this.dataSource, scope).where(`${id} IN (${scope.param(ids)})`);
    const text = query.text([`${id} AS id`, ...counting].join(', '));
    const found = await this.reads.list(bound(this.dataSource, text, parameters));
    // MariaDB's driver gives what is counted as a text.
    const counted = new Map(
      found.map((row) => [
        String(row['id']),
        Object.fromEntries(sql.map(([name], place) => [name, Number(row[`n${String(place)}`])])),
      ]),
    );
    return ids.map((id) => counted.get(id) ?? new Error(`A row of ${entity.name} has gone.`));
  }
}
