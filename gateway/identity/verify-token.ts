import type { KeyObject } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import type { Convention, Emetteur, TypeDeJeton } from '../../schema/convention/convention.js';
import { tokenRules, type TokenRules } from '../../schema/convention/token-rules.js';
import { KeysUnavailable, type HeldKeys } from '../../schema/keys/held-keys.js';
import { algorithms } from '../../schema/keys/key-set.js';
import { PasserelleError } from '../errors.js';
import type { IssuerKeys } from './issuer-keys.js';

/** What a verified token says. */
export interface VerifiedToken {
  readonly subject: string | null;
  readonly signataire: string | null;
  /** null: the token has no `scope` and its issuer lets that mean all that was granted. */
  readonly scopes: readonly string[] | null;
  /** The OAuth client that the token was given to; null: it does not say, or not clearly. */
  readonly client: string | null;
  /** The purposes for which it may be used; null: its issuer leaves them to the request. */
  readonly purposes: readonly string[] | null;
  /** Seconds since the epoch, the tolerance between clocks included. */
  readonly believedUntil: number;
}

/** Header parameters by which a token would bring its own key along. */
const selfServedKeys = ['jwk', 'jku', 'x5u', 'x5c'] as const;

/**
 * @throws PasserelleError `UNAUTHENTICATED`, whatever is wrong with the token: the caller learns no
 * more than that. `ISSUER_KEYS_UNAVAILABLE` when nobody can say.
 */
export async function verifyToken(
  token: string,
  convention: Convention,
  keys: IssuerKeys,
  now: Date,
): Promise<VerifiedToken> {
  try {
    return await verify(token, convention, keys, now);
  } catch (cause) {
    throw cause instanceof KeysUnavailable ? keysUnavailable(cause) : unauthenticated(cause);
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

function keysUnavailable(cause: KeysUnavailable): PasserelleError {
  return new PasserelleError(
    'ISSUER_KEYS_UNAVAILABLE',
    "Les clés du fournisseur d'identité de votre organisation sont introuvables pour le moment : réessayez dans quelques secondes. Votre jeton n'est pas en cause.",
    503,
    { cause, retryAfter: 5 },
  );
}

async function verify(
  token: string,
  convention: Convention,
  keys: IssuerKeys,
  now: Date,
): Promise<VerifiedToken> {
  const header = decodeProtectedHeader(token) as Record<string, unknown>;
  if (selfServedKeys.some((name) => Object.hasOwn(header, name))) throw new Error('own key');
  const issuer = decodeJwt(token).iss;
  const emetteur = issuer === undefined ? undefined : convention.emetteurs.get(issuer);
  if (!emetteur) throw new Error('unknown issuer');
  const rules = tokenRules(emetteur);
  const type = typeOf(header['typ']);
  if (type === null || !rules.types.includes(type)) throw new Error('unexpected typ');
  const payload = await verifiedClaims(token, header, keys.of(emetteur), (key) =>
    jwtVerify(token, key, {
      algorithms: [...algorithms],
      issuer: emetteur.issuer,
      audience: emetteur.audience,
      requiredClaims: ['exp'],
      clockTolerance: rules.clockTolerance,
      currentDate: now,
    }),
  );
  requireLife(payload, rules, now);
  return {
    subject: text(payload.sub),
    signataire: signataireOf(payload, convention, emetteur),
    scopes: scopesOf(payload, emetteur.porteesParDefaut),
    client: clientOf(payload),
    purposes: rules.purposesClaim === null ? null : words(payload[rules.purposesClaim]),
    believedUntil: (payload.exp ?? 0) + rules.clockTolerance,
  };
}

/** @param check verifies signature and claims with one key. */
async function verifiedClaims(
  token: string,
  { alg, kid }: Record<string, unknown>,
  keys: HeldKeys,
  check: (key: KeyObject) => Promise<{ payload: JWTPayload }>,
): Promise<JWTPayload> {
  if (typeof alg !== 'string' || !(kid === undefined || typeof kid === 'string')) {
    throw new Error('alg or kid');
  }
  for (const key of await keys.fitting({ alg, kid: kid ?? null })) {
    try {
      return (await check(key)).payload;
    } catch (error) {
      // Another key may have signed it. Any other fault is the token's own.
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
  // Without the name of its key, a token may be signed with one that could not be read.
  if (kid === undefined) keys.requireReadable();
  throw new Error('no key fits');
}

/** RFC 9068 writes `at+jwt`, RFC 7515 lets the prefix stand, and a bare JWT needs no `typ` at all. */
function typeOf(typ: unknown): TypeDeJeton | null {
  if (typ === undefined) return 'JWT';
  if (typeof typ !== 'string') return null;
  const name = typ.toLowerCase().replace(/^application\//, '');
  return name === 'at+jwt' ? 'at+jwt' : name === 'jwt' ? 'JWT' : null;
}

/** A token that lives too long, or comes from the future, was not given as this issuer gives them. */
function requireLife({ iat, exp = 0 }: JWTPayload, rules: TokenRules, now: Date): void {
  const time = now.getTime() / 1_000;
  if (iat === undefined) {
    if (exp > time + rules.longestLife + rules.clockTolerance) throw new Error('lives too long');
    return;
  }
  if (iat > time + rules.clockTolerance) throw new Error('iat in the future');
  if (exp - iat > rules.longestLife) throw new Error('lives too long');
}

function signataireOf(
  payload: JWTPayload,
  { signataires }: Convention,
  { issuer }: Emetteur,
): string | null {
  const id = text(payload['signataire']);
  const bound = id === null ? undefined : signataires.get(id);
  if (!bound) return null;
  if (bound.emetteur !== issuer) throw new Error('not the issuer of this signatory');
  const { revendication: claim } = bound;
  // The text itself: a list would speak for everybody it names.
  if (claim && payload[claim.nom] !== claim.valeur)
    throw new Error('not the claim of this signatory');
  return id;
}

/** RFC 9068 has the first name, OpenID Connect the second. Two that differ name nobody. */
function clientOf({ client_id: id, azp }: JWTPayload): string | null {
  const [first, second] = [id, azp].filter((claim) => claim !== undefined);
  return second === undefined || second === first ? text(first) : null;
}

function scopesOf(payload: JWTPayload, allByDefault: boolean): readonly string[] | null {
  const { scope } = payload as { scope?: unknown };
  if (scope === undefined) return allByDefault ? null : [];
  return typeof scope === 'string' ? words(scope) : [];
}

/** A list of texts, or one text in which spaces stand between them. */
function words(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(' ').filter((word) => word !== '');
  return Array.isArray(claim) ? claim.filter((word) => typeof word === 'string') : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
