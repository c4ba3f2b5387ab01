import {
  buildSchema,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';

export interface FigureQuery {
  readonly list: string;
  readonly query: string;
}

/**
 * Of every list at the root of a subgraph: how many there are and, of the first rows, every value that
 * is no object, computed ones too, and how many there are of each list below.
 */
export function figureQueries(sdl: string): readonly FigureQuery[] {
  // Federation's directives are of no account here.
  const schema = buildSchema(sdl, { assumeValidSDL: true });
  return fieldsOf(schema.getQueryType())
    .filter(isPage)
    .map((field) => {
      const node = objectAt(objectAt(field)?.getFields()['nodes']);
      return { list: field.name, query: `{ ${field.name}(first: 20) ${counted(node)} }` };
    });
}

type Field = GraphQLField<unknown, unknown>;

function counted(node: GraphQLObjectType | null): string {
  const values = fieldsOf(node).flatMap((field) => {
    if (field.args.some(({ type }) => isNonNullType(type))) return [];
    if (isLeafType(getNamedType(field.type))) return [field.name];
    return isPage(field) ? [`${field.name} { totalCount }`] : [];
  });
  return `{ totalCount nodes { ${values.join(' ')} } }`;
}

function isPage(field: Field): boolean {
  return field.args.some(({ name }) => name === 'first');
}

function fieldsOf(type: GraphQLObjectType | null | undefined): readonly Field[] {
  return Object.values(type?.getFields() ?? {});
}

function objectAt(field: Field | undefined): GraphQLObjectType | null {
  const type = field && getNamedType(field.type);
  return isObjectType(type) ? type : null;
}
