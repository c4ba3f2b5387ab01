import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Dice } from '../../gateway/access/properties/dice.js';
import { rows } from './facts.js';
import { allPurposes, signatories, type Signatory } from './signatories.js';

export interface RandomRequest {
  readonly signatory: Signatory;
  readonly purposes: string;
  readonly query: string;
}

const deepest = 4;
/** Every id that there is, and some that there are not: look-ups by foreign ids are the point. */
const ids = [
  ...Object.values(rows).flatMap((list) => list.map(({ id }) => id)),
  '86194',
  '86066',
  '200069854',
  'QN08605M',
  'ekidom',
  'inconnu',
  '',
];
const texts = [...ids.slice(-7), 'QN08601M', '86041', 'sem-hpc', 'police-nationale-86', '2026-S1'];
const dates = ['2026-04-01', '2026-04-05', '1990-01-01', '2030-01-01'];

function idsOf(type: string): readonly string[] {
  return rows[type]?.map(({ id }) => id) ?? ids;
}

/** Draws who asks, for what purposes, and a valid query: any fields, fragments, aliases, filters, sorts. */
export function drawRequest(dice: Dice, schema: GraphQLSchema): RandomRequest {
  const query = schema.getQueryType();
  if (!query) throw new Error('no query type');
  const purposes = dice.oneIn(3) ? [...allPurposes] : dice.some(allPurposes);
  return {
    signatory: dice.pick(signatories),
    purposes: purposes.join(','),
    query: new QueryWriter(dice).write(query),
  };
}

class QueryWriter {
  private readonly fragments: string[] = [];
  private aliases = 0;

  constructor(private readonly dice: Dice) {}

  write(root: GraphQLObjectType): string {
    const body = this.selections(root, 0);
    return [`query Q ${body}`, ...this.fragments].join('\n');
  }

  private selections(type: GraphQLObjectType, depth: number): string {
    const { dice } = this;
    const fields = Object.values(type.getFields()).filter(
      (field) => depth < deepest || !isObjectType(getNamedType(field.type)),
    );
    const most = depth === 0 ? 2 : 3;
    const chosen = Array.from({ length: 1 + dice.upTo(most - 1) }, () =>
      fields.length === 0 ? '__typename' : this.field(type, dice.pick(fields).name, depth),
    );
    if (dice.oneIn(4)) chosen.push('__typename');
    if (fields.some(({ name }) => name === 'id') && dice.oneIn(2)) chosen.push('id');
    if (dice.oneIn(4)) chosen.push(`... on ${type.name} ${this.nested(type, depth)}`);
    if (dice.oneIn(5)) {
      const name = `F${this.fragments.length}`;
      // Its place is kept before its own fragments are written.
      const place = this.fragments.push('') - 1;
      this.fragments[place] = `fragment ${name} on ${type.name} ${this.nested(type, depth)}`;
      chosen.push(`...${name}`);
    }
    return `{ ${chosen.join(' ')} }`;
  }

  private nested(type: GraphQLObjectType, depth: number): string {
    return depth >= deepest ? '{ __typename }' : this.selections(type, Math.max(depth, 1));
  }

  private field(type: GraphQLObjectType, name: string, depth: number): string {
    const { dice } = this;
    const field = type.getFields()[name];
    if (!field) throw new Error(`no field ${name}`);
    const given = field.args.flatMap((argument) =>
      // A look-up is mostly of a row that there is, be it a foreign one.
      argument.name === 'id' && !dice.oneIn(4)
        ? [`id: ${JSON.stringify(dice.pick(idsOf(getNamedType(field.type).name)))}`]
        : this.argument(argument),
    );
    const below = getNamedType(field.type);
    const body = isObjectType(below) ? ` ${this.selections(below, depth + 1)}` : '';
    // Each call has an alias of its own: two calls with other arguments never conflict. Some aliases
    // are names of other fields, which keys and requirements must not be mixed up with.
    const alias = `${dice.pick(['a', 'id', 'auteur', 'statut', 'codeInsee'])}_${(this.aliases += 1)}`;
    return `${alias}: ${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${body}`;
  }

  private argument(argument: GraphQLArgument | GraphQLInputField): string[] {
    const required = isNonNullType(argument.type);
    // Pages are bounded, or few of the deeper queries would be small enough to be answered.
    if (!required && argument.name !== 'first' && !this.dice.oneIn(3)) return [];
    // A cursor that was not received is refused, and the test would learn nothing.
    if (argument.name === 'after') return [];
    return [`${argument.name}: ${this.value(argument.type, argument.name)}`];
  }

  private value(type: GraphQLInputType, name: string): string {
    const { dice } = this;
    if (isNonNullType(type)) return this.value(type.ofType, name);
    if (isListType(type)) return `[${this.value(type.ofType, name)}]`;
    if (isEnumType(type)) return dice.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = dice.some(Object.values(type.getFields()));
      return `{ ${fields.flatMap((field) => this.argument(field)).join(', ')} }`;
    }
    if (!isScalarType(type)) throw new Error(`no value for ${name}`);
    switch (type.name) {
      case 'Int':
        return String(name === 'first' ? dice.pick([3, 7, 10]) : dice.upTo(5));
      case 'Float':
        return String(dice.upTo(100));
      case 'Boolean':
        return String(dice.oneIn(2));
      case 'Date':
        return JSON.stringify(dice.pick(dates));
      case 'ID':
        return JSON.stringify(dice.pick(ids));
      default:
        return JSON.stringify(dice.pick(texts));
    }
  }
}
