import type { Perimetre } from '../../schema/contract/territoire.js';
import type { Appelant } from './appelant.js';
import { valueAt, type EntityClass } from './entity.js';
import { groupBy } from './group-by.js';
import type { Listed, SqlScope } from './sql-scope.js';

/**
 * One way for a row to be within a caller's reach. A rule is a value: `toSql` writes it as a
 * predicate for lists and counts, `decideInMemory` applies it to a loaded row. One declaration,
 * both uses.
 */
export type RowRule =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'caller'; readonly holds: (appelant: Appelant) => boolean }
  | {
      readonly kind: 'column';
      readonly property: string;
      readonly values: CallerValues;
      /** Most rows have one of these values. */
      readonly mostly?: true;
    }
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

/** The same of a text that most rows have: no index is read for it, which would bring nearly all of them. */
export function mostly(property: string, values: CallerValues): RowRule {
  return { kind: 'column', property, values, mostly: true };
}

/** Every row or none, by the caller alone: `when((a) => a.signataire === 'ekidom')`. */
export function when(holds: (appelant: Appelant) => boolean): RowRule {
  return { kind: 'caller', holds };
}

export function anyOf(...rules: readonly RowRule[]): RowRule {
  return combined('any', rules);
}

export function allOf(...rules: readonly RowRule[]): RowRule {
  return combined('all', rules);
}

/**
 * Without what the other parts say already. The rules of a type, of its fields and of a filter are
 * often the same perimeters, or wider ones: a database that is asked A AND (A OR B) looks for B on
 * every row all the same.
 */
function combined(kind: 'all' | 'any', rules: readonly RowRule[]): RowRule {
  const [neutral, decisive] = kind === 'all' ? [everybody, nobody] : [nobody, everybody];
  if (rules.some((rule) => rule.kind === decisive.kind)) return decisive;
  const useful = rules
    .filter((rule) => rule.kind !== neutral.kind)
    .flatMap((rule) => partsOf(kind, rule));
  const [first] = useful;
  if (!first) return neutral;
  if (useful.length === 1) return first;
  // A conjunct with fewer alternatives implies one with the same and more; a disjunct with more
  // conditions is implied by one with fewer.
  const inner = kind === 'all' ? 'any' : 'all';
  const kept = useful.filter(
    (rule, index) =>
      !useful.some(
        (other, at) =>
          at !== index &&
          isPart(inner, other, rule) &&
          // Of two that say the same, the first stays.
          (at < index || !isPart(inner, rule, other)),
      ),
  );
  return kept.length === 1 && kept[0] ? kept[0] : { kind, rules: kept };
}

function partsOf(kind: 'all' | 'any', rule: RowRule): readonly RowRule[] {
  return rule.kind === kind && 'rules' in rule ? rule.rules : [rule];
}

function isPart(kind: 'all' | 'any', small: RowRule, large: RowRule): boolean {
  const parts = partsOf(kind, large);
  return partsOf(kind, small).every((part) => parts.some((other) => isSame(part, other)));
}

/** Whether two rules are known to say the same; two that merely behave alike are not. */
function isSame(left: RowRule, right: RowRule): boolean {
  if (left === right) return true;
  if (left.kind === 'column' && right.kind === 'column') {
    return left.property === right.property && left.values === right.values;
  }
  if (left.kind === 'related' && right.kind === 'related') {
    return (
      left.entity() === right.entity() &&
      JSON.stringify(left.on) === JSON.stringify(right.on) &&
      isSame(left.rule, right.rule)
    );
  }
  if ('rules' in left && 'rules' in right && left.kind === right.kind) {
    return isPart(left.kind, left, right) && isPart(left.kind, right, left);
  }
  return false;
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

/**
 * How a related row is looked for: beside each row, which is cheap while few rows are looked at, or
 * all of them at once, which is cheap where every row is. Both hold for the same rows.
 */
export type Reach = 'each' | 'all';

/** The rule as a SQL predicate on the row that `scope` stands for. */
export function toSql(rule: RowRule, scope: SqlScope, reach: Reach = 'each'): string {
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
      // SQLite takes no index for an expression, and to MariaDB and MySQL it is the column.
      const col = `${rule.mostly ? '+' : ''}${scope.col(rule.property)}`;
      if (values.length > longestAlternative) return `${col} IN (${scope.param(values)})`;
      return `(${values.map((value) => `${col} = ${scope.param(value)}`).join(' OR ')})`;
    }
    case 'all': {
      // Of several lists of related rows one is made; of what is in it the others are looked for.
      const listed = rule.rules.find(({ kind }) => kind === 'related');
      const reachOf = (part: RowRule): Reach =>
        part.kind === 'related' && part !== listed ? 'each' : reach;
      return `(${rule.rules.map((part) => toSql(part, scope, reachOf(part))).join(' AND ')})`;
    }
    case 'any': {
      const parts =
        reach === 'all'
          ? anyListed(rule.rules, scope)
          : rule.rules.map((part) => toSql(part, scope));
      return `(${parts.join(' OR ')})`;
    }
    case 'related': {
      const where = (inner: SqlScope): string => toSql(rule.rule, inner, reach);
      const ours = reach === 'all' ? tieOf(rule) : null;
      return ours === null
        ? scope.exists(rule.entity(), rule.on, where)
        : scope.among(ours, [listedBy(rule)]);
    }
    case 'sql':
      // What somebody else wrote may say `a OR b`.
      return `(${rule.write(scope) ?? '1 = 0'})`;
  }
}

type RelatedRule = Extract<RowRule, { readonly kind: 'related' }>;

/** The alternatives, those of related rows that are tied to one property as one list. */
function anyListed(rules: readonly RowRule[], scope: SqlScope): readonly string[] {
  // A server would make the list of keys, and look at every row all the same for the other alternatives.
  const keyed = scope.isOnServer() ? rules.filter((rule) => isTiedTo(rule, scope.key())) : [];
  const beside = keyed.length < rules.length ? keyed : [];
  const listed = rules.filter((rule) => !beside.includes(rule));
  const tied = listed.filter((rule) => rule.kind === 'related');
  const alone = listed.filter((rule) => rule.kind !== 'related');
  const lists = [...groupBy(tied, tieOf)].flatMap(([ours, some]) =>
    ours === null
      ? some.map((rule) => toSql(rule, scope, 'all'))
      : [scope.among(ours, some.map(listedBy))],
  );
  return [
    ...alone.map((rule) => toSql(rule, scope, 'all')),
    ...lists,
    ...beside.map((rule) => toSql(rule, scope)),
  ];
}

/** Whether no row is within reach but by rows of other tables tied to this property. */
function isTiedTo(rule: RowRule, property: string): boolean {
  if (rule.kind === 'related') return tieOf(rule) === property;
  if (rule.kind === 'any') return rule.rules.every((part) => isTiedTo(part, property));
  return rule.kind === 'all' && rule.rules.some((part) => isTiedTo(part, property));
}

/** The row's property that related rows are tied to; null where there are several. */
function tieOf({ on }: RelatedRule): string | null {
  const [ours = null, ...more] = Object.values(on);
  return more.length === 0 ? ours : null;
}

function listedBy({ entity, on, rule }: RelatedRule): Listed {
  const [theirs = ''] = Object.keys(on);
  return { entity: entity(), theirs, where: (inner) => toSql(rule, inner, 'all') };
}

/**
 * Whether no row is within reach but by rows of other tables that point to it.
 * @param known the property whose value the statement names: what is tied to it alone finds no rows.
 */
export function isFoundByOthers(rule: RowRule, known: string | null = null): boolean {
  if (rule.kind === 'related') return known === null || tieOf(rule) !== known;
  if (rule.kind === 'any') return rule.rules.every((part) => isFoundByOthers(part, known));
  return rule.kind === 'all' && rule.rules.some((part) => isFoundByOthers(part, known));
}

/** Whether rows of other tables decide too; of a condition by hand nobody knows. */
export function looksElsewhere(rule: RowRule): boolean {
  if (rule.kind === 'all' || rule.kind === 'any') return rule.rules.some(looksElsewhere);
  return rule.kind === 'related' || rule.kind === 'sql';
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
