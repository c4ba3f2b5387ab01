import leven from 'leven';
import {
  EnvironmentReader,
  EnvironmentFaults as ConfigFaults,
  type Environment,
} from '../schema/process/environment.js';
import type { AccessOptions } from '../schema/rules/access-model.js';
import type { AuthorizationErrors } from './access/answer-errors.js';
import { auditUrlFault } from './audit/audit-url.js';
import type { BudgetSize } from './http/budget-ledger.js';

/** What one gateway process was told by its environment. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly supergraph: string;
  readonly convention: string;
  /** Registry of published documents; null: none are taken. */
  readonly trustedDocuments: string | null;
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** The file that says where subgraphs and their operators are; null: there is none. */
  readonly subgraphs: string | null;
  /** Files of authorities, by the part of the variable after the prefix. */
  readonly subgraphCas: ReadonlyMap<string, string>;
  /** Files of what is shown to partners; null: nothing. */
  readonly clientCertificate: { readonly cert: string; readonly key: string } | null;
  readonly requireAuthentication: boolean;
  /** Whether partners are shown a ticket for each request, which holds its id. */
  readonly signRequestIds: boolean;
  readonly allowUnclassified: boolean;
  readonly access: AccessOptions;
  readonly authorizationErrors: AuthorizationErrors;
  readonly limits: {
    readonly depth: number;
    readonly aliases: number;
    readonly tokens: number;
    readonly cost: number;
    /** Selections of one operation once its fragments are spread. */
    readonly selections: number;
  };
  /** Processes that serve one port. */
  readonly workers: number;
  /** Megabytes that the operations kept ready may take. */
  readonly operationMemory: number;
  /** What one signatory may spend at one subgraph, and twice as much in all. */
  readonly budget: BudgetSize;
  /** Address of the store in which replicas share budgets; null: each keeps its own. */
  readonly budgetStore: string | null;
  readonly planning: {
    /** Milliseconds of processor time for one operation. */
    readonly time: number;
    /** Megabytes of the process that plans. */
    readonly memory: number;
    /** File in which plans are kept from one start to the next; null: none. */
    readonly file: string | null;
  };
  readonly engine: 'passerelle' | 'apollo';
  readonly auditUrl: string;
  readonly signingKey: string | null;
  /** Files of keys that are shown to subgraphs beside the one that signs. */
  readonly publishedKeys: readonly string[];
  /** Secret behind the pseudonyms of the journal; null: it hangs on the signing key. */
  readonly pseudonymKey: string | null;
  /** Who shows it is told the state of the lines to partners; null: nobody is. */
  readonly monitoringToken: string | null;
  readonly logLevel: string;
  /** How long requests under way may take to end once the process was told to stop, in seconds. */
  readonly shutdownTimeout: number;
  /** How long a caller may take to send its request and to take its answer, in seconds. */
  readonly clientTimeout: number;
  /** Where traces go; null: nowhere. */
  readonly tracesUrl: string | null;
  readonly ide: boolean;
  /** `NODE_ENV=production`: what would only be told elsewhere is refused. */
  readonly production: boolean;
}

export { ConfigFaults };

/** @throws ConfigFaults */
export function readConfig(env: Environment): Config {
  const environment = new EnvironmentReader(env);
  const config: Config = {
    host: environment.read('HOST'),
    port: environment.read('PORT'),
    supergraph: environment.read('SUPERGRAPH'),
    convention: environment.read('CONVENTION'),
    trustedDocuments: environment.read('TRUSTED_DOCUMENTS'),
    subgraphUrls: environment.subgraphUrls(),
    subgraphs: environment.read('SUBGRAPHS'),
    subgraphCas: environment.subgraphCas(),
    clientCertificate: environment.certificate(
      ['GATEWAY_TLS_CERT', environment.read('GATEWAY_TLS_CERT')],
      ['GATEWAY_TLS_KEY', environment.read('GATEWAY_TLS_KEY')],
    ),
    requireAuthentication: environment.read('REQUIRE_AUTHENTICATION'),
    signRequestIds: environment.read('SIGN_REQUEST_IDS'),
    allowUnclassified: environment.read('ALLOW_UNCLASSIFIED'),
    access: {
      abstractTypes: environment.read('ABSTRACT_TYPES'),
      rejectUnauthorized: environment.read('REJECT_UNAUTHORIZED'),
      dryRun: environment.read('AUTHORIZATION_DRY_RUN'),
    },
    authorizationErrors: environment.read('AUTHORIZATION_ERRORS'),
    limits: {
      depth: environment.read('MAX_DEPTH'),
      aliases: environment.read('MAX_ALIASES'),
      tokens: environment.read('MAX_TOKENS'),
      cost: environment.read('MAX_COST'),
      selections: environment.read('MAX_SELECTIONS'),
    },
    workers: environment.read('WORKERS'),
    operationMemory: environment.read('OPERATION_MEMORY'),
    budget: {
      burst: environment.read('BUDGET'),
      perSecond: environment.read('BUDGET_PER_SECOND'),
    },
    budgetStore: environment.read('BUDGET_STORE'),
    planning: {
      time: environment.read('PLANNING_TIME'),
      memory: environment.read('PLANNING_MEMORY'),
      file: environment.read('PLANNING_FILE'),
    },
    engine: environment.read('ENGINE'),
    auditUrl: environment.read('AUDIT_URL'),
    signingKey: environment.read('GATEWAY_SIGNING_KEY'),
    publishedKeys: environment.read('GATEWAY_PUBLISHED_KEYS'),
    pseudonymKey: environment.read('PSEUDONYM_KEY'),
    monitoringToken: environment.read('MONITORING_TOKEN'),
    logLevel: environment.read('LOG_LEVEL'),
    shutdownTimeout: environment.read('SHUTDOWN_TIMEOUT'),
    clientTimeout: environment.read('CLIENT_TIMEOUT'),
    tracesUrl: environment.requireUrl('OTLP_TRACES_URL', environment.read('OTLP_TRACES_URL')),
    ide: environment.read('IDE'),
    production: env['NODE_ENV'] === 'production',
  };
  const auditFault = auditUrlFault(config.auditUrl);
  if (auditFault !== null) environment.refuse(environment.sourceOf('AUDIT_URL'), auditFault);
  const faults = [
    ...environment.faults,
    ...budgetFaults(config),
    ...workerFaults(config),
    ...(config.planning.file !== null && config.signingKey === null
      ? ['PLANNING_FILE: plans are sealed with a key that stays; name it by GATEWAY_SIGNING_KEY.']
      : []),
    ...nodeEnvFaults(env['NODE_ENV']),
    ...(config.production ? notInProduction(config) : []),
  ];
  if (faults.length > 0) throw new ConfigFaults(faults);
  return config;
}

const longestWindow = 86_400;

function budgetFaults({ budget, budgetStore }: Config): readonly string[] {
  const store = budgetStore !== null && URL.canParse(budgetStore) ? new URL(budgetStore) : null;
  const known = budgetStore === null || (store && /^rediss?:$/.test(store.protocol));
  return [
    ...(budget.burst > longestWindow * budget.perSecond
      ? ['BUDGET is more than BUDGET_PER_SECOND gives back in a day: lower one or raise the other.']
      : []),
    // The address may hold a password: it is not repeated.
    ...(known
      ? []
      : ['BUDGET_STORE is no address of a store: write one such as redis://host:6379/0.']),
  ];
}

/** What several processes of one gateway cannot share as one process has it. */
function workerFaults({ workers, signingKey, auditUrl }: Config): readonly string[] {
  if (workers === 1) return [];
  return [
    ...(signingKey === null
      ? ['WORKERS: several sign with one key; name it by GATEWAY_SIGNING_KEY.']
      : []),
    ...(auditUrl.startsWith('sqlite:')
      ? [
          'WORKERS: several cannot write one SQLite file; give AUDIT_URL as file:PATH, of which each has its own, or as a MariaDB.',
        ]
      : []),
  ];
}

/** Whoever means production and misspells it would do without what it protects. */
function nodeEnvFaults(given: string | undefined): readonly string[] {
  if (given === undefined || given === 'production' || !meansProduction(given)) return [];
  return [`NODE_ENV: ${JSON.stringify(given)} is given; expected production, or another word.`];
}

function meansProduction(given: string): boolean {
  const word = given.trim().toLowerCase();
  return word === 'prod' || leven(word, 'production') <= 2;
}

/** What serves comparisons and trials, and would open or weaken what protects real data. */
function notInProduction({ access, allowUnclassified, engine }: Config): readonly string[] {
  const advice = 'is refused in production: unset it, or unset NODE_ENV=production.';
  return [
    ...(access.dryRun ? [`AUTHORIZATION_DRY_RUN=true shows refused data and ${advice}`] : []),
    ...(allowUnclassified
      ? [`ALLOW_UNCLASSIFIED=true opens unclassified fields and ${advice}`]
      : []),
    ...(engine === 'apollo' ? [`ENGINE=apollo confirms no references and ${advice}`] : []),
  ];
}

/** `SUBGRAPH_URL_<NAME>`: the name in capitals, every other character than letters and digits as `_`. */
export function environmentName(subgraph: string): string {
  return subgraph.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
