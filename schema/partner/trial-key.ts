import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import {
  fetchTicketType,
  tokenSignatureOf,
  type FetchTicketClaims,
} from '../contract/fetch-ticket.js';
import {
  gatewayTokenIssuer,
  gatewayTokenLifetime,
  gatewayTokenType,
  type Droit,
} from '../contract/gateway-token.js';

/** Who asks in a trial: as the claims of the gateway's token say it. */
export interface TrialCaller {
  readonly signataire: string | null;
  readonly territoire: Readonly<Record<string, string | readonly string[]>>;
  readonly droits: Readonly<Record<string, Omit<Droit, 'perimetres'> & Perimeters>>;
}

interface Perimeters {
  /** Also names that no version knows. */
  readonly perimetres: readonly string[] | null;
}

/** What a trial falsifies in a token. */
export interface Falsified {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs `header.claims` instead of the trial's key. */
  readonly sign?: (signed: Buffer) => Buffer;
}

/** A throw-away key that stands for the gateway's while a subgraph is tried alone. */
export class TrialKey {
  private constructor(private readonly privateKey: KeyObject) {}

  static generate(): TrialKey {
    return new TrialKey(generateKeyPairSync('ed25519').privateKey);
  }

  /** @throws Error when the text is no private Ed25519 key as JWK. */
  static parse(text: string): TrialKey {
    const key = createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' });
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('no Ed25519 key');
    return new TrialKey(key);
  }

  get privateJwk(): JsonWebKey {
    return this.privateKey.export({ format: 'jwk' });
  }

  get publicKey(): KeyObject {
    return createPublicKey(this.privateKey);
  }

  /** What `GATEWAY_JWKS` of the subgraph under trial names. */
  get keySet(): { readonly keys: readonly Readonly<Record<string, unknown>>[] } {
    const { x } = this.publicJwk;
    return { keys: [{ kty: 'OKP', crv: 'Ed25519', x, kid: this.kid, alg: 'EdDSA', use: 'sig' }] };
  }

  /** RFC 7638: the required members in alphabetical order. */
  get kid(): string {
    const { x } = this.publicJwk;
    const members = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
    return createHash('sha256').update(members).digest('base64url');
  }

  /** A token as the gateway mints it, or one that is falsified. */
  token(audience: string, caller: TrialCaller, falsified: Falsified = {}): string {
    const claims = {
      sub: caller.signataire ?? 'anonyme',
      ...caller,
      politiques: [],
      finalites: [...new Set(Object.values(caller.droits).flatMap(({ finalites }) => finalites))],
    };
    return this.signed(gatewayTokenType, audience, claims, falsified);
  }

  /** A ticket as the gateway makes it for this document, or one that is falsified. */
  ticket(audience: string, token: string, document: string, falsified: Falsified = {}): string {
    const claims: FetchTicketClaims = {
      jeton: tokenSignatureOf(token),
      document: createHash('sha256').update(document).digest('base64url'),
    };
    return this.signed(fetchTicketType, audience, claims, falsified);
  }

  private signed(typ: string, audience: string, own: object, falsified: Falsified): string {
    const iat = Math.floor(Date.now() / 1_000);
    const header = encode({ alg: 'EdDSA', typ, kid: this.kid, ...falsified.header });
    const claims = encode({
      iss: gatewayTokenIssuer,
      aud: audience,
      iat,
      exp: iat + gatewayTokenLifetime,
      ...own,
      ...falsified.claims,
    });
    const signed = Buffer.from(`${header}.${claims}`);
    const signature = falsified.sign?.(signed) ?? sign(null, signed, this.privateKey);
    return `${header}.${claims}.${signature.toString('base64url')}`;
  }

  private get publicJwk(): JsonWebKey {
    return this.publicKey.export({ format: 'jwk' });
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
