import { readFileSync } from 'node:fs';
import { EnvironmentReader, type Environment } from '../../schema/process/environment.js';
import { httpUrlFault } from '../../schema/process/http-url.js';
import { NoKeySet } from '../../schema/keys/key-entries.js';
import { KeySet } from '../../schema/keys/key-set.js';
import { dataSourceOptions } from './data-source.js';
import { readServiceAccounts, type ServiceAccounts } from './delivery/service-accounts.js';
import { readSubscribers, type Subscribers } from './outbox/subscribers.js';
import { tablesOf, type Subgraph } from './subgraph.js';

export type { Environment };

export interface SubgraphConfig {
  readonly host: string;
  readonly port: number;
  /** null in a subgraph without entities. */
  readonly databaseUrl: string | null;
  readonly gatewayJwks: string;
  /** File of the authorities by which its https address is believed; not given: this system's. */
  readonly gatewayCa?: string;
  readonly logLevel: string;
  /** How long requests under way may take to end once the process was told to stop, in seconds. */
  readonly shutdownTimeout: number;
  /** How long a caller may take to send its request, in seconds; not given: 30. */
  readonly clientTimeout?: number;
  /** How long a statement of the database may take, in seconds; not given: 5. */
  readonly statementTimeout?: number;
  /** Whether a request that the gateway did not announce by a ticket is refused; not given: no. */
  readonly requireFetchTicket?: boolean;
  /** Whether the ticket must hold the request's id; not given: no. */
  readonly requireSignedRequestId?: boolean;
  /** The signatory that operates this process, where several operate the subgraph. */
  readonly operator?: string;
  /** Files of what it is served with over https; not given: plain http. */
  readonly tls?: KitTls;
  /** Whom acts are told to; not given: nobody. */
  readonly subscribers?: Subscribers;
  /** Where its traces go; not given: nowhere. */
  readonly tracesUrl?: string;
  /** Under which accounts acts go on to other owners' rows; not given: they wait. */
  readonly accounts?: ServiceAccounts;
}

interface KitTls {
  readonly cert: string;
  readonly key: string;
  /** The authority whose certificate who asks must show; not given: none is asked for. */
  readonly clientCa?: string;
}

type Declared = Pick<
  Subgraph<never>,
  'name' | 'defaultPort' | 'entities' | 'migrations' | 'partitioned'
>;

/** The environment once parsed, or every fault of it, each with its variable and what to do. */
export function parseConfig(
  env: Environment,
  declared: Declared,
): { readonly config: SubgraphConfig } | { readonly faults: readonly string[] } {
  const environment = new EnvironmentReader(env);
  const statementTimeout = environment.read('STATEMENT_TIMEOUT');
  const subscribers = listOf(
    environment,
    'SUBSCRIBERS',
    environment.read('SUBSCRIBERS'),
    readSubscribers,
  );
  const accounts = listOf(
    environment,
    'SERVICE_ACCOUNTS',
    environment.read('SERVICE_ACCOUNTS'),
    readServiceAccounts,
  );
  const operator = operatorOf(environment, declared);
  const signedRequestIds = environment.read('REQUIRE_SIGNED_REQUEST_ID');
  if (signedRequestIds && !environment.read('REQUIRE_FETCH_TICKET')) {
    environment.refuse(
      'REQUIRE_SIGNED_REQUEST_ID',
      'the id is signed in the fetch ticket: leave REQUIRE_FETCH_TICKET true',
    );
  }
  const tls = tlsOf(environment);
  const gatewayCa = gatewayCaOf(environment);
  const tracesUrl = environment.requireUrl('OTLP_TRACES_URL', environment.read('OTLP_TRACES_URL'));
  const config: SubgraphConfig = {
    port: environment.read('PORT', declared.defaultPort),
    databaseUrl: databaseUrl(environment, declared),
    gatewayJwks: gatewayJwks(environment),
    logLevel: environment.read('LOG_LEVEL'),
    host: environment.read('HOST'),
    shutdownTimeout: environment.read('SHUTDOWN_TIMEOUT'),
    clientTimeout: environment.read('CLIENT_TIMEOUT'),
    requireFetchTicket: environment.read('REQUIRE_FETCH_TICKET'),
    ...(signedRequestIds && { requireSignedRequestId: true }),
    ...(statementTimeout === null ? {} : { statementTimeout }),
    ...(operator === null ? {} : { operator }),
    ...(gatewayCa === null ? {} : { gatewayCa }),
    ...(tracesUrl === null ? {} : { tracesUrl }),
    ...(tls === null ? {} : { tls }),
    ...(subscribers === null ? {} : { subscribers }),
    ...(accounts === null ? {} : { accounts }),
  };
  const { faults } = environment;
  return faults.length > 0 ? { faults } : { config };
}

/** What the files hold is looked at when the subgraph starts. */
function tlsOf(environment: EnvironmentReader): KitTls | null {
  const known = environment.faults.length;
  const own = environment.certificate(
    ['TLS_CERT', environment.read('TLS_CERT')],
    ['TLS_KEY', environment.read('TLS_KEY')],
  );
  const clientCa = environment.read('CLIENT_CA');
  if (own === null && clientCa !== null && environment.faults.length === known) {
    environment.refuse('CLIENT_CA', 'client certificates need https: TLS_CERT and TLS_KEY');
  }
  return own && { ...own, ...(clientCa !== null && { clientCa }) };
}

function operatorOf(
  environment: EnvironmentReader,
  { name, partitioned }: Declared,
): string | null {
  const operator = environment.read('OPERATOR');
  if (operator !== null && partitioned !== true) {
    environment.refuse('OPERATOR', `${name} is a subgraph that one operates`);
  }
  if (operator === '') environment.refuse('OPERATOR', 'an empty text is given; expected an id');
  return operator;
}

function listOf<List extends Subscribers | ServiceAccounts>(
  environment: EnvironmentReader,
  variable: 'SUBSCRIBERS' | 'SERVICE_ACCOUNTS',
  path: string | null,
  readFrom: (path: string) => List | { readonly faults: readonly string[] },
): List | null {
  if (path === null) return null;
  const read = readFrom(path);
  if (!('faults' in read)) return read;
  for (const fault of read.faults) environment.refuse(variable, fault);
  return null;
}

/** null in a subgraph without entities, and where the environment has a fault. */
export function databaseUrl(
  environment: EnvironmentReader,
  declared: Pick<Subgraph<never>, 'name' | 'entities' | 'migrations'>,
): string | null {
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

/** What the file holds is looked at when the subgraph starts. */
function gatewayCaOf(environment: EnvironmentReader): string | null {
  const ca = environment.read('GATEWAY_CA');
  if (ca !== null && !/^https:/i.test(environment.read('GATEWAY_JWKS'))) {
    environment.refuse('GATEWAY_CA', 'GATEWAY_JWKS is no https address; take one of them away');
  }
  return ca;
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
