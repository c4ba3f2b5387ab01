import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { AccessRules } from '../rules/access-rules.js';
import { CoordinateNeeds } from '../rules/coordinate-need.js';
import { always, formulaOf, implies, type Formula } from '../rules/formula.js';

/** A schema with all that decides who reads what of it. */
export interface RuledSchema {
  readonly apiSchema: GraphQLSchema;
  readonly rules: AccessRules;
  /** Type → the subgraphs that confirm its objects. */
  readonly rowRuled: ReadonlyMap<string, readonly string[]>;
}

/** What reading one coordinate demands, before and after; null: it is not there. */
export interface DemandChange {
  readonly coordinate: string;
  readonly was: Formula | null;
  readonly is: Formula | null;
  /** Who meets the new demand without having met the old one may exist. */
  readonly widens: boolean;
}

/** Something else that guards: which fields an input tells of, who confirms the objects of a type. */
export interface GuardChange {
  readonly kind: 'input' | 'rows' | 'rewritten';
  readonly coordinate: string;
  readonly was: readonly string[];
  readonly is: readonly string[];
  readonly widens: boolean;
}

/** Every field, in the order of the newer schema, of which reading demands something else. */
export function demandChanges(before: RuledSchema, after: RuledSchema): readonly DemandChange[] {
  const [old, now] = [demandsOf(before), demandsOf(after)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((coordinate): DemandChange[] => {
    const [was, is] = [old.get(coordinate) ?? null, now.get(coordinate) ?? null];
    if (was?.key === is?.key) return [];
    return [{ coordinate, was, is, widens: asksForLess(was, is) }];
  });
}

/** @param was null: it is new, and opens something where nothing is asked for it. */
function asksForLess(was: Formula | null, is: Formula | null): boolean {
  if (is === null) return false;
  if (was === null) return is.key === always.key;
  return implies(was, is) && !implies(is, was);
}

function demandsOf({ apiSchema, rules }: RuledSchema): ReadonlyMap<string, Formula> {
  const needs = new CoordinateNeeds(apiSchema, rules);
  const demands = new Map<string, Formula>();
  for (const type of Object.values(apiSchema.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const field of Object.keys(type.getFields())) {
      demands.set(`${type.name}.${field}`, needs.ofField(type, field));
    }
  }
  return demands;
}

/** What else differs. Rules that are only written otherwise are told as such. */
export function guardChanges(before: RuledSchema, after: RuledSchema): readonly GuardChange[] {
  const inputs = compared(before.rules.reads, after.rules.reads).map((change): GuardChange => ({
    kind: 'input',
    ...change,
    widens: loses(change) && hasInput(after.apiSchema, change.coordinate),
  }));
  const rows = compared(before.rowRuled, after.rowRuled).map((change): GuardChange => ({
    kind: 'rows',
    ...change,
    widens: loses(change) && after.apiSchema.getType(change.coordinate) !== undefined,
  }));
  const told = new Set(demandChanges(before, after).map(({ coordinate }) => coordinate));
  const written = compared(writtenRules(before.rules), writtenRules(after.rules))
    .filter(({ coordinate }) => !told.has(coordinate))
    .map((change): GuardChange => ({ kind: 'rewritten', ...change, widens: false }));
  return [...inputs, ...rows, ...written];
}

type Difference = Pick<GuardChange, 'coordinate' | 'was' | 'is'>;

function compared(
  before: ReadonlyMap<string, readonly string[]>,
  after: ReadonlyMap<string, readonly string[]>,
): readonly Difference[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((coordinate): Difference[] => {
    const was = [...(before.get(coordinate) ?? [])].sort();
    const is = [...(after.get(coordinate) ?? [])].sort();
    return was.join('\n') === is.join('\n') ? [] : [{ coordinate, was, is }];
  });
}

function loses({ was, is }: Difference): boolean {
  return was.some((name) => !is.includes(name));
}

/** By coordinate, the rule that stands there. One that demands nothing is as good as none. */
function writtenRules({ types, fields }: AccessRules): ReadonlyMap<string, readonly string[]> {
  const written = [...types, ...fields].map(
    ([coordinate, rule]) => [coordinate, formulaOf(rule).key] as const,
  );
  return new Map(
    written.filter(([, key]) => key !== always.key).map(([coordinate, key]) => [coordinate, [key]]),
  );
}

/** @param coordinate `Type.field(argument:)`, `InputType.field` or `EnumType.VALUE`. */
function hasInput(schema: GraphQLSchema, coordinate: string): boolean {
  const [, name = '', member = '', argument] =
    /^(\w+)\.(\w+)(?:\((\w+):\))?$/.exec(coordinate) ?? [];
  const type = schema.getType(name);
  if (argument !== undefined) {
    const field =
      isObjectType(type) || isInterfaceType(type) ? type.getFields()[member] : undefined;
    return field?.args.some((arg) => arg.name === argument) ?? false;
  }
  if (isEnumType(type)) return type.getValue(member) !== undefined;
  return isInputObjectType(type) && Object.hasOwn(type.getFields(), member);
}
