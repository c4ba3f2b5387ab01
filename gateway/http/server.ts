import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import helmet from '@fastify/helmet';
import { requestTimeouts } from '../../schema/process/request-timeouts.js';
import { serveDesk, type DeskParts } from './desk.js';
import type { Metrics } from './metrics.js';
import type { PartnerHealth } from './partner-health.js';
import { refuseUnreadable } from './unreadable-requests.js';

export interface ServerParts {
  readonly graphql: (request: IncomingMessage, response: ServerResponse) => void;
  /** What subgraphs trust. */
  readonly publicKeys: readonly Readonly<Record<string, unknown>>[];
  readonly metrics: Metrics;
  /** What `/metrics` shows: of this process, or of all that share its port. */
  readonly metricsText: () => Promise<string>;
  /** How long a caller may take to send a request, in milliseconds. */
  readonly clientTimeout: number;
  /** Why it is not ready, in a word; null: it is. */
  readonly unready: () => Promise<string | null>;
  /** null: `/health/partners` is not served. */
  readonly partners: PartnerHealth | null;
  /** What the analyst's desk is served by; null: it is not served. */
  readonly desk: DeskParts | null;
}

const serverOptions = { keepAliveTimeout: 65_000, requireHostHeader: false };
const noHost = new Error('no host');

/**
 * The process's one HTTP server. `/graphql` is answered before Fastify sees it: at its rates a
 * router and hooks that it does not need would be a good part of the cost.
 */
export async function createHttpServer(parts: ServerParts): Promise<FastifyInstance> {
  const timeouts = requestTimeouts(parts.clientTimeout);
  const refuse = (error: Error, socket: Socket): void => {
    const status = refuseUnreadable(error, socket);
    if (status !== null) parts.metrics.answered('refused', status, 0);
  };
  const app = fastify({
    serverFactory: (handler): Server =>
      // A request without a host is refused here, in our own form.
      createServer({ ...timeouts, ...serverOptions }, (request, response) => {
        const { url = '', headers, httpVersion, socket } = request;
        if (headers.host === undefined && httpVersion === '1.1') refuse(noHost, socket);
        else if (url === '/graphql' || url.startsWith('/graphql?'))
          parts.graphql(request, response);
        else handler(request, response);
      }),
    clientErrorHandler: refuse,
    // What comes in on a connection that is still open is answered, also while the others close.
    return503OnClosing: false,
  });
  await app.register(helmet);
  app.get('/health/live', (_, reply) => reply.send({ statut: 'vivant' }));
  app.get('/health/ready', async (_, reply) => {
    const why = await parts.unready();
    return why === null ? reply.send({ statut: 'prêt' }) : reply.code(503).send({ statut: why });
  });
  const { partners } = parts;
  if (partners) {
    app.get('/health/partners', async ({ headers }, reply) => {
      const { status, body } = await partners.answer(headers.authorization);
      return reply.code(status).header('cache-control', 'no-store').send(body);
    });
  }
  app.get('/metrics', async (_, reply) =>
    reply.type(parts.metrics.registry.contentType).send(await parts.metricsText()),
  );
  app.get('/.well-known/jwks.json', (_, reply) =>
    reply.header('cache-control', 'public, max-age=60').send({ keys: parts.publicKeys }),
  );
  if (parts.desk) await serveDesk(app, parts.desk);
  return app;
}
