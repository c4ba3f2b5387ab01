import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { GatewayProcess } from '../../harness/gateway-process.js';
import { supergraphOf, type Asked } from '../../harness/small-gateway.js';

const issuer = 'https://idp.exemple.test';

/** A key pair of an issuer, and how its public half stands in a key set. */
export interface IssuerKey {
  readonly privateKey: CryptoKey;
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly alg: string;
}

export async function issuerKey(
  kid: string | undefined,
  alg: 'ES256' | 'RS256' | 'EdDSA' = 'ES256',
): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), ...(kid !== undefined && { kid }), use: 'sig' };
  return { privateKey, jwk, alg };
}

export interface TokenChange {
  /** undefined takes a claim out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

export const now = (): number => Math.floor(Date.now() / 1_000);

export function tokenOf(
  { privateKey, alg, jwk }: IssuerKey,
  { claims, header }: TokenChange = {},
): Promise<string> {
  return new SignJWT({
    iss: issuer,
    aud: 'passerelle',
    iat: now(),
    exp: now() + 300,
    sub: 'agent',
    signataire: 'lecteur',
    scope: 'fait:lecture fait:auteur',
    ...claims,
  })
    .setProtectedHeader({
      alg,
      typ: 'at+jwt',
      ...(typeof jwk['kid'] === 'string' && { kid: jwk['kid'] }),
      ...header,
    })
    .sign(privateKey);
}

/** @param entries of `emetteurs`. @param signatory what the signatory's entry says beside the usual. */
export function conventionWith(entries: string, signatory = ''): string {
  return `convention: { titre: E, reference: e, effet: 2023-07-01, echeance: null }
emetteurs:
${entries}
fondements: [{ id: texte, reference: R, depuis: 2023-07-01 }]
finalites: { prevention: "Prévenir", suivi: "Suivre" }
donnees:
  "fait:lecture": { proprietaire: essai, classe: P1, libelle: Faits }
  "fait:auteur": { proprietaire: essai, classe: P3, libelle: Auteurs }
signataires:
  - { id: lecteur, nature: bailleur, territoire: { patrimoine: lecteur }, emetteur: "${issuer}", approbation: { instance: c, reference: r, date: 2023-06-20 }, signature: 2023-07-03, retrait: null${signatory} }
acces:
  - { donnees: ["fait:lecture"], a: [lecteur], fondement: texte }
  - { donnees: ["fait:auteur"], a: [lecteur], fondement: texte, finalites: [prevention, enquete] }
`;
}

export function entry(jwks: string, more = ''): string {
  return `  - { issuer: "${issuer}", audience: passerelle, jwks: "${jwks}"${more} }`;
}

/** A gateway over one subgraph whose rows only the signatory `lecteur` may read. */
export function startGateway(
  convention: string,
  keys: readonly IssuerKey[] = [],
  options: {
    readonly subgraph?: string;
    readonly files?: Readonly<Record<string, string>>;
    readonly environment?: Readonly<Record<string, string>>;
    /** Its clock can be put forward. */
    readonly clock?: boolean;
  } = {},
): Promise<GatewayProcess> {
  const { subgraph = 'http://127.0.0.1:9/graphql', files, environment, clock = false } = options;
  return GatewayProcess.start(
    {
      'supergraph.graphql': supergraphOf({
        faits: {
          url: subgraph,
          sdl: `type Query { nombre: Int @requiresScopes(scopes: [["fait:lecture"]])
            auteur: String @requiresScopes(scopes: [["fait:auteur"]]) }`,
        },
      }),
      'convention.yaml': convention,
      'jwks.json': JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }),
      ...files,
    },
    { REQUIRE_AUTHENTICATION: 'true', ...environment },
    { clock },
  );
}

export type Reply = Pick<Asked, 'status' | 'headers' | 'text'> & {
  readonly code: string | null;
  readonly milliseconds: number;
};

export async function ask(
  gateway: GatewayProcess,
  token: string,
  options: { readonly query?: string; readonly finalites?: string } = {},
): Promise<Reply> {
  const started = performance.now();
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(options.finalites !== undefined && { 'x-finalite': options.finalites }),
    },
    body: JSON.stringify({ query: options.query ?? '{ __typename }' }),
  });
  const text = await response.text();
  const code = /"code":"(\w+)"/.exec(text)?.[1] ?? null;
  const milliseconds = performance.now() - started;
  return { status: response.status, headers: response.headers, text, code, milliseconds };
}
