import {
  buildClientSchema as build,
  introspectionFromSchema,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';

const schemas = new WeakMap<IntrospectionQuery, GraphQLSchema>();
const origins = new WeakMap<GraphQLSchema, IntrospectionQuery>();

/** What an answer says of the graph: built once, whoever wants it. */
export function buildClientSchema(introspection: IntrospectionQuery): GraphQLSchema {
  const schema = schemas.get(introspection) ?? build(introspection);
  schemas.set(introspection, schema);
  origins.set(schema, introspection);
  return schema;
}

/** As its editor's worker is given a schema. */
export function introspectionText(schema: GraphQLSchema): string {
  return JSON.stringify(origins.get(schema) ?? introspectionFromSchema(schema));
}
