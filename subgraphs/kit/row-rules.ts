import type { Perimetre } from '../../schema/contract/territoire.js';
import type { Appelant } from './appelant.js';
import { valueAt, type EntityClass } from './entity.js';
import type { SqlScope } from './sql-scope.js';

/**
 * One way for a row to be within a caller's reach. A rule is a value: `toSql` writes it as a
 * predicate for lists and counts, `decideInMemory` applies it to a loaded row. One declaration,
 * both uses.
 */
export type RowRule =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'caller'; readonly holds: (appelant: Appelant) => boolean }
  | { readonly kind: 'column'; readonly property: string; readonly values: CallerValues }
  | { readonly kind: 'all' | 'any'; readonly rules: readonly RowRule[] }
  | {
      readonly kind: 'related';
      readonly entity: () => EntityClass;
      /** Property of the related entity → property of this row, both equal. */
      readonly on: Readonly<Record<string, string>>;
      readonly rule: RowRule;
    }
  | { readonly kind: 'sql'; readonly write: (scope: SqlScope) => string | null };

/** What the caller has to be compared with; undefined, null or an empty list: nobody. */
type CallerValues = (appelant: Appelant) => string | readonly string[] | null | undefined;

export const everybody: RowRule = { kind: 'everybody' };
export const nobody: RowRule = { kind: 'nobody' };

/** The row's property equals (one of) the caller's: `column('commune', (a) => a.territoire.commune)`. */
export function column(property: string, values: CallerValues): RowRule {
  return { kind: 'column', property, values };
}

/** Every row or none, by the caller alone: `when((a) => a.signataire === 'ekidom')`. */
export function when(holds: (appelant: Appelant) => boolean): RowRule {
  return { kind: 'caller', holds };
}

export function anyOf(...rules: readonly RowRule[]): RowRule {
  if (rules.some((rule) => rule.kind === 'everybody')) return everybody;
  const useful = rules.filter((rule) => rule.kind !== 'nobody');
  if (useful.length === 0) return nobody;
  return useful.length === 1 && useful[0] ? useful[0] : { kind: 'any', rules: useful };
}

export function allOf(...rules: readonly RowRule[]): RowRule {
  if (rules.some((rule) => rule.kind === 'nobody')) return nobody;
  const useful = rules.filter((rule) => rule.kind !== 'everybody');
  if (useful.length === 0) return everybody;
  return useful.length === 1 && useful[0] ? useful[0] : { kind: 'all', rules: useful };
}

/**
 * A related row exists that meets `rule`:
 * `related(() => Residence, { id: 'residenceId' }, column('commune', …))`, or through a join table
 * `related(() => Destinataire, { signalementId: 'id' }, column('signataire', (a) => a.signataire))`.
 */
export function related(
  entity: () => EntityClass,
  on: Readonly<Record<string, string>>,
  rule: RowRule = everybody,
): RowRule {
  return { kind: 'related', entity, on, rule };
}

/**
 * Last resort for what the other forms cannot say: a SQL condition on the row, with names and
 * values only through `scope` (`scope.col('id')`, `scope.param(value)`). null: nobody.
 */
export function sql(write: (scope: SqlScope) => string | null): RowRule {
  return { kind: 'sql', write };
}

/** How one entity meets each perimeter. A perimeter that is not declared means: no row. */
export interface RowRules<T extends object = object> {
  readonly entity: EntityClass<T>;
  readonly perimetres: Readonly<Partial<Record<Perimetre, RowRule>>>;
}

/** Declares, once per entity, how a row meets each perimeter. */
export function rowRules<T extends object>(
  entity: EntityClass<T>,
  perimetres: Readonly<Partial<Record<Perimetre, RowRule>>>,
): RowRules<T> {
  return { entity, perimetres };
}

/**
 * Perimeters of an entity whose rows belong to another's: each is met where the owner's row meets
 * it. `rowRules(Reunion, following(instanceRows, { id: 'instanceId' }))`.
 */
export function following(
  owner: RowRules,
  on: Readonly<Record<string, string>>,
): RowRules['perimetres'] {
  return Object.fromEntries(
    Object.entries(owner.perimetres).map(([perimetre, rule]) => [
      perimetre,
      related(() => owner.entity, on, rule),
    ]),
  );
}

/**
 * Values up to here are compared one by one. SQLite builds a table of an `IN` list once it comes to a
 * row, so that the time of a look-up would tell a hidden row from none.
 */
const longestAlternative = 20;

/** The rule as a SQL predicate on the row that `scope` stands for. */
export function toSql(rule: RowRule, scope: SqlScope): string {
  switch (rule.kind) {
    case 'everybody':
      return '1 = 1';
    case 'nobody':
      return '1 = 0';
    case 'caller':
      return rule.holds(scope.appelant) ? '1 = 1' : '1 = 0';
    case 'column': {
      const values = listOf(rule.values(scope.appelant));
      if (values.length === 0) return '1 = 0';
      const col = scope.col(rule.property);
      if (values.length > longestAlternative) return `${col} IN (${scope.param(values)})`;
      return `(${values.map((value) => `${col} = ${scope.param(value)}`).join(' OR ')})`;
    }
    case 'all':
      return `(${rule.rules.map((part) => toSql(part, scope)).join(' AND ')})`;
    case 'any':
      return `(${rule.rules.map((part) => toSql(part, scope)).join(' OR ')})`;
    case 'related':
      return scope.exists(rule.entity(), rule.on, (inner) => toSql(rule.rule, inner));
    case 'sql':
      return rule.write(scope) ?? '1 = 0';
  }
}

/** The rule on a loaded row; undefined where only the database can tell. */
export function decideInMemory(
  rule: RowRule,
  row: object,
  appelant: Appelant,
): boolean | undefined {
  switch (rule.kind) {
    case 'everybody':
      return true;
    case 'nobody':
      return false;
    case 'caller':
      return rule.holds(appelant);
    case 'column': {
      const values = listOf(rule.values(appelant));
      if (values.length === 0) return false;
      const value = valueAt(row, rule.property);
      // A column that was not selected is no answer; a null one meets nothing, as in SQL.
      return value === undefined ? undefined : values.includes(value as string);
    }
    case 'all': {
      const parts = rule.rules.map((part) => decideInMemory(part, row, appelant));
      return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
    }
    case 'any': {
      const parts = rule.rules.map((part) => decideInMemory(part, row, appelant));
      return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
    }
    case 'related':
    case 'sql':
      return undefined;
  }
}

function listOf(values: ReturnType<CallerValues>): readonly string[] {
  if (values === null || values === undefined) return [];
  return typeof values === 'string' ? [values] : values;
}
