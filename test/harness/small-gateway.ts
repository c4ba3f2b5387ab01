import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { composeSubgraphs } from './compose-subgraphs.js';
import { GatewayProcess } from './gateway-process.js';

const issuer = 'https://idp.exemple.test';

/** A category of data and who was granted it. */
interface Granted {
  readonly classe: 'P1' | 'P2' | 'P3';
  readonly a: readonly string[];
  readonly finalites?: readonly string[];
}

export interface SmallWorld {
  /** By name. Without their `@link`, which all share. */
  readonly subgraphs: Readonly<Record<string, { readonly sdl: string; readonly url: string }>>;
  readonly donnees?: Readonly<Record<string, Granted>>;
  /** Id → what its entry of the convention says beside the usual. */
  readonly signataires?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Its clock can be put forward. */
  readonly clock?: boolean;
  /** Further files in its folder, which is where it runs. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly path?: readonly (string | number)[];
      readonly extensions: { readonly code: string; readonly correlationId?: string };
    }[];
    readonly extensions?: Record<string, unknown>;
  };
}

export interface AskOptions {
  /** null: nobody. */
  readonly signataire?: string | null;
  readonly finalites?: string;
  /** Further claims of the token. */
  readonly claims?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key",
  "@external", "@requires", "@provides", "@shareable", "@interfaceObject", "@authenticated", "@requiresScopes", "@composeDirective"])
  @link(url: "https://passerelle.example/readsField/v1.0", import: ["@readsField"])
  @link(url: "https://passerelle.example/rowRuled/v1.0", import: ["@rowRuled"])
  @composeDirective(name: "@readsField") @composeDirective(name: "@rowRuled")
directive @rowRuled(owner: String!) repeatable on OBJECT
directive @readsField(coordinate: String!) repeatable on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
`;

/** @throws when the subgraphs do not compose. */
export function supergraphOf(subgraphs: SmallWorld['subgraphs']): string {
  const composed = composeSubgraphs(
    Object.entries(subgraphs).map(([name, { sdl, url }]) => ({ name, url, sdl: link + sdl })),
  );
  if (Array.isArray(composed)) throw new Error(composed.join(', '));
  return composed.supergraphSdl;
}

export function conventionOf({ donnees = {}, signataires = { lecteur: '' } }: SmallWorld): string {
  const list = (items: readonly string[]): string =>
    `[${items.map((item) => `"${item}"`).join(', ')}]`;
  const grants = Object.entries(donnees).map(
    ([portee, { a, finalites }]) =>
      `  - { donnees: ["${portee}"], a: ${list(a)}, fondement: texte${finalites ? `, finalites: ${list(finalites)}` : ''} }`,
  );
  const catalogue = Object.entries(donnees).map(
    ([portee, { classe }]) =>
      `  "${portee}": { proprietaire: essai, classe: ${classe}, libelle: Essai }`,
  );
  const organisations = Object.entries(signataires).map(
    ([id, more]) =>
      `  - { id: ${id}, nature: bailleur, territoire: { patrimoine: ${id} }, emetteur: "${issuer}", approbation: { instance: c, reference: r, date: 2023-06-20 }, signature: 2023-07-03, retrait: null${more} }`,
  );
  return `convention: { titre: E, reference: e, effet: 2023-07-01, echeance: null }
emetteurs: [{ issuer: "${issuer}", audience: passerelle, jwks: ./jwks.json }]
fondements: [{ id: texte, reference: R, depuis: 2023-07-01 }]
donnees:${catalogue.length > 0 ? `\n${catalogue.join('\n')}` : ' {}'}
signataires:
${organisations.join('\n')}
acces:${grants.length > 0 ? `\n${grants.join('\n')}` : ' []'}
`;
}

/** A gateway process over a supergraph and a convention that a test writes in a few lines. */
export class SmallGateway {
  private constructor(
    readonly process: GatewayProcess,
    private readonly key: CryptoKey,
    private readonly scopes: string,
  ) {}

  static async start(world: SmallWorld): Promise<SmallGateway> {
    const pair = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'ES256', use: 'sig' };
    const process = await GatewayProcess.start(
      {
        'supergraph.graphql': supergraphOf(world.subgraphs),
        'jwks.json': JSON.stringify({ keys: [jwk] }),
        'convention.yaml': conventionOf(world),
        ...world.files,
      },
      { ...world.environment },
      { clock: world.clock ?? false },
    );
    return new SmallGateway(process, pair.privateKey, Object.keys(world.donnees ?? {}).join(' '));
  }

  /** @param seconds for how long it is good. */
  token(
    signataire: string,
    seconds = 60,
    claims: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    return new SignJWT({ signataire, scope: this.scopes, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience('passerelle')
      .setSubject(`agent de ${signataire}`)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(this.key);
  }

  async ask(body: unknown, options: AskOptions = {}): Promise<Asked> {
    const { signataire = 'lecteur', finalites, claims, headers = {} } = options;
    const response = await fetch(`${this.process.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(signataire !== null && {
          authorization: `Bearer ${await this.token(signataire, 60, claims)}`,
        }),
        ...(finalites !== undefined && { 'x-finalite': finalites }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  }

  settledJournal(): Promise<string> {
    return this.process.settledJournal();
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}

function parsed(text: string): Asked['body'] {
  try {
    return JSON.parse(text) as Asked['body'];
  } catch {
    return {};
  }
}
