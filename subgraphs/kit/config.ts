import { readFileSync } from 'node:fs';
import { EnvironmentReader, type Environment } from '../../schema/process/environment.js';
import { httpUrlFault } from '../../schema/process/http-url.js';
import { NoKeySet } from '../../schema/keys/key-entries.js';
import { KeySet } from '../../schema/keys/key-set.js';
import { dataSourceOptions } from './data-source.js';
import { readSubscribers, type Subscribers } from './outbox/subscribers.js';
import { tablesOf, type Subgraph } from './subgraph.js';

export type { Environment };

export interface SubgraphConfig {
  readonly host: string;
  readonly port: number;
  /** null in a subgraph without entities. */
  readonly databaseUrl: string | null;
  readonly gatewayJwks: string;
  readonly logLevel: string;
  /** How long requests under way may take to end once the process was told to stop, in seconds. */
  readonly shutdownTimeout: number;
  /** How long a caller may take to send its request, in seconds; not given: 30. */
  readonly clientTimeout?: number;
  /** How long a statement of the database may take, in seconds; not given: 5. */
  readonly statementTimeout?: number;
  /** Whom acts are told to; not given: nobody. */
  readonly subscribers?: Subscribers;
}

type Declared = Pick<Subgraph<never>, 'name' | 'defaultPort' | 'entities' | 'migrations'>;

/** The environment once parsed, or every fault of it, each with its variable and what to do. */
export function parseConfig(
  env: Environment,
  declared: Declared,
): { readonly config: SubgraphConfig } | { readonly faults: readonly string[] } {
  const environment = new EnvironmentReader(env);
  const statementTimeout = environment.read('STATEMENT_TIMEOUT');
  const subscribers = subscribersOf(environment);
  const config: SubgraphConfig = {
    port: environment.read('PORT', declared.defaultPort),
    databaseUrl: databaseUrl(environment, declared),
    gatewayJwks: gatewayJwks(environment),
    logLevel: environment.read('LOG_LEVEL'),
    host: environment.read('HOST'),
    shutdownTimeout: environment.read('SHUTDOWN_TIMEOUT'),
    clientTimeout: environment.read('CLIENT_TIMEOUT'),
    ...(statementTimeout === null ? {} : { statementTimeout }),
    ...(subscribers === null ? {} : { subscribers }),
  };
  const { faults } = environment;
  return faults.length > 0 ? { faults } : { config };
}

function subscribersOf(environment: EnvironmentReader): Subscribers | null {
  const path = environment.read('SUBSCRIBERS');
  if (path === null) return null;
  const read = readSubscribers(path);
  if (!('faults' in read)) return read;
  for (const fault of read.faults) environment.refuse('SUBSCRIBERS', fault);
  return null;
}

function databaseUrl(environment: EnvironmentReader, declared: Declared): string | null {
  if (tablesOf(declared.entities).length === 0) return null;
  const known = environment.faults.length;
  const url = environment.read('DATABASE_URL') ?? `sqlite:var/${declared.name}.sqlite`;
  if (environment.faults.length > known) return null;
  try {
    dataSourceOptions(url, declared);
  } catch (error) {
    // The value may hold a password: it is not repeated.
    environment.refuse(environment.sourceOf('DATABASE_URL'), (error as Error).message);
  }
  return url;
}

/** A file must be there and hold keys. An address need not answer yet: the gateway starts when it does. */
function gatewayJwks(environment: EnvironmentReader): string {
  const source = environment.read('GATEWAY_JWKS');
  const fault = /^[a-z][a-z0-9+.-]+:/i.test(source) ? httpUrlFault(source) : fileFault(source);
  if (fault !== null) environment.refuse('GATEWAY_JWKS', fault);
  return source;
}

function fileFault(path: string): string | null {
  try {
    KeySet.parse(readFileSync(path, 'utf8'));
    return null;
  } catch (error) {
    if (error instanceof NoKeySet) {
      return `the file holds no key set (${error.message}); expected {"keys": […]} as the gateway shows it`;
    }
    return `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`;
  }
}
