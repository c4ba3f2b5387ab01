import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import type { DataSource } from 'typeorm';
import { parse as parseYaml } from 'yaml';
import { loadSigningKey } from '../../gateway/identity/signing-key.js';
import { bailleurs } from '../../subgraphs/bailleurs/bailleurs.js';
import { justice } from '../../subgraphs/justice/justice.js';
import { openDataSource } from '../../subgraphs/kit/data-source.js';
import { ville } from '../../subgraphs/ville/ville.js';
import { gatewayKey, type GatewayKey } from './subgraph.js';
import { GatewayProcess } from './gateway-process.js';
import { SubgraphProcess } from './subgraph-process.js';

const schema = fileURLToPath(new URL('../../../schema/', import.meta.url));
const usualIssuers = 'http://127.0.0.1:4010';

/** Puts a test's rows into the three databases. */
export type Fill = Readonly<
  Record<'ville' | 'bailleurs' | 'justice', (database: DataSource) => Promise<void>>
>;

export interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
  readonly text: string;
}

/** What stands behind one gateway: the real processes, under the real convention and schema. */
export class World {
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(
    readonly gateway: GatewayProcess,
    readonly subgraphs: Readonly<Record<string, SubgraphProcess>>,
    /** The databases, open beside the subgraphs' own connections. */
    readonly databases: Readonly<Record<'ville' | 'bailleurs' | 'justice', DataSource>>,
    /** Signs as the gateway does: for what is asked of a subgraph directly. */
    readonly key: GatewayKey,
    private readonly issuerKey: CryptoKey,
    private readonly scopes: string,
    private readonly folder: string,
  ) {}

  static async start(fill: Fill): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'passerelle-cas-'));
    const key = await gatewayKey();
    const issuer = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(issuer.publicKey)), kid: 'essai', alg: 'ES256', use: 'sig' };
    const jwks = JSON.stringify({ keys: [jwk] });
    // The rights are those that ship; only the issuers' keys are this test's.
    const committed = await readFile(join(schema, 'convention.yaml'), 'utf8');
    const convention = committed.replaceAll(/jwks: http\S+/g, 'jwks: ./jwks.json');
    const { donnees } = parseYaml(convention) as { donnees: object };
    const conventionFile = join(folder, 'convention.yaml');
    await writeFile(conventionFile, convention);
    await writeFile(join(folder, 'jwks.json'), jwks);
    const signingKey = join(folder, 'signing-key.json');
    await writeFile(signingKey, JSON.stringify(await exportJWK(key.privateKey)));
    // One key under two names: the gateway's own for it, and that of the tokens tests sign.
    const { keys } = JSON.parse(await readFile(key.jwksFile, 'utf8')) as { keys: object[] };
    const gatewayJwks = join(folder, 'gateway-jwks.json');
    const { publicJwk } = loadSigningKey(signingKey);
    await writeFile(gatewayJwks, JSON.stringify({ keys: [...keys, publicJwk] }));

    const url = (name: string) => `sqlite:${join(folder, name)}.sqlite`;
    const start = (name: string) =>
      SubgraphProcess.start(name, {
        DATABASE_URL: url(name),
        GATEWAY_JWKS: gatewayJwks,
        CONVENTION: conventionFile,
        LOG_LEVEL: 'warn',
      });
    const [v, b, j, c] = await Promise.all(
      ['ville', 'bailleurs', 'justice', 'convention'].map(start),
    );
    if (!v || !b || !j || !c) throw new Error('a subgraph is missing');
    const subgraphs = { ville: v, bailleurs: b, justice: j, convention: c };
    const databases = {
      ville: await openDataSource(url('ville'), ville),
      bailleurs: await openDataSource(url('bailleurs'), bailleurs),
      justice: await openDataSource(url('justice'), justice),
    };
    await fill.ville(databases.ville);
    await fill.bailleurs(databases.bailleurs);
    await fill.justice(databases.justice);
    const gateway = await GatewayProcess.start(
      {
        'supergraph.graphql': await readFile(join(schema, 'supergraph.graphql'), 'utf8'),
        'convention.yaml': convention,
        'jwks.json': jwks,
      },
      {
        ...Object.fromEntries(
          Object.entries(subgraphs).map(([name, { url: at }]) => [
            `SUBGRAPH_URL_${name.toUpperCase()}`,
            at,
          ]),
        ),
        GATEWAY_SIGNING_KEY: signingKey,
        REQUIRE_AUTHENTICATION: 'true',
        ALLOW_UNCLASSIFIED: 'false',
      },
    );
    const scopes = Object.keys(donnees).join(' ');
    return new World(gateway, subgraphs, databases, key, issuer.privateKey, scopes, folder);
  }

  /** The bearer token that a signatory's own identity provider gives, with every scope asked for. */
  token(signataire: string): Promise<string> {
    const known = this.tokens.get(signataire) ?? this.sign(signataire);
    this.tokens.set(signataire, known);
    return known;
  }

  private sign(signataire: string): Promise<string> {
    return new SignJWT({ signataire, scope: this.scopes })
      .setProtectedHeader({ alg: 'ES256', kid: 'essai', typ: 'at+jwt' })
      .setIssuer(`${usualIssuers}/${signataire}`)
      .setAudience('passerelle')
      .setSubject('agent')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(this.issuerKey);
  }

  /** Asks the gateway as a signatory's agent, for these purposes. */
  async ask(
    signataire: string,
    finalites: string,
    query: string,
    variables: object = {},
  ): Promise<Answer> {
    const text = await this.gateway.query({ query, variables }, await this.token(signataire), {
      'x-finalite': finalites,
    });
    return { ...(JSON.parse(text) as Omit<Answer, 'text'>), text };
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await Promise.all(Object.values(this.subgraphs).map((subgraph) => subgraph.stop()));
    await Promise.all(Object.values(this.databases).map((database) => database.destroy()));
    this.key.remove();
    await rm(this.folder, { recursive: true, force: true });
  }
}
