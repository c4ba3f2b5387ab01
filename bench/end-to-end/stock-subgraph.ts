/**
 * A subgraph as anybody would write it: Apollo Server, type-graphql, TypeORM, no rule. Usage:
 * node stock-subgraph.js NAME PORT DATABASE, or NAME --print for its SDL.
 */
import 'reflect-metadata';
import process from 'node:process';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import { fastify } from 'fastify';
import { Kind, parse, print, type DocumentNode } from 'graphql';
import { buildSchema, createResolversMap } from 'type-graphql';
import { DataSource } from 'typeorm';
import { loadConvention } from '../../schema/convention/load-convention.js';
import { dataSourceOptions } from '../../subgraphs/kit/data-source.js';
import { table } from '../../subgraphs/kit/subgraph.js';
import { StockContext, stockSubgraphs } from './stock-resolvers.js';

const link = parse(
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])',
);
const [name = '', port = '', database = ''] = process.argv.slice(2);
const subgraph = stockSubgraphs[name];
if (!subgraph) throw new Error(`no subgraph ${name}`);

const typed = await buildSchema({
  resolvers: subgraph.resolvers as unknown as [new () => object],
  skipCheck: true,
  validate: false,
});
const described = getDocumentNodeFromSchema(typed);
const typeDefs: DocumentNode = {
  kind: Kind.DOCUMENT,
  definitions: [
    ...link.definitions,
    ...described.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_DEFINITION),
  ],
};
if (port === '--print') {
  process.stdout.write(print(typeDefs));
  process.exit(0);
}
const resolvers = createResolversMap(typed) as Record<string, Record<string, unknown>>;
for (const [type, reference] of Object.entries(subgraph.references)) {
  resolvers[type] = { ...resolvers[type], __resolveReference: reference };
}
const tables = { entities: subgraph.entities.map((entity) => table(entity)), migrations: [] };
const dataSource = new DataSource(
  dataSourceOptions(database === '' ? 'sqlite::memory:' : database, tables),
);
if (database !== '') await dataSource.initialize();
const loaded = await loadConvention('schema/convention.yaml');
const signataires = new Map(
  'convention' in loaded
    ? [...loaded.convention.signataires.values()].map(({ id, nom }) => [id, nom])
    : [],
);

const app = fastify();
const server = new ApolloServer<StockContext>({
  schema: buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]),
  plugins: [fastifyApolloDrainPlugin(app)],
});
await server.start();
app.route({
  url: '/graphql',
  method: ['GET', 'POST'],
  handler: fastifyApolloHandler(server, {
    context: () => Promise.resolve(new StockContext(dataSource, signataires)),
  }),
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
