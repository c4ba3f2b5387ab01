import type { Convention, Emetteur, TypeDeJeton } from '../../schema/convention/convention.js';
import { tokenRules, type TokenRules } from '../../schema/convention/token-rules.js';
import { KeysUnavailable, type HeldKeys } from '../../schema/keys/held-keys.js';
import { PasserelleError } from '../errors.js';
import type { IssuerKeys } from './issuer-keys.js';
import { isSignedBy, readSignedToken, type SignedToken } from './signed-token.js';

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

type Claims = SignedToken['claims'];

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
  const read = readSignedToken(token);
  const { header, claims } = read;
  if (selfServedKeys.some((name) => Object.hasOwn(header, name))) throw new Error('own key');
  // Whoever says that something must be understood says it of nothing that we know (RFC 7515 §4.1.11).
  if (Object.hasOwn(header, 'crit')) throw new Error('critical header');
  const { iss: issuer } = claims;
  const emetteur = typeof issuer === 'string' ? convention.emetteurs.get(issuer) : undefined;
  if (!emetteur) throw new Error('unknown issuer');
  const rules = tokenRules(emetteur);
  const type = typeOf(header['typ']);
  if (type === null || !rules.types.includes(type)) throw new Error('unexpected typ');
  await requireSignature(read, keys.of(emetteur));
  requireAudience(claims, emetteur);
  const expires = requireLife(claims, rules, now);
  return {
    subject: text(claims['sub']),
    signataire: signataireOf(claims, convention, emetteur),
    scopes: scopesOf(claims, emetteur.porteesParDefaut),
    client: clientOf(claims),
    purposes: rules.purposesClaim === null ? null : words(claims[rules.purposesClaim]),
    believedUntil: expires + rules.clockTolerance,
  };
}

/** @throws Error where none of these keys made the signature. */
async function requireSignature(token: SignedToken, keys: HeldKeys): Promise<void> {
  const { alg, kid } = token.header;
  if (typeof alg !== 'string' || !(kid === undefined || typeof kid === 'string')) {
    throw new Error('alg or kid');
  }
  for (const [place, key] of (await keys.fitting({ alg, kid: kid ?? null })).entries()) {
    const isGood = isSignedBy(token, alg, key, place === 0);
    if (isGood instanceof Promise ? await isGood : isGood) return;
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

function requireAudience({ aud }: Claims, { audience }: Emetteur): void {
  if (aud !== audience && !(Array.isArray(aud) && aud.includes(audience))) {
    throw new Error('another audience');
  }
}

/**
 * A token that lives too long, or comes from the future, was not given as this issuer gives them.
 * @returns when it expires, in seconds since the epoch.
 */
function requireLife({ iat, nbf, exp }: Claims, rules: TokenRules, now: Date): number {
  const { clockTolerance, longestLife } = rules;
  const time = now.getTime() / 1_000;
  const second = Math.floor(time);
  if (typeof exp !== 'number' || exp <= second - clockTolerance) throw new Error('expired');
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= second + clockTolerance)) {
    throw new Error('not valid yet');
  }
  if (iat === undefined) {
    if (exp > time + longestLife + clockTolerance) throw new Error('lives too long');
    return exp;
  }
  if (typeof iat !== 'number') throw new Error('iat is no number');
  if (iat > time + clockTolerance) throw new Error('iat in the future');
  if (exp - iat > longestLife) throw new Error('lives too long');
  return exp;
}

function signataireOf(
  claims: Claims,
  { signataires }: Convention,
  { issuer }: Emetteur,
): string | null {
  const id = text(claims['signataire']);
  const bound = id === null ? undefined : signataires.get(id);
  if (!bound) return null;
  if (bound.emetteur !== issuer) throw new Error('not the issuer of this signatory');
  const { revendication: claim } = bound;
  // The text itself: a list would speak for everybody it names.
  if (claim && claims[claim.nom] !== claim.valeur)
    throw new Error('not the claim of this signatory');
  return id;
}

/** RFC 9068 has the first name, OpenID Connect the second. Two that differ name nobody. */
function clientOf({ client_id: id, azp }: Claims): string | null {
  const [first, second] = [id, azp].filter((claim) => claim !== undefined);
  return second === undefined || second === first ? text(first) : null;
}

function scopesOf({ scope }: Claims, allByDefault: boolean): readonly string[] | null {
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
