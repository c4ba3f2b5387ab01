import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** A look-up of the subgraph that several operate, with what is needed to turn its pages. */
export interface RandomLookup {
  /** With `$after` where it is a page. */
  readonly query: string;
  /** Root field of the page; null: an object by its id. */
  readonly page: string | null;
}

/** Small, seeded, good enough: mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Values that occur in the data, by the name of the filter's field. */
export type Values = Readonly<Record<string, readonly string[]>>;

/** Writes look-ups by a subgraph's published schema: filters, orders, page sizes, lists below lists. */
export class RandomLookups {
  private readonly schema: GraphQLSchema;

  constructor(
    sdl: string,
    private readonly random: () => number,
    private readonly values: Values,
  ) {
    // Federation's directives are of no account here.
    this.schema = buildSchema(sdl, { assumeValidSDL: true });
  }

  next(): RandomLookup {
    const fields = Object.values(this.schema.getQueryType()?.getFields() ?? {});
    const field = this.pick(fields);
    const isPage = field.args.some(({ name }) => name === 'first');
    const [key] = field.args;
    const looked = key ? `(${key.name}: ${JSON.stringify(this.id(field))})` : '';
    const call = isPage ? this.pageArguments(field, true) : looked;
    const type = getNamedType(field.type) as GraphQLObjectType;
    const body = isPage ? this.connection(type, 2) : this.selection(type, 3);
    const query = `query${isPage ? '($after: String)' : ''} { ${field.name}${call} ${body} }`;
    return { query, page: isPage ? field.name : null };
  }

  private id({ name }: GraphQLField<unknown, unknown>): string {
    return this.chance(0.9) ? this.pick(this.values[name] ?? ['inconnu']) : 'inconnu';
  }

  private pageArguments(field: GraphQLField<unknown, unknown>, turns: boolean): string {
    const parts: string[] = [];
    const size = turns
      ? this.pick([1, 2, 3, 5, 8, 13, 20, 50, 100, 0, 101])
      : this.pick([1, 2, 3, 5]);
    // Out of bounds seldom: then both forms refuse.
    if (size >= 1 && size <= 100 ? this.chance(0.9) : this.chance(0.1))
      parts.push(`first: ${size}`);
    if (turns) parts.push('after: $after');
    for (const { name, type } of field.args) {
      const named = getNamedType(type);
      if (isEnumType(named) && this.chance(0.6)) {
        parts.push(`${name}: ${this.pick(named.getValues()).name}`);
      }
      if (isInputObjectType(named) && this.chance(0.5)) parts.push(`${name}: ${this.input(named)}`);
    }
    return parts.length === 0 ? '' : `(${parts.join(', ')})`;
  }

  private input(type: GraphQLInputType): string {
    const named = getNamedType(type);
    if (isEnumType(named)) return this.pick(named.getValues()).name;
    if (!isInputObjectType(named)) return this.chance(0.5) ? 'true' : '2';
    const all = Object.values(named.getFields());
    const count = this.chance(0.7) ? 1 : 2;
    const chosen = new Set(Array.from({ length: count }, () => this.pick(all)));
    const fields = [...chosen].map(({ name, type: of }) => {
      const leaf = getNamedType(of).name;
      if (leaf === 'Boolean') return `${name}: ${this.chance(0.5)}`;
      if (leaf === 'Int') return `${name}: ${1 + Math.floor(this.random() * 4)}`;
      if (leaf === 'String' || leaf === 'Date' || leaf === 'ID') {
        return `${name}: ${JSON.stringify(this.pick(this.values[name] ?? ['inconnu']))}`;
      }
      return `${name}: ${this.input(of)}`;
    });
    return `{ ${fields.join(', ')} }`;
  }

  private connection(type: GraphQLObjectType, depth: number): string {
    const node = nodeOf(type);
    const parts = [
      ...(this.chance(0.7) ? ['totalCount'] : []),
      ...(this.chance(0.7) ? [`nodes ${this.selection(node, depth)}`] : []),
      ...(this.chance(0.4) ? [`edges { cursor node ${this.selection(node, 1)} }`] : []),
      'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }',
    ];
    return `{ ${parts.join(' ')} }`;
  }

  private selection(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const branches = fields.filter((field) => !isLeafType(getNamedType(field.type)));
    const parts = ['id', 'codeInsee', 'codeQpv'].filter((key) => key in type.getFields());
    for (const leaf of leaves) {
      if (leaf.args.length === 0 && this.chance(0.35)) parts.push(leaf.name);
    }
    for (const branch of branches) {
      if (depth <= 0 || !this.chance(0.3)) continue;
      const below = getNamedType(branch.type);
      if (!isObjectType(below)) continue;
      const isPage = branch.args.some(({ name }) => name === 'first');
      const body = isPage ? this.connection(below, depth - 1) : this.selection(below, depth - 1);
      parts.push(`${branch.name}${isPage ? this.pageArguments(branch, false) : ''} ${body}`);
    }
    return `{ ${[...new Set(parts.length > 0 ? parts : [leaves[0]?.name ?? '__typename'])].join(' ')} }`;
  }

  private chance(of: number): boolean {
    return this.random() < of;
  }

  private pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }
}

function nodeOf(connection: GraphQLObjectType): GraphQLObjectType {
  const nodes = connection.getFields()['nodes'];
  const type = nodes && getNamedType(nodes.type);
  if (!isObjectType(type)) throw new Error(`${connection.name} is no connection`);
  return type;
}
