import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, SignJWT, type CryptoKey } from 'jose';
import type { Perimetre, Territoire } from '../../schema/contract/territoire.js';
import type { Environment, SubgraphConfig } from '../../subgraphs/kit/config.js';
import { serve, type RunningSubgraph } from '../../subgraphs/kit/serve.js';
import { tablesOf, type Subgraph } from '../../subgraphs/kit/subgraph.js';

/** Who asks in a test: a signatory, where it acts, and its scopes with their perimeters. */
export interface Caller {
  readonly signataire: string | null;
  readonly territoire?: Territoire;
  /** Scope → perimeters; null = every row. */
  readonly droits?: Readonly<Record<string, readonly Perimetre[] | null>>;
  /** The account of the very person, where a mandate counts. */
  readonly compte?: string;
}

export interface Answer {
  readonly status: number;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { message: string; path?: unknown; extensions?: { code?: string } }[];
  readonly text: string;
}

/** Signs as the gateway does, with a key that only this test has. */
export interface GatewayKey {
  readonly jwksFile: string;
  readonly privateKey: CryptoKey;
  readonly token: (audience: string, caller: Caller, change?: TokenChange) => Promise<string>;
  /** The header by which the gateway announces this document. */
  readonly ticket: (
    audience: string,
    token: string,
    document: string,
  ) => Promise<Readonly<Record<string, string>>>;
  readonly remove: () => void;
}

/** What to falsify. */
interface TokenChange {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly key?: CryptoKey | Uint8Array;
}

export async function gatewayKey(): Promise<GatewayKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signing = privateKey as unknown as CryptoKey;
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-cle-'));
  const jwksFile = join(folder, 'jwks.json');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'essai', alg: 'EdDSA', use: 'sig' };
  writeFileSync(jwksFile, JSON.stringify({ keys: [jwk] }));
  return {
    jwksFile,
    privateKey: signing,
    token: (audience, { signataire, territoire = {}, droits = {}, compte }, change = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const rights = Object.entries(droits).map(([scope, perimetres]) => [
        scope,
        { perimetres, fondements: [], finalites: [] },
      ]);
      return new SignJWT({
        iss: 'passerelle',
        aud: audience,
        sub: signataire ?? 'anonyme',
        iat: now,
        exp: now + 60,
        signataire,
        territoire,
        droits: Object.fromEntries(rights) as Record<string, unknown>,
        politiques: [],
        finalites: [],
        ...(compte === undefined ? {} : { compte }),
        ...change.claims,
      })
        .setProtectedHeader({
          alg: 'EdDSA',
          typ: 'passerelle-subgraph+jwt',
          kid: 'essai',
          ...change.header,
        })
        .sign(change.key ?? signing);
    },
    ticket: async (audience, token, document) => {
      const claims = {
        iss: 'passerelle',
        aud: audience,
        jeton: token.split('.')[2],
        document: createHash('sha256').update(document).digest('base64url'),
      };
      const ticket = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ: 'passerelle-fetch+jwt', kid: 'essai' })
        .setIssuedAt()
        .setExpirationTime('60s')
        .sign(signing);
      return { 'passerelle-billet': ticket };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface BoundStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface TestSubgraph {
  readonly running: RunningSubgraph;
  readonly ask: (
    caller: Caller,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<Answer>;
  /** Statements that the work sent to the database. */
  readonly statements: (work: () => Promise<unknown>) => Promise<string[]>;
  /** The same with what was bound in each. */
  readonly boundStatements: (work: () => Promise<unknown>) => Promise<BoundStatement[]>;
  readonly stop: () => Promise<void>;
}

/** True in what a subgraph does of its own accord. */
const background = new AsyncLocalStorage<boolean>();

/**
 * What it does every hour is done, and not counted as a statement of a request that it happens to
 * coincide with. Its deliveries, with no account to deliver by, would only look every second.
 */
function withQuietBackground<S>({ delivers: _, open, ...declared }: Subgraph<S>): Subgraph<S> {
  if (!open) return declared;
  return { ...declared, open: (opening) => background.run(true, () => open(opening)) };
}

/** Serves a subgraph on a free port, with its own database, and asks it as the gateway would. */
export async function startSubgraph<S>(
  declared: Subgraph<S>,
  key: Pick<GatewayKey, 'jwksFile' | 'token'>,
  databaseUrl: string | null = 'sqlite::memory:',
  env: Environment = {},
  statementTimeout = 30,
): Promise<TestSubgraph> {
  const config: SubgraphConfig = {
    host: '127.0.0.1',
    port: 0,
    databaseUrl: tablesOf(declared.entities).length === 0 ? null : databaseUrl,
    gatewayJwks: key.jwksFile,
    logLevel: 'silent',
    shutdownTimeout: 8,
    statementTimeout,
    requireFetchTicket: env['REQUIRE_FETCH_TICKET'] === 'true',
  };
  const running = await serve(withQuietBackground(declared), config, env);
  const boundStatements: TestSubgraph['boundStatements'] = async (work) => {
    if (!running.dataSource) return [];
    const seen: BoundStatement[] = [];
    const { logger } = running.dataSource;
    const logQuery = logger.logQuery.bind(logger);
    logger.logQuery = (text, values = []) => {
      if (background.getStore() !== true) seen.push({ text, values: [values].flat() });
    };
    await work();
    logger.logQuery = logQuery;
    return seen;
  };
  return {
    running,
    ask: async (caller, query, variables = {}) =>
      post(running.url, await key.token(declared.name, caller), { query, variables }),
    statements: async (work) => (await boundStatements(work)).map(({ text }) => text),
    boundStatements,
    stop: running.stop,
  };
}

export async function post(
  url: string,
  token: string | null,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const parsed = parse(text);
  return { status: response.status, data: parsed.data ?? null, errors: parsed.errors ?? [], text };
}

function parse(text: string): Partial<Pick<Answer, 'data' | 'errors'>> {
  try {
    return JSON.parse(text) as Partial<Pick<Answer, 'data' | 'errors'>>;
  } catch {
    return {};
  }
}
