import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import pino, { type Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { operatorAudience } from '../../schema/contract/gateway-token.js';
import { largestSubgraphHead, largestSubgraphRequest } from '../../schema/contract/request-size.js';
import { ConnectionDrain } from '../../schema/process/connection-drain.js';
import type { Environment } from '../../schema/process/environment.js';
import { requestTimeouts } from '../../schema/process/request-timeouts.js';
import {
  openTraces,
  type OpenSpan,
  type SpanFacts,
  type Traces,
} from '../../schema/process/traces.js';
import { readTraceparent, traceparentHeader } from '../../schema/contract/traceparent.js';
import { letIn } from './announced-requests.js';
import type { Appelant } from './appelant.js';
import { createAuthenticate, Unauthenticated, type Authenticate } from './authenticate.js';
import { buildSubgraph } from './build-schema.js';
import type { SubgraphConfig } from './config.js';
import type { SubgraphContext } from './context.js';
import { openDataSource } from './data-source.js';
import { Deliveries } from './delivery/deliveries.js';
import { FetchTickets, requiredTickets } from './fetch-tickets.js';
import { createFormatError } from './format-error.js';
import { gatewayKeys } from './gateway-keys.js';
import { contextFactory, type ContextFactory } from './request-context.js';
import { SubgraphMetrics } from './metrics.js';
import { Outbox } from './outbox/outbox.js';
import { OutgoingNotification } from './outbox/outgoing-notification.js';
import { repeat } from './repeat.js';
import { answerUnreadable } from './request-faults.js';
import { RowCheck } from './row-check.js';
import { SecuredServer } from './secured-server.js';
import { openStatements } from './statements/open-statements.js';
import { defaultStatementTimeout, type Statements } from './statements/statements.js';
import type { Opened, Subgraph } from './subgraph.js';
import { WriteQueue } from './write-queue.js';

/** How long the database may take to say that it is there, in milliseconds. */
const readyWithin = 2_000;
/** Between two looks at what is to be sent, in milliseconds. */
const sendEvery = 1_000;
/** In seconds. */
const defaultClientTimeout = 30;

export interface RunningSubgraph {
  /** Base URL, such as http://127.0.0.1:4001. */
  readonly url: string;
  readonly dataSource: DataSource | null;
  /**
   * Lets running requests end, then closes sockets and database.
   * @param patience milliseconds that callers have to end their requests and connections; none
   * given: idle connections are closed at once.
   */
  readonly stop: (patience?: number) => Promise<void>;
}

/**
 * Starts a subgraph: database migrated, services open, then listening.
 * @throws when the database, a service or the port is not to be had; nothing is left open.
 */
export async function serve<S>(
  declared: Subgraph<S>,
  config: SubgraphConfig,
  env: Environment = {},
): Promise<RunningSubgraph> {
  const { logLevel, operator } = config;
  const base = { subgraph: declared.name, ...(operator !== undefined && { operator }) };
  const logger = pino({ level: logLevel, base });
  const warn = (message: string): void => logger.warn(message);
  const secured = config.tls === undefined ? null : new SecuredServer(config.tls);
  const built = await buildSubgraph(declared);
  const dataSource =
    config.databaseUrl === null ? null : await openDataSource(config.databaseUrl, declared, warn);
  let opened: Opened<S> | undefined;
  let stopSending: (() => Promise<void>) | undefined;
  let stopDelivering: (() => Promise<void>) | undefined;
  let gateway: ReturnType<typeof gatewayKeys> | undefined;
  let statements: Statements | null = null;
  let traces: Traces | null = null;
  const close = async (): Promise<void> => {
    secured?.stop();
    gateway?.stop();
    await stopSending?.();
    await stopDelivering?.();
    await opened?.close?.();
    await statements?.close();
    await dataSource?.destroy();
    await traces?.stop().catch(() => undefined);
  };
  try {
    const seconds = config.statementTimeout ?? defaultStatementTimeout;
    statements =
      dataSource && config.databaseUrl !== null
        ? openStatements(dataSource, config.databaseUrl, seconds)
        : null;
    const writes = dataSource && new WriteQueue(dataSource, statements);
    const { subscribers } = config;
    const outbox =
      writes && subscribers && dataSource.hasMetadata(OutgoingNotification)
        ? new Outbox(declared.name, subscribers, writes, warn)
        : null;
    opened = await declared.open?.({ env, dataSource, writes, outbox, warn });
    if (outbox) stopSending = repeat('sending', sendEvery, () => outbox.deliver(new Date()), warn);
    const deliveries =
      writes && declared.delivers
        ? new Deliveries(declared.delivers, config.accounts ?? new Map(), writes, warn)
        : null;
    if (deliveries) {
      const deliver = (): Promise<void> => deliveries.deliver(new Date());
      stopDelivering = repeat('delivering', sendEvery, deliver, warn);
    }
    const check =
      dataSource &&
      new RowCheck(built.schema, dataSource, (bad) =>
        logger.error(bad, 'a stored value is not what the schema says'),
      );
    const storage =
      dataSource && statements && writes && check
        ? { dataSource, statements, writes, check, outbox }
        : null;
    const metrics = new SubgraphMetrics(declared.name);
    if (dataSource && statements) metrics.follow(dataSource, statements);
    if (outbox) metrics.followOutbox(outbox);
    if (deliveries) metrics.followDeliveries(deliveries);
    const contextOf = contextFactory(declared, built.access, storage, opened);
    gateway = gatewayKeys(config, logger);
    const { keys } = gateway;
    traces = await openTraces(config.tracesUrl ?? null, declared.name);
    const facts = {
      'passerelle.subgraph': declared.name,
      'passerelle.operator': config.operator ?? null,
    };
    const audience = audienceOf(declared.name, config);
    const app = await createApp(
      built.schema,
      createAuthenticate(keys, audience),
      new FetchTickets(keys, audience, built.schema, requiredTickets(config)),
      contextOf,
      () => checkDatabase(statements),
      logger,
      metrics,
      (config.clientTimeout ?? defaultClientTimeout) * 1_000,
      secured,
      traces && { traces, facts },
    );
    const drain = new ConnectionDrain(app.server);
    const url = await app.listen({ host: config.host, port: config.port });
    secured?.follow(app.server, logger);
    return {
      url,
      dataSource,
      stop: async (patience) => {
        const grace = patience === undefined ? 0 : undefined;
        await drain.end(() => app.close(), patience ?? 10_000, grace);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function createApp<S>(
  schema: Awaited<ReturnType<typeof buildSubgraph>>['schema'],
  authenticate: Authenticate,
  tickets: FetchTickets,
  contextOf: ContextFactory<S>,
  checkReady: () => Promise<void>,
  logger: Logger,
  metrics: SubgraphMetrics,
  clientTimeout: number,
  secured: SecuredServer | null,
  traced: { readonly traces: Traces; readonly facts: SpanFacts } | null,
): Promise<FastifyInstance> {
  const { requestTimeout, headersTimeout, connectionsCheckingInterval } =
    requestTimeouts(clientTimeout);
  const http = { maxHeaderSize: largestSubgraphHead, headersTimeout, connectionsCheckingInterval };
  const app = fastify({
    loggerInstance: logger,
    // A request's log line would hold ids of rows: what is logged of it names fields alone.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestSubgraphRequest,
    requestTimeout,
    ...(secured ? { https: { ...secured.options, ...http } } : { http }),
    // What comes in on a connection that is still open is answered, also while the others close.
    return503OnClosing: false,
  }) as unknown as FastifyInstance;
  app.setErrorHandler(answerUnreadable);
  secured?.guard(app, logger);
  const formatError = createFormatError(randomUUID, (record) =>
    logger.error(record, 'unexpected error'),
  );
  const apollo = new ApolloServer<SubgraphContext<S>>({
    schema,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    // Behind the token check; the gateway itself has to read the schema.
    introspection: true,
    // A document that was sent before would be asked without being announced.
    persistedQueries: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => {
      const told = formatError(formatted, error);
      metrics.failed(told.extensions?.['code']);
      return told;
    },
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      // Nothing here may be cached, and its hooks are called for every field of every row.
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin(app),
    ],
    logger: {
      debug: quiet,
      info: quiet,
      warn: quiet,
      // Its own text may quote a request.
      error: () => logger.error('the GraphQL server reported an error'),
    },
  });
  await apollo.start();

  const callers = new WeakMap<FastifyRequest, Appelant>();
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // Before the body is read: a stranger's bytes are not parsed.
    onRequest: async (request, reply) => {
      if (traced) {
        const parent = readTraceparent(request.headers[traceparentHeader]);
        spans.set(request, traced.traces.begin('request', parent));
      }
      try {
        callers.set(request, await authenticate(request.raw.rawHeaders));
      } catch (error) {
        logger.info({ reason: reasonOf(error) }, 'refused a request');
        await unauthenticated(reply);
      }
    },
    onResponse: (request, reply, done) => {
      metrics.answered(reply.statusCode, reply.elapsedTime);
      spans.get(request)?.end(
        {
          ...traced?.facts,
          'passerelle.signataire': callers.get(request)?.signataire ?? null,
          'http.response.status_code': reply.statusCode,
        },
        reply.statusCode >= 500,
      );
      done();
    },
    preHandler: async (request, reply) => {
      const isLetIn = await letIn(request, callers.get(request), tickets, logger);
      if (!isLetIn) await unauthenticated(reply);
    },
    handler: fastifyApolloHandler(apollo, {
      context: (request, reply) => {
        const appelant = callers.get(request);
        if (!appelant) throw new Error('A request reached the schema without a caller.');
        return Promise.resolve(contextOf(appelant, untilGone(reply)));
      },
    }),
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    try {
      await checkReady();
      return { status: 'ok' };
    } catch {
      return reply.code(503).send({ status: 'database unavailable' });
    }
  });
  return app;
}

/** Whom the gateway's tokens must be meant for: this very process, where several operate the subgraph. */
function audienceOf(name: string, { operator }: SubgraphConfig): string {
  return operator === undefined ? name : operatorAudience(name, operator);
}

/** Aborted when the connection ends before the answer has left. */
function untilGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

async function checkDatabase(statements: Statements | null): Promise<void> {
  if (!statements) return;
  const waited = new AbortController();
  const answer = statements.read('look-up', waited.signal, { sql: 'SELECT 1', values: [] });
  answer.catch(() => undefined);
  const silence = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the database does not answer'));
      waited.abort();
    }, readyWithin);
    void answer.finally(() => clearTimeout(timer)).catch(() => undefined);
  });
  await Promise.race([answer, silence]);
}

async function unauthenticated(reply: FastifyReply): Promise<void> {
  await reply
    .code(401)
    .header('www-authenticate', 'Bearer')
    .send({
      data: null,
      errors: [
        {
          message: 'Ce sous-graphe ne répond qu’à la passerelle.',
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Unauthenticated)) return 'unexpected';
  const { cause } = error;
  return cause instanceof Error ? ((cause as { code?: string }).code ?? cause.name) : error.message;
}

function quiet(): void {
  // Apollo Server's own chatter: nothing an operator acts upon.
}
