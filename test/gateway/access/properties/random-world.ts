import { buildSchema, type GraphQLSchema } from 'graphql';
import type { Dice } from './dice.js';

/** A rule as plain data, so that the reference evaluator reads nothing that the product reads. */
export interface PlainRule {
  readonly authenticated: boolean;
  readonly scopes: readonly (readonly string[])[] | null;
  readonly policies: readonly (readonly string[])[] | null;
}

interface PlainField {
  readonly name: string;
  readonly args: string;
  readonly type: string;
  /** The subgraph that resolves it. */
  readonly subgraph: 'a' | 'b';
}

/** A random schema with random rules: as one schema, and as two subgraphs. */
export interface World {
  readonly monolith: GraphQLSchema;
  readonly subgraphs: ReadonlyMap<string, string>;
  /** By type name or `Type.field`, of objects, scalars and enums. */
  readonly rules: ReadonlyMap<string, PlainRule>;
  /** Input coordinate → the field it reads. */
  readonly guards: ReadonlyMap<string, string>;
}

const scopeNames = ['s0', 's1', 's2', 's3'] as const;
const policyNames = ['p0', 'p1'] as const;

function drawNames(dice: Dice, from: readonly string[]): string[][] {
  return Array.from({ length: 1 + dice.upTo(1) }, () => dice.some(from, 1).slice(0, 2));
}

function drawRule(dice: Dice): PlainRule {
  const kind = dice.upTo(5);
  return {
    authenticated: kind === 0 || kind === 4,
    scopes: kind >= 1 && kind !== 3 ? drawNames(dice, scopeNames) : null,
    policies: kind === 3 || kind === 5 ? drawNames(dice, policyNames) : null,
  };
}

export function drawRights(dice: Dice) {
  return {
    authenticated: !dice.oneIn(4),
    scopes: dice.some(scopeNames),
    policies: dice.some(policyNames),
  };
}

export function drawWorld(dice: Dice): World {
  const rules = new Map<string, PlainRule>();
  const maybeRule = (coordinate: string, oneIn: number) => {
    if (dice.oneIn(oneIn)) rules.set(coordinate, drawRule(dice));
  };
  const objects = ['A', 'B', 'C', 'D'].slice(0, 2 + dice.upTo(2));
  const leaves = ['String', 'Int', 'Shade', 'Stamp'];
  const wrap = (type: string): string =>
    dice.pick([type, type, `${type}!`, `[${type}]`, `[${type}!]`, `[${type}!]!`]);
  const anyType = (composites: readonly string[]): string => dice.pick([...leaves, ...composites]);
  const args = () => dice.pick(['', '', '(filter: Filter, sort: Sort)', '(sort: Sort = ID)']);

  const interfaceFields = new Map<string, PlainField[]>([
    ['Named', [field('name', '', wrap(anyType(objects)))]],
    ['Titled', [field('title', args(), wrap(anyType([...objects, 'Named'])))]],
  ]);
  const implemented = new Map(objects.map((type) => [type, dice.some(['Named', 'Titled'])]));
  // An interface that nothing implements cannot be answered.
  for (const name of interfaceFields.keys()) {
    if (![...implemented.values()].some((list) => list.includes(name))) {
      implemented.get('A')?.push(name);
    }
  }
  const members = dice.some(objects, 1);
  const composites = [...objects, 'Named', 'Titled', 'Either'];
  const fields = new Map<string, PlainField[]>();
  for (const type of objects) {
    const own = ['f0', 'f1', 'f2'].map((name) => field(name, args(), wrap(anyType(composites))));
    const joined = ['g0', 'g1']
      .slice(0, dice.upTo(2))
      .map((name): PlainField => ({ ...field(name, '', wrap(anyType(objects))), subgraph: 'b' }));
    const inherited = (implemented.get(type) ?? []).flatMap(
      (name) => interfaceFields.get(name) ?? [],
    );
    fields.set(type, [...inherited, ...own, ...joined]);
    maybeRule(type, 4);
    for (const { name } of fields.get(type) ?? []) maybeRule(`${type}.${name}`, 3);
  }
  maybeRule('Shade', 5);
  maybeRule('Stamp', 5);
  maybeRule('Query', 12);
  const roots = composites.flatMap((type, index) => [
    field(`r${index}`, args(), wrap(type)),
    field(`l${index}`, '', `[${type}]`),
  ]);
  fields.set('Query', [field('open', '', 'String'), ...roots]);
  for (const { name } of roots) maybeRule(`Query.${name}`, 6);

  const readable = [...rules.keys()].filter((name) => name.includes('.') && !name.startsWith('Q'));
  const guards = new Map<string, string>();
  if (readable.length > 0) {
    for (const input of ['Filter.by', 'Sort.SECRET', 'Query.r0(filter:)']) {
      const owner = input.startsWith('Query')
        ? fields.get('Query')?.[1]?.args.includes('filter')
        : true;
      if (owner && dice.oneIn(2)) guards.set(input, dice.pick(readable));
    }
  }
  const draft = { objects, implemented, interfaceFields, members, fields, rules };
  return {
    monolith: buildSchema(printSubgraph(draft, null)),
    subgraphs: new Map([
      ['a', printSubgraph(draft, 'a')],
      ['b', printSubgraph(draft, 'b')],
    ]),
    rules,
    guards,
  };
}

function field(name: string, args: string, type: string): PlainField {
  return { name, args, type, subgraph: 'a' };
}

interface Draft {
  readonly objects: readonly string[];
  readonly implemented: ReadonlyMap<string, readonly string[]>;
  readonly interfaceFields: ReadonlyMap<string, readonly PlainField[]>;
  readonly members: readonly string[];
  readonly fields: ReadonlyMap<string, readonly PlainField[]>;
  readonly rules: ReadonlyMap<string, PlainRule>;
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@policy"])`;

/** @param subgraph null: all in one schema, without rules. */
function printSubgraph(draft: Draft, subgraph: 'a' | 'b' | null): string {
  const rule = (coordinate: string) => (subgraph ? directives(draft.rules.get(coordinate)) : '');
  const printField = (type: string | null, { name, args, type: of }: PlainField) =>
    `  ${name}${args}: ${of}${type === null ? '' : rule(`${type}.${name}`)}`;
  const here = (type: string) =>
    (draft.fields.get(type) ?? []).filter(
      (field) => subgraph === null || field.subgraph === subgraph,
    );
  const parts: string[] = [];
  if (subgraph) parts.push(link);
  for (const type of draft.objects) {
    const interfaces = subgraph === 'b' ? [] : (draft.implemented.get(type) ?? []);
    const head = `type ${type}${interfaces.length > 0 ? ` implements ${interfaces.join(' & ')}` : ''}`;
    const key = subgraph ? ' @key(fields: "id")' : '';
    const typeRule = subgraph === 'b' ? '' : rule(type);
    const lines = here(type).map((field) => printField(type, field));
    parts.push(`${head}${key}${typeRule} {\n  id: ID!\n${lines.join('\n')}\n}`);
  }
  parts.push(`enum Shade${rule('Shade')} { LIGHT DARK }`, `scalar Stamp${rule('Stamp')}`);
  if (subgraph === 'b') return parts.join('\n');
  for (const [name, list] of draft.interfaceFields) {
    parts.push(
      `interface ${name} {\n${list.map((field) => printField(null, field)).join('\n')}\n}`,
    );
  }
  parts.push(
    `union Either = ${draft.members.join(' | ')}`,
    'input Filter { by: String, other: Int, sort: Sort, all: [Filter!] }',
    'enum Sort { ID SECRET }',
    `type Query${rule('Query')} {\n${here('Query')
      .map((field) => printField('Query', field))
      .join('\n')}\n}`,
  );
  return parts.join('\n');
}

function directives(rule: PlainRule | undefined): string {
  if (!rule) return '';
  return [
    rule.authenticated ? ' @authenticated' : '',
    rule.scopes ? ` @requiresScopes(scopes: ${JSON.stringify(rule.scopes)})` : '',
    rule.policies ? ` @policy(policies: ${JSON.stringify(rule.policies)})` : '',
  ].join('');
}
