import {
  decimalNumber,
  flag,
  list,
  oneOf,
  optionalNumber,
  optionalText,
  secret,
  text,
  wholeNumber,
  type Program,
} from './variable.js';

const gateway: readonly Program[] = ['gateway'];
const servers: readonly Program[] = ['gateway', 'subgraph'];
const demonstration: readonly Program[] = ['demonstration'];

/**
 * Every variable that any program of ours reads. docs/operating.md and .env.example say what each is
 * for; a test holds them to this table.
 */
export const variables = {
  HOST: text(servers, '127.0.0.1', 'a host name or address'),
  PORT: wholeNumber(servers, 4000, 0, 65_535),
  LOG_LEVEL: oneOf(servers, ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
  SHUTDOWN_TIMEOUT: wholeNumber(servers, 8, 0, 3_600),
  OTLP_TRACES_URL: optionalText(servers, "the URL of a collector's OTLP/HTTP endpoint"),
  CLIENT_TIMEOUT: decimalNumber(servers, 30, 0.1, 3_600),
  SUPERGRAPH: text(servers, 'schema/supergraph.graphql', 'the path of a composed supergraph'),
  CONVENTION: text(servers, 'schema/convention.yaml', 'the path of a convention'),

  TRUSTED_DOCUMENTS: optionalText(['gateway', 'schema'], 'the path of a registry'),
  SUBGRAPHS: optionalText(['gateway', 'schema'], 'the path of a deployment file'),
  REQUIRE_AUTHENTICATION: flag(gateway, true),
  ALLOW_UNCLASSIFIED: flag(['gateway', 'schema'], false),
  REJECT_UNAUTHORIZED: flag(gateway, false),
  AUTHORIZATION_ERRORS: oneOf(gateway, ['errors', 'extensions', 'disabled'], 'errors'),
  AUTHORIZATION_DRY_RUN: flag(gateway, false),
  ABSTRACT_TYPES: oneOf(gateway, ['strict', 'precise'], 'strict'),
  MAX_DEPTH: wholeNumber(gateway, 30, 1),
  MAX_ALIASES: wholeNumber(gateway, 100, 0),
  MAX_TOKENS: wholeNumber(gateway, 10_000, 1),
  MAX_COST: wholeNumber(gateway, 200_000, 1),
  MAX_SELECTIONS: wholeNumber(gateway, 5_000, 1),
  WORKERS: wholeNumber(gateway, 1, 1, 64),
  OPERATION_MEMORY: wholeNumber(gateway, 128, 8),
  BUDGET: wholeNumber(gateway, 1_000_000, 0),
  BUDGET_PER_SECOND: wholeNumber(gateway, 50_000, 1),
  BUDGET_STORE: secret(gateway, null, 'the address of a store'),
  PLANNING_TIME: wholeNumber(gateway, 5_000, 100, 600_000),
  PLANNING_MEMORY: wholeNumber(gateway, 512, 160),
  PLANNING_FILE: optionalText(gateway, 'the path of a file'),
  ENGINE: oneOf(gateway, ['passerelle', 'apollo'], 'passerelle'),
  AUDIT_URL: secret(['gateway', 'journal'], 'file:var/journal.jsonl', 'the address of a journal'),
  GATEWAY_SIGNING_KEY: optionalText(gateway, 'the path of a private key'),
  GATEWAY_PUBLISHED_KEYS: list(gateway, 'paths of keys, separated by commas'),
  PSEUDONYM_KEY: secret(
    gateway,
    null,
    '32 characters or more: make them with "openssl rand -base64 32"',
    (given) => given.length >= 32,
  ),
  GATEWAY_TLS_CERT: optionalText(gateway, 'the path of a certificate'),
  GATEWAY_TLS_KEY: optionalText(gateway, 'the path of its key'),
  MONITORING_TOKEN: secret(
    gateway,
    null,
    '32 characters or more: make them with "openssl rand -base64 32"',
    (given) => given.length >= 32,
  ),
  SIGN_REQUEST_IDS: flag(gateway, false),
  IDE: flag(gateway, true),

  DATABASE_URL: secret(['subgraph'], null, 'the address of a database'),
  // Not given: the kit's own.
  SUBSCRIBERS: optionalText(['subgraph'], 'the path of a list of subscribers'),
  SERVICE_ACCOUNTS: optionalText(['subgraph'], 'the path of a list of accounts'),
  OPERATOR: optionalText(['subgraph'], "a signatory's id"),
  TLS_CERT: optionalText(['subgraph'], 'the path of a certificate'),
  TLS_KEY: optionalText(['subgraph'], 'the path of its key'),
  CLIENT_CA: optionalText(['subgraph'], 'the path of an authority'),
  REQUIRE_FETCH_TICKET: flag(['subgraph'], true),
  REQUIRE_SIGNED_REQUEST_ID: flag(['subgraph'], false),
  STATEMENT_TIMEOUT: optionalNumber(['subgraph'], 1, 999),
  GATEWAY_JWKS: text(
    ['subgraph'],
    'http://127.0.0.1:4000/.well-known/jwks.json',
    'an http(s) URL or the path of a JWKS file',
  ),

  GATEWAY_CA: optionalText(['subgraph'], 'the path of an authority'),

  DEMO_PORT_BASE: wholeNumber(demonstration, 4000, 1_024, 65_500),
  DEMO_FOLDER: optionalText(demonstration, 'the path of a folder'),
  DEMO_PARTITIONS: wholeNumber(demonstration, 9, 1, 9),
  DEMO_SCALE: decimalNumber(demonstration, 1, 0.01, 100),
} as const;

export type VariableName = keyof typeof variables;

/** `SUBGRAPH_URL_VILLE`: where one subgraph is, by its name. The gateway reads them. */
export const subgraphUrlPrefix = 'SUBGRAPH_URL_';

/** `SUBGRAPH_CA_VILLE`, `SUBGRAPH_CA_BAILLEURS_EKIDOM`: the authorities of one partner. */
export const subgraphCaPrefix = 'SUBGRAPH_CA_';
