import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { Command } from 'commander';
import { requestIdHeader } from '../schema/contract/fetch-ticket.js';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { civilDay } from '../schema/contract/civil-day.js';
import type { Convention } from '../schema/convention/convention.js';
import { versionInForce, type VersionInForce } from '../schema/rights/version-in-force.js';
import { openTraces } from '../schema/process/traces.js';
import { ConnectionDrain } from '../schema/process/connection-drain.js';
import { pino, type Logger } from 'pino';
import { openJournal } from './audit/open-journal.js';
import { fileOfWorker } from './audit/worker-files.js';
import { ReadEvents } from './audit/read-events.js';
import { ConfigFaults, readConfig, type Config } from './config.js';
import { SubgraphFailure } from './engine/fetching/subgraph-answer.js';
import type { PlanFile } from './engine/planning/kept-plans.js';
import { readFault } from './engine/fetching/subgraph-fault.js';
import { Admissions } from './http/admissions.js';
import { Answers } from './http/answer.js';
import { changesInWords } from './http/changes-in-words.js';
import { createApollo, EngineGateway } from './http/apollo.js';
import { BudgetStore } from './http/budget-store.js';
import { Budgets } from './http/budgets.js';
import type { DeskParts } from './http/desk.js';
import { GraphqlEndpoint } from './http/graphql-endpoint.js';
import { LargeOperations } from './http/large-operations.js';
import { LineExaminations } from './http/line-examinations.js';
import { linesOfDesk } from './http/lines-of-desk.js';
import { LiveState } from './http/live-state.js';
import { loadState, StateFaults } from './http/load-state.js';
import { Metrics } from './http/metrics.js';
import { PartnerHealth } from './http/partner-health.js';
import { SecuredLines } from './http/secured-lines.js';
import { createHttpServer } from './http/server.js';
import type { GatewayState } from './http/state.js';
import { defaultUnreadLimits, UnreadAnswers } from './http/unread-answers.js';
import { IssuerKeys } from './identity/issuer-keys.js';
import { cursorKeyOf } from './identity/cursor-key.js';
import { planKeyOf } from './identity/plan-key.js';
import { pseudonymKeyOf } from './identity/pseudonym-key.js';
import { Pseudonyms } from './identity/pseudonyms.js';
import { keySetOf, readPublishedKeys } from './identity/published-keys.js';
import { loadSigningKey, type SigningKey } from './identity/signing-key.js';
import { SubgraphTokens } from './identity/subgraph-tokens.js';
import { unauthenticated } from './identity/verify-token.js';
import { anonymous } from './identity/viewer.js';
import { Workers } from './workers/primary.js';
import { Siblings } from './workers/siblings.js';

async function run(config: Config): Promise<void> {
  const logger = pino({ level: config.logLevel });
  const metrics = new Metrics();
  const keys = new IssuerKeys({
    onReading: (issuer, { outcome, notable, detail, faultyEntries }) => {
      metrics.issuerKeysRead(issuer, outcome);
      if (!notable) return;
      if (outcome === 'read') logger.info({ issuer, faultyEntries }, "an issuer's keys were read");
      else logger.error({ issuer, outcome, detail }, "an issuer's keys cannot be read");
    },
    onSharedKey: (issuers) => {
      logger.warn(
        { issuers },
        'two issuers show one key: whoever signs with it speaks for both, unless the convention tells them apart by a claim',
      );
    },
  });
  const warn = ({ warnings }: GatewayState): void => {
    if (warnings.length === 0) return;
    logger.warn({ faults: warnings }, 'the convention is in force with what production refuses');
  };
  const signingKey = signingKeyOf(config);
  const cursorKey = cursorKeyOf(signingKey);
  const kept = planFileOf(config, signingKey, logger);
  const publicKeys = keySetOf([signingKey.publicJwk, ...publishedKeysOf(config)]);
  const lines = new SecuredLines(({ files, faults }) => {
    if (faults.length === 0) logger.info({ files }, 'new certificates are in force');
    else {
      logger.error({ files, faults }, 'new certificates were refused; the last good ones stay');
    }
  });
  const live = await LiveState.load({
    config,
    load: (sources, isStart) =>
      loadState(config, sources, keys, metrics.planning, isStart, cursorKey, lines, kept),
    onInForce: (state, changed, previous) => {
      gateway.replaceSchema(state.engine.apiSchema);
      keys.secure(state.issuerPems);
      metrics.reloaded('in-force');
      warn(state);
      logger.info(
        {
          changed,
          convention: versionToday(state.convention),
          changes: changesInWords(previous, state, civilDay(new Date())),
        },
        'a new version of supergraph or convention is in force',
      );
    },
    onRefused: (faults, changed) => {
      metrics.reloaded('refused');
      logger.error(
        { changed, faults },
        'a new version was refused; the last good one stays in force',
      );
    },
  });
  keys.secure(live.current.issuerPems);
  const journal = await openJournal(config.auditUrl, {
    onFault: (error, lost) => {
      logger.error({ err: error, lost }, 'the journal could not be written');
    },
    onRestored: (lost) => {
      logger.warn({ lost }, 'the journal is written again');
    },
    onOpenFile: (what) => {
      logger.warn(what);
    },
  }).catch((error: unknown) => {
    // The address may hold a password: it is not repeated.
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new ConfigFaults([`AUDIT_URL: the journal cannot be opened (${code}).`]);
  });
  const budgetStore = await openBudgetStore(config, logger);
  const traces = await openTraces(config.tracesUrl, 'passerelle');
  const clientTimeout = config.clientTimeout * 1_000;
  const gateway = new EngineGateway(live.current.engine.apiSchema, (context, operation) =>
    endpoint.serveValidated(context, operation),
  );
  const apollo = createApollo(gateway, config.limits.tokens);
  const pseudonyms = new Pseudonyms(pseudonymKeyOf(config.pseudonymKey, signingKey));
  const pseudonymOf = (subject: string): string => pseudonyms.of(subject);
  const tokens = new SubgraphTokens(signingKey, pseudonymOf, config.signRequestIds);
  const examinations = new LineExaminations({
    addresses: () => live.current.addresses,
    securityOf: (name) => live.current.pemsOf(name),
    headersFor: (audience, announced) => {
      const requestId = randomUUID();
      const headers = tokens.headers(anonymous, audience, anonymous, announced, requestId);
      return { ...headers, [requestIdHeader]: requestId };
    },
  });
  const endpoint: GraphqlEndpoint = new GraphqlEndpoint({
    state: () => live.current,
    apollo: () => apollo,
    limits: config.limits,
    budgets: new Budgets(config.budget, budgetStore),
    large: new LargeOperations(),
    onRefusedBudget: (signataire) => {
      metrics.budgetRefused(signataire);
    },
    tokens,
    events: new ReadEvents(journal, pseudonymOf),
    onSubgraphFailure: (subgraph, error, correlationId) => {
      const fault = readFault(error);
      if (fault === null) return;
      metrics.subgraphs.failed(subgraph, fault.cause);
      const reason = error instanceof SubgraphFailure ? error.reason : 'errors';
      const message =
        reason === 'errors' ? 'a subgraph answered with errors' : 'a subgraph gave no answer';
      logger.warn({ subgraph, reason, ...fault, correlationId }, message);
    },
    onFetched: (subgraph, milliseconds) => {
      metrics.subgraphs.fetched(subgraph, milliseconds);
    },
    traces,
    onServed: (served) => {
      metrics.signatories.served(served);
    },
    answers: new Answers(
      (error, requestId) => {
        logger.error({ err: error, requestId }, 'a request failed');
      },
      new UnreadAnswers({ ...defaultUnreadLimits, patience: clientTimeout }),
    ),
    onAnswer: (way, status, milliseconds) => {
      metrics.answered(way, status, milliseconds);
    },
  });
  await apollo.start();
  let stopping = false;
  const unready = (): string | null => {
    if (stopping) return 'arrêt';
    return journal.health.isWritable ? null : 'journal indisponible : P2 et P3 refusées';
  };
  const siblings = Siblings.join({ registry: metrics.registry, unready }, () => void stop());
  const app = await createHttpServer({
    graphql: (request, response) => {
      endpoint.handle(request, response);
    },
    publicKeys,
    metrics,
    clientTimeout,
    metricsText: () => siblings?.metrics() ?? metrics.registry.metrics(),
    // A worker that stops is the first to know.
    unready: async () => unready() ?? (siblings ? siblings.unready() : null),
    partners:
      config.monitoringToken === null
        ? null
        : new PartnerHealth(config.monitoringToken, examinations),
    desk: config.ide ? deskParts(() => live.current, examinations) : null,
  });
  const drain = new ConnectionDrain(app.server);
  await app.listen({ host: config.host, port: config.port });
  warn(live.current);
  logger.info(
    {
      address: app.server.address(),
      versions: live.versions,
      convention: versionToday(live.current.convention),
    },
    'the gateway listens',
  );

  metrics.subgraphs.follow(() => live.current.engine.connections());
  metrics.followJournal(journal);
  if (budgetStore) metrics.followBudgetStore(budgetStore);
  journal.watch();
  live.follow();

  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const timeout = config.shutdownTimeout * 1_000;
    // Whatever else hangs: the process ends.
    setTimeout(() => process.exit(1), timeout + 5_000).unref();
    await drain.end(() => app.close(), timeout);
    await apollo.stop();
    await live.close();
    lines.close();
    await journal.close();
    await traces?.stop().catch(() => undefined);
    budgetStore?.close();
    logger.info('the gateway has stopped');
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

/** As many of these processes as `WORKERS` says, on one port. */
async function runWorkers({ workers, auditUrl, shutdownTimeout, logLevel }: Config): Promise<void> {
  const journalOf = (worker: number): Record<string, string | undefined> => {
    const path = /^file:(.+)$/.exec(auditUrl)?.[1];
    if (path === undefined) return {};
    return { AUDIT_URL: `file:${fileOfWorker(path, worker)}`, AUDIT_URL_FILE: undefined };
  };
  const logger = pino({ level: logLevel });
  const primary = new Workers(workers, journalOf, shutdownTimeout * 1_000, logger);
  // What is wrong was said by the first of them.
  if (!(await primary.start())) await primary.stop(1);
}

process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
const program = new Command('gateway')
  .description(
    'Runs one gateway process. Everything is said by the environment; .env.example lists the variables with their defaults.',
  )
  .addHelpText(
    'after',
    `
Exit codes: 0 stopped, 1 the environment, the supergraph or the convention is at fault (each fault on
a line of stderr), 2 wrong usage.`,
  )
  .action(async () => {
    try {
      const config = readConfig(process.env);
      if (config.workers > 1 && cluster.isPrimary) await runWorkers(config);
      else await run(config);
    } catch (error) {
      throw error instanceof StateFaults ? new CommandFailure(error.faults) : error;
    }
  });
await runProgram(program, process.argv.slice(2), 'goes on');

function deskParts(state: () => GatewayState, examinations: LineExaminations): DeskParts {
  const admissions = new Admissions(state);
  return {
    convention: () => state().convention,
    linesFor: async (request) => {
      const { viewer } = await admissions.admit(request);
      if (viewer.signataire === null) throw unauthenticated();
      return linesOfDesk(
        await examinations.examined(),
        state().convention.signataires,
        viewer.signataire,
      );
    },
  };
}

function planFileOf({ planning }: Config, signingKey: SigningKey, logger: Logger): PlanFile | null {
  if (planning.file === null) return null;
  const onFault = (reason: string): void => {
    logger.warn({ file: planning.file }, reason);
  };
  return { path: planning.file, key: planKeyOf(signingKey), onFault };
}

function versionToday(convention: Convention): VersionInForce {
  return versionInForce(convention, civilDay(new Date()));
}

async function openBudgetStore(config: Config, logger: Logger): Promise<BudgetStore | null> {
  const { budget, budgetStore } = config;
  if (budgetStore === null || budget.burst === 0) return null;
  return BudgetStore.open(budgetStore, budget, {
    onLost: (reason) => {
      logger.error({ reason }, 'the budget store cannot be used: each replica counts for itself');
    },
    onFound: () => {
      logger.warn('the budget store is used again');
    },
  });
}

function signingKeyOf(config: Config): SigningKey {
  try {
    return loadSigningKey(config.signingKey);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // What stands in the file is a secret, and a parser quotes it.
    const reason = code ?? (error instanceof SyntaxError ? 'no JSON' : message);
    throw new ConfigFaults([
      `GATEWAY_SIGNING_KEY: the file must hold a private Ed25519 key as JWK (${reason}).`,
    ]);
  }
}

function publishedKeysOf({ publishedKeys }: Config): ReturnType<typeof readPublishedKeys> {
  const faults: string[] = [];
  const keys = publishedKeys.flatMap((path) => {
    try {
      return readPublishedKeys(path);
    } catch (error) {
      faults.push(
        `GATEWAY_PUBLISHED_KEYS: ${path} must hold an Ed25519 key as JWK, or a set of them (${(error as Error).message}).`,
      );
      return [];
    }
  });
  if (faults.length > 0) throw new ConfigFaults(faults);
  return keys;
}
