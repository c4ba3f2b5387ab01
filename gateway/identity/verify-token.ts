import { decodeJwt, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import type { Convention } from '../../schema/convention/convention.js';
import { PasserelleError } from '../errors.js';
import type { IssuerKeys } from './issuer-keys.js';

/** What a verified token says. */
export interface VerifiedToken {
  readonly subject: string | null;
  readonly signataire: string | null;
  /** null: the token has no `scope` and its issuer lets that mean all that was granted. */
  readonly scopes: readonly string[] | null;
  /** The OAuth client that the token was given to; null: it does not say. */
  readonly client: string | null;
  /** Seconds since the epoch. */
  readonly expires: number;
}

/** Asymmetric only: with an HMAC algorithm, anyone who has the public key could sign. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const acceptedTypes = new Set(['jwt', 'at+jwt', 'application/at+jwt']);
/** Header parameters by which a token would bring its own key along. */
const selfServedKeys = ['jwk', 'jku', 'x5u', 'x5c'] as const;

/** @throws PasserelleError `UNAUTHENTICATED`, whatever is wrong: the caller learns no more than that. */
export async function verifyToken(
  token: string,
  convention: Convention,
  keys: IssuerKeys,
  now: Date,
): Promise<VerifiedToken> {
  try {
    return await verify(token, convention, keys, now);
  } catch (cause) {
    throw unauthenticated(cause);
  }
}

export function unauthenticated(cause?: unknown): PasserelleError {
  return new PasserelleError(
    'UNAUTHENTICATED',
    "Jeton absent ou refusé : présentez un jeton valide du fournisseur d'identité de votre organisation.",
    401,
    { cause },
  );
}

async function verify(
  token: string,
  convention: Convention,
  keys: IssuerKeys,
  now: Date,
): Promise<VerifiedToken> {
  const header = decodeProtectedHeader(token) as Record<string, unknown>;
  const { typ } = header;
  if (typ !== undefined && !(typeof typ === 'string' && acceptedTypes.has(typ.toLowerCase()))) {
    throw new Error('unexpected typ');
  }
  if (selfServedKeys.some((name) => Object.hasOwn(header, name))) throw new Error('own key');
  const issuer = decodeJwt(token).iss;
  const emetteur = issuer === undefined ? undefined : convention.emetteurs.get(issuer);
  if (!emetteur) throw new Error('unknown issuer');
  const { payload } = await jwtVerify(token, keys.of(emetteur.jwks), {
    algorithms,
    issuer: emetteur.issuer,
    audience: emetteur.audience,
    requiredClaims: ['exp'],
    clockTolerance: 5,
    currentDate: now,
  });
  const signataire = text(payload['signataire']);
  const bound = signataire === null ? undefined : convention.signataires.get(signataire);
  if (bound && bound.emetteur !== emetteur.issuer)
    throw new Error('not the issuer of this signatory');
  return {
    subject: text(payload.sub),
    signataire: bound ? signataire : null,
    scopes: scopesOf(payload, emetteur.porteesParDefaut),
    // RFC 9068 has the first name, OpenID Connect the second.
    client: text(payload['client_id']) ?? text(payload['azp']),
    expires: payload.exp ?? 0,
  };
}

function scopesOf(payload: JWTPayload, allByDefault: boolean): readonly string[] | null {
  const { scope } = payload as { scope?: unknown };
  if (scope === undefined) return allByDefault ? null : [];
  return typeof scope === 'string' ? scope.split(' ').filter((name) => name !== '') : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
