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
import { openServiceDoor, serviceSecret, type ServiceDoor } from './service-door.js';
import { SubgraphProcess } from './subgraph-process.js';

const schema = fileURLToPath(new URL('../../../schema/', import.meta.url));
const usualIssuers = 'http://127.0.0.1:4010';
/** Who asks, where it does not matter. */
const anyPerson = 'agent';

/** Puts a test's rows into the three databases. */
export type Fill = Readonly<
  Record<'ville' | 'bailleurs' | 'justice', (database: DataSource) => Promise<void>>
>;

export interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions?: { code?: string };
  }[];
  readonly text: string;
}

/** What stands behind one gateway: the real processes, under the real convention and schema. */
export class World {
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(
    private running: GatewayProcess | null,
    readonly subgraphs: Record<string, SubgraphProcess>,
    /** The databases, open beside the subgraphs' own connections. */
    readonly databases: Readonly<Record<'ville' | 'bailleurs' | 'justice', DataSource>>,
    /** Signs as the gateway does: for what is asked of a subgraph directly. */
    readonly key: GatewayKey,
    private readonly sign: (signataire: string, personne: string) => Promise<string>,
    private readonly startSubgraph: (name: string, port: string) => Promise<SubgraphProcess>,
    private readonly startGateway: () => Promise<GatewayProcess>,
    /** With what its processes were started by: for who starts another beside them. */
    readonly folder: string,
    /** Through it the services of signatories reach the gateway. */
    readonly door: ServiceDoor,
  ) {}

  /**
   * @param before fills the databases before anybody has them open.
   * @param newDatabase the URL of an empty database; SQLite files without it.
   * @param elsewhere who is started by who asks for this, and not here.
   */
  static async start(
    fill: Fill,
    before: (urlOf: (name: string) => string) => Promise<void> = async () => {
      // They are empty.
    },
    newDatabase?: () => Promise<string>,
    elsewhere: readonly ('passerelle' | 'ville')[] = [],
  ): Promise<World> {
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

    const scopes = Object.keys(donnees).join(' ');
    const door = await openServiceDoor((signataire) =>
      callerToken(issuer.privateKey, scopes, signataire),
    );
    const accounts = join(folder, 'comptes.json');
    await writeFile(
      accounts,
      JSON.stringify(
        ['parquet-poitiers'].map((signataire) => ({
          signataire,
          passerelle: `${door.url}/graphql`,
          jetons: `${door.url}/jetons/${signataire}`,
          client: signataire,
          secret: serviceSecret,
        })),
      ),
    );
    const urls = new Map<string, string>();
    for (const name of ['ville', 'bailleurs', 'justice', 'convention']) {
      urls.set(name, (await newDatabase?.()) ?? `sqlite:${join(folder, name)}.sqlite`);
    }
    const url = (name: string) => urls.get(name) ?? '';
    await before(url);
    const start = (name: string, port = '0') =>
      SubgraphProcess.start(name, {
        PORT: port,
        SERVICE_ACCOUNTS: accounts,
        DATABASE_URL: url(name),
        GATEWAY_JWKS: gatewayJwks,
        CONVENTION: conventionFile,
        LOG_LEVEL: 'warn',
      });
    const subgraphs = Object.fromEntries(
      await Promise.all(
        ['ville', 'bailleurs', 'justice', 'convention']
          .filter((name) => !elsewhere.some((other) => other === name))
          .map(async (name) => [name, await start(name)] as const),
      ),
    );
    const databases = {
      ville: await openDataSource(url('ville'), ville),
      bailleurs: await openDataSource(url('bailleurs'), bailleurs),
      justice: await openDataSource(url('justice'), justice),
    };
    await fill.ville(databases.ville);
    await fill.bailleurs(databases.bailleurs);
    await fill.justice(databases.justice);
    const supergraph = await readFile(join(schema, 'supergraph.graphql'), 'utf8');
    const startGateway = () =>
      GatewayProcess.start(
        { 'supergraph.graphql': supergraph, 'convention.yaml': convention, 'jwks.json': jwks },
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
          // What somebody may read is asked here, and not how much of it.
          BUDGET: '0',
        },
      );
    const gateway = elsewhere.includes('passerelle') ? null : await startGateway();
    door.gateway = gateway?.url ?? null;
    const sign = (signataire: string, personne: string) =>
      callerToken(issuer.privateKey, scopes, signataire, personne);
    return new World(gateway, subgraphs, databases, key, sign, start, startGateway, folder, door);
  }

  get gateway(): GatewayProcess {
    if (this.running === null) throw new Error('the gateway is started elsewhere');
    return this.running;
  }

  set gateway(gateway: GatewayProcess) {
    this.running = gateway;
  }

  /** The bearer token that a signatory's own identity provider gives, with every scope asked for. */
  token(signataire: string, personne = anyPerson): Promise<string> {
    const key = `${signataire} ${personne}`;
    const known = this.tokens.get(key) ?? this.sign(signataire, personne);
    this.tokens.set(key, known);
    return known;
  }

  /** Kills a subgraph at once, and starts it again where it was. */
  async restart(name: string): Promise<void> {
    const { port } = new URL(this.subgraphs[name]?.url ?? '');
    await this.subgraphs[name]?.stop();
    this.subgraphs[name] = await this.startSubgraph(name, port);
  }

  /** Kills the gateway at once, and starts it again, elsewhere. */
  async restartGateway(): Promise<void> {
    this.door.gateway = null;
    await this.gateway.stop();
    this.running = await this.startGateway();
    this.door.gateway = this.gateway.url;
  }

  /** Asks the gateway as a signatory's agent, for these purposes. */
  async ask(
    signataire: string,
    finalites: string,
    query: string,
    variables: object = {},
    personne = anyPerson,
  ): Promise<Answer> {
    const token = await this.token(signataire, personne);
    const text = await this.gateway.query({ query, variables }, token, {
      'x-finalite': finalites,
    });
    return { ...(JSON.parse(text) as Omit<Answer, 'text'>), text };
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    await Promise.all(Object.values(this.subgraphs).map((subgraph) => subgraph.stop()));
    await Promise.all(Object.values(this.databases).map((database) => database.destroy()));
    this.key.remove();
    await this.door.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** As a signatory's own issuer signs it. */
function callerToken(
  issuerKey: CryptoKey,
  scope: string,
  signataire: string,
  personne = anyPerson,
): Promise<string> {
  return new SignJWT({ signataire, scope })
    .setProtectedHeader({ alg: 'ES256', kid: 'essai', typ: 'at+jwt' })
    .setIssuer(`${usualIssuers}/${signataire}`)
    .setAudience('passerelle')
    .setSubject(personne)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(issuerKey);
}
