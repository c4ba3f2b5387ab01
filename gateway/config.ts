import { readFileSync } from 'node:fs';
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
  readonly requireAuthentication: boolean;
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
  /** What one signatory may spend at one subgraph, and twice as much in all. */
  readonly budget: BudgetSize;
  /** Address of the store in which replicas share budgets; null: each keeps its own. */
  readonly budgetStore: string | null;
  readonly planning: {
    /** Milliseconds of processor time for one operation. */
    readonly time: number;
    /** Megabytes of the process that plans. */
    readonly memory: number;
  };
  readonly engine: 'passerelle' | 'apollo';
  readonly auditUrl: string;
  readonly signingKey: string | null;
  /** Files of keys that are shown to subgraphs beside the one that signs. */
  readonly publishedKeys: readonly string[];
  /** Secret behind the pseudonyms of the journal; null: it hangs on the signing key. */
  readonly pseudonymKey: string | null;
  readonly logLevel: string;
  /** How long requests under way may take to end once the process was told to stop, in seconds. */
  readonly shutdownTimeout: number;
  readonly ide: boolean;
  /** `NODE_ENV=production`: what would only be told elsewhere is refused. */
  readonly production: boolean;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const urlPrefix = 'SUBGRAPH_URL_';

/** Every fault of the environment at once, each saying what to do. */
export class ConfigFaults extends Error {
  override readonly name = 'ConfigFaults';
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** @throws ConfigFaults */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const reader = new EnvironmentReader(env);
  const dryRun = reader.flag('AUTHORIZATION_DRY_RUN', false);
  const config: Config = {
    host: reader.text('HOST', '127.0.0.1'),
    port: reader.integer('PORT', 4000, 0, 65_535),
    supergraph: reader.text('SUPERGRAPH', 'schema/supergraph.graphql'),
    convention: reader.text('CONVENTION', 'schema/convention.yaml'),
    trustedDocuments: reader.optionalText('TRUSTED_DOCUMENTS'),
    subgraphUrls: reader.subgraphUrls(),
    requireAuthentication: reader.flag('REQUIRE_AUTHENTICATION', true),
    allowUnclassified: reader.flag('ALLOW_UNCLASSIFIED', false),
    access: {
      abstractTypes: reader.oneOf('ABSTRACT_TYPES', ['strict', 'precise'], 'strict'),
      rejectUnauthorized: reader.flag('REJECT_UNAUTHORIZED', false),
      dryRun,
    },
    authorizationErrors: reader.oneOf(
      'AUTHORIZATION_ERRORS',
      ['errors', 'extensions', 'disabled'],
      'errors',
    ),
    limits: {
      depth: reader.integer('MAX_DEPTH', 30, 1),
      aliases: reader.integer('MAX_ALIASES', 100, 0),
      tokens: reader.integer('MAX_TOKENS', 10_000, 1),
      cost: reader.integer('MAX_COST', 200_000, 1),
      selections: reader.integer('MAX_SELECTIONS', 5_000, 1),
    },
    budget: {
      burst: reader.integer('BUDGET', 1_000_000, 0),
      perSecond: reader.integer('BUDGET_PER_SECOND', 50_000, 1),
    },
    budgetStore: reader.optionalSecret('BUDGET_STORE'),
    planning: {
      time: reader.integer('PLANNING_TIME', 5_000, 100, 600_000),
      memory: reader.integer('PLANNING_MEMORY', 512, 160),
    },
    engine: reader.oneOf('ENGINE', ['passerelle', 'apollo'], 'passerelle'),
    auditUrl: reader.secret('AUDIT_URL', 'file:var/journal.jsonl'),
    signingKey: reader.optionalText('GATEWAY_SIGNING_KEY'),
    publishedKeys: reader.list('GATEWAY_PUBLISHED_KEYS'),
    pseudonymKey: reader.longSecret('PSEUDONYM_KEY'),
    logLevel: reader.oneOf('LOG_LEVEL', logLevels, 'info'),
    shutdownTimeout: reader.integer('SHUTDOWN_TIMEOUT', 8, 0, 3_600),
    ide: reader.flag('IDE', true),
    production: env['NODE_ENV'] === 'production',
  };
  const auditFault = auditUrlFault(config.auditUrl);
  if (auditFault !== null) reader.faults.push(`AUDIT_URL: ${auditFault}.`);
  reader.faults.push(...budgetFaults(config));
  if (config.production) reader.faults.push(...notInProduction(config));
  if (reader.faults.length > 0) throw new ConfigFaults(reader.faults);
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

class EnvironmentReader {
  readonly faults: string[] = [];

  constructor(private readonly env: Readonly<Record<string, string | undefined>>) {}

  text(name: string, fallback: string): string {
    const value = this.env[name]?.trim();
    if (value === '') this.faults.push(`${name} is empty: give it a value or unset it.`);
    return value ?? fallback;
  }

  optionalText(name: string): string | null {
    return this.env[name] === undefined ? null : this.text(name, '');
  }

  /** A value that may come by file, `<NAME>_FILE`, as container platforms mount secrets. */
  secret(name: string, fallback: string): string {
    const file = this.env[`${name}_FILE`];
    if (file === undefined) return this.text(name, fallback);
    if (this.env[name] !== undefined) this.faults.push(`${name} and ${name}_FILE: unset one.`);
    try {
      return readFileSync(file, 'utf8').trim();
    } catch (error) {
      const { code = 'error' } = error as NodeJS.ErrnoException;
      this.faults.push(`${name}_FILE: the file cannot be read (${code}).`);
      return fallback;
    }
  }

  /** As `secret`; null when it is not given. */
  optionalSecret(name: string): string | null {
    const isGiven = this.env[name] !== undefined || this.env[`${name}_FILE`] !== undefined;
    return isGiven ? this.secret(name, '') : null;
  }

  /** Values separated by commas. */
  list(name: string): readonly string[] {
    const values = (this.optionalText(name) ?? '').split(',').map((value) => value.trim());
    return values.filter((value) => value !== '');
  }

  /** A secret that nobody can guess, or null when there is none. */
  longSecret(name: string): string | null {
    const value = this.optionalSecret(name);
    if (value === null || value.length >= 32) return value;
    this.faults.push(
      `${name} is shorter than 32 characters: make one with "openssl rand -base64 32".`,
    );
    return null;
  }

  flag(name: string, fallback: boolean): boolean {
    return this.oneOf(name, ['true', 'false'], fallback ? 'true' : 'false') === 'true';
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const given = this.text(name, fallback);
    const found = values.find((value) => value === given);
    if (found === undefined) {
      this.faults.push(`${name} is "${given}": write one of ${values.join(', ')}.`);
    }
    return found ?? fallback;
  }

  integer(name: string, fallback: number, least: number, most = Number.MAX_SAFE_INTEGER): number {
    const given = this.text(name, String(fallback));
    const value = /^\d+$/.test(given) ? Number(given) : NaN;
    if (!(value >= least && value <= most)) {
      const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
      this.faults.push(`${name} is "${given}": write a whole number ${range}.`);
      return fallback;
    }
    return value;
  }

  /** By the part of the variable after the prefix. */
  subgraphUrls(): ReadonlyMap<string, string> {
    const urls = new Map<string, string>();
    for (const [name, value] of Object.entries(this.env)) {
      if (!name.startsWith(urlPrefix) || value === undefined) continue;
      if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
        this.faults.push(`${name} is no http(s) URL: write one such as http://host:4001/graphql.`);
        continue;
      }
      urls.set(name.slice(urlPrefix.length), value);
    }
    return urls;
  }
}
