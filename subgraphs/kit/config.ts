import { readFileSync } from 'node:fs';
import { dataSourceOptions } from './data-source.js';
import { tablesOf, type Subgraph } from './subgraph.js';

export interface SubgraphConfig {
  readonly host: string;
  readonly port: number;
  /** null in a subgraph without entities. */
  readonly databaseUrl: string | null;
  readonly gatewayJwks: string;
  readonly logLevel: string;
  /** How long requests under way may take to end once the process was told to stop, in seconds. */
  readonly shutdownTimeout: number;
  /** How long a statement of the database may take, in seconds; not given: 5. */
  readonly statementTimeout?: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** The environment once parsed, or every fault of it, each with its variable and what to do. */
export function parseConfig(
  env: Environment,
  declared: Pick<Subgraph<never>, 'name' | 'defaultPort' | 'entities' | 'migrations'>,
): { readonly config: SubgraphConfig } | { readonly faults: readonly string[] } {
  const faults: string[] = [];
  const port = Number(env['PORT'] ?? declared.defaultPort);
  if (!/^\d+$/.test(env['PORT'] ?? '0') || port > 65_535) {
    faults.push(`PORT=${env['PORT'] ?? ''}: expected a port number from 0 to 65535`);
  }
  let databaseUrl: string | null = null;
  if (tablesOf(declared.entities).length > 0) {
    const from = env['DATABASE_URL_FILE'] === undefined ? 'DATABASE_URL' : 'DATABASE_URL_FILE';
    try {
      databaseUrl = readDatabaseUrl(env) ?? `sqlite:var/${declared.name}.sqlite`;
      dataSourceOptions(databaseUrl, declared);
    } catch (error) {
      // The value may hold a password: it is not repeated.
      faults.push(`${from}: ${(error as Error).message}`);
    }
  }
  const gatewayJwks = env['GATEWAY_JWKS'] ?? 'http://127.0.0.1:4000/.well-known/jwks.json';
  if (gatewayJwks === '' || (gatewayJwks.includes('://') && !/^https?:\/\//.test(gatewayJwks))) {
    faults.push('GATEWAY_JWKS: expected an http(s) URL or the path of a JWKS file');
  }
  const logLevel = env['LOG_LEVEL'] ?? 'info';
  if (!logLevels.includes(logLevel)) {
    faults.push(`LOG_LEVEL=${logLevel}: expected one of ${logLevels.join(', ')}`);
  }
  const host = env['HOST'] ?? '127.0.0.1';
  if (host === '') faults.push('HOST: expected a host name or address');
  const shutdown = env['SHUTDOWN_TIMEOUT'] ?? '8';
  if (!/^\d{1,4}$/.test(shutdown)) {
    faults.push(`SHUTDOWN_TIMEOUT=${shutdown}: expected a number of seconds from 0 to 9999`);
  }
  const statement = env['STATEMENT_TIMEOUT'];
  if (statement !== undefined && !/^[1-9]\d{0,2}$/.test(statement)) {
    faults.push(`STATEMENT_TIMEOUT=${statement}: expected a number of seconds from 1 to 999`);
  }
  if (faults.length > 0) return { faults };
  return {
    config: {
      ...{ host, port, databaseUrl, gatewayJwks, logLevel },
      shutdownTimeout: Number(shutdown),
      ...(statement === undefined ? {} : { statementTimeout: Number(statement) }),
    },
  };
}

/** A secret may come by file, as container platforms mount it: then it shows in no process list. */
function readDatabaseUrl(env: Environment): string | undefined {
  const file = env['DATABASE_URL_FILE'];
  if (file === undefined) return env['DATABASE_URL'];
  if (env['DATABASE_URL'] !== undefined) throw new Error('unset DATABASE_URL, or unset this one');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new Error(`the file cannot be read (${code})`, { cause: error });
  }
}
