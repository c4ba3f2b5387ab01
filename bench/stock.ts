/** The stock peer: @apollo/gateway behind @apollo/server on Fastify. Usage: node stock.js PORT SUPERGRAPH. */
import { readFileSync } from 'node:fs';

process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
const { ApolloGateway } = await import('@apollo/gateway');
const { ApolloServer } = await import('@apollo/server');
const { fastifyApolloDrainPlugin, fastifyApolloHandler } = await import('@as-integrations/fastify');
const { fastify } = await import('fastify');

const app = fastify();
const server = new ApolloServer({
  gateway: new ApolloGateway({ supergraphSdl: readFileSync(process.argv[3] ?? '', 'utf8') }),
  plugins: [fastifyApolloDrainPlugin(app)],
});
await server.start();
app.route({ url: '/graphql', method: ['GET', 'POST'], handler: fastifyApolloHandler(server) });
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
