import {
  isAbstractType,
  isCompositeType,
  isObjectType,
  getNamedType,
  parse,
  validate,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
} from 'graphql';
import type { Dice } from './dice.js';

export interface RandomRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const variableDefinitions =
  '($c0: Boolean!, $c1: Boolean = true, $f: Filter, $s: Sort, $b: String, $t: Sort = SECRET)';

/** Draws a valid query: aliases, fragments of both kinds, conditions, guarded inputs. */
export function drawRequest(dice: Dice, schema: GraphQLSchema): RandomRequest {
  const query = new OperationWriter(dice, schema).write();
  const variables: Record<string, unknown> = { c0: dice.oneIn(2) };
  if (dice.oneIn(2)) variables.c1 = dice.oneIn(2);
  if (dice.oneIn(2)) variables.s = dice.pick(['ID', 'SECRET']);
  if (dice.oneIn(3)) variables.t = dice.pick(['ID', 'SECRET']);
  if (dice.oneIn(2)) variables.b = dice.pick(['x', null]);
  if (dice.oneIn(2)) {
    variables.f = dice.pick<unknown>([
      { other: 1 },
      { by: 'x' },
      { all: { by: null } },
      { all: [{ other: 1 }, { all: [{ sort: 'SECRET' }] }] },
      { sort: 'ID' },
      null,
    ]);
  }
  return { query, variables };
}

class OperationWriter {
  private readonly fragments: string[] = [];
  private aliases = 0;

  constructor(
    private readonly dice: Dice,
    private readonly schema: GraphQLSchema,
  ) {}

  write(): string {
    const root = this.schema.getQueryType();
    if (!root) throw new Error('no query type');
    const body = this.selectionSet(root, 4, false);
    const text = (definitions: string) =>
      `query Q${definitions} ${body}\n${this.fragments.join('\n')}`;
    const used = variableDefinitions
      .slice(1, -1)
      .split(', ')
      .filter((definition) => {
        const name = definition.slice(0, definition.indexOf(':'));
        return new RegExp(`\\${name}\\b`).test(text(''));
      });
    return text(used.length > 0 ? `(${used.join(', ')})` : '');
  }

  private selectionSet(type: GraphQLCompositeType, depth: number, inFragment: boolean): string {
    const parts: string[] = [];
    const count = 1 + this.dice.upTo(depth > 2 ? 3 : 2);
    for (let i = 0; i < count; i += 1) {
      const part =
        isAbstractType(type) && this.dice.oneIn(2)
          ? this.fragment(type, depth)
          : this.dice.oneIn(8) && type !== this.schema.getQueryType()
            ? this.fragment(type, depth)
            : this.field(type, depth);
      if (part) parts.push(part);
    }
    if (parts.length === 0 || (inFragment && this.dice.oneIn(6))) parts.push(this.typename());
    return `{ ${parts.join(' ')} }`;
  }

  private typename(): string {
    return `${this.dice.pick(['', '', 'kind: ', 'same: '])}__typename${this.condition()}`;
  }

  private field(type: GraphQLCompositeType, depth: number): string | null {
    if (!('getFields' in type)) return null;
    const field = this.dice.pick(Object.values(type.getFields()));
    const named = getNamedType(field.type);
    if (isCompositeType(named) && depth === 0) return null;
    const alias = this.dice.pick(['', `k${this.aliases++}: `, 'same: ', `${field.name}: `]);
    const args = field.args
      .filter(() => this.dice.oneIn(2))
      .map(({ name }) => `${name}: ${this.argument(name)}`);
    const call = args.length > 0 ? `(${args.join(', ')})` : '';
    const below = isCompositeType(named) ? ` ${this.selectionSet(named, depth - 1, false)}` : '';
    return `${alias}${field.name}${call}${this.condition()}${below}`;
  }

  private argument(name: string): string {
    return name === 'sort'
      ? this.dice.pick(['$s', '$t', 'ID', 'SECRET', 'null'])
      : this.dice.pick([
          '$f',
          '{ other: 1 }',
          '{ by: $b }',
          '{ all: [{ sort: $s }, { other: 2 }] }',
          '{ all: { by: "x" } }',
        ]);
  }

  private condition(): string {
    return this.dice.pick([
      '',
      '',
      '',
      ' @include(if: $c0)',
      ' @skip(if: $c1)',
      ' @skip(if: false)',
    ]);
  }

  private fragment(type: GraphQLCompositeType, depth: number): string | null {
    const overlapping = Object.values(this.schema.getTypeMap()).filter(
      (candidate): candidate is GraphQLCompositeType =>
        isCompositeType(candidate) &&
        !candidate.name.startsWith('_') &&
        this.overlap(type, candidate),
    );
    const condition = this.dice.pick([...overlapping, null]);
    const body = this.selectionSet(condition ?? type, Math.max(depth - 1, 0), true);
    if (condition && this.dice.oneIn(3)) {
      const name = `F${this.fragments.length}`;
      this.fragments.push(`fragment ${name} on ${condition.name} ${body}`);
      return `...${name}${this.condition()}`;
    }
    return `...${condition ? ` on ${condition.name}` : ''}${this.condition()} ${body}`;
  }

  private overlap(left: GraphQLCompositeType, right: GraphQLCompositeType): boolean {
    const possible = (type: GraphQLCompositeType) =>
      isObjectType(type) ? [type] : this.schema.getPossibleTypes(type);
    return possible(left).some((type) => possible(right).includes(type));
  }
}

/** The request's document, or null when chance wrote one that is not valid. */
export function parseValid(schema: GraphQLSchema, { query }: RandomRequest): DocumentNode | null {
  const document = parse(query);
  return validate(schema, document).length === 0 ? document : null;
}
