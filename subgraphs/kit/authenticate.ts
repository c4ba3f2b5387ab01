import type { KeyObject } from 'node:crypto';
import {
  decodeProtectedHeader,
  jwtVerify,
  type JWTPayload,
  type ProtectedHeaderParameters,
} from 'jose';
import { soleAuthorization } from '../../schema/contract/sole-authorization.js';
import { requireGatewayTokenShape } from '../../schema/contract/gateway-token-shape.js';
import { perimetres, type Perimetre } from '../../schema/contract/territoire.js';
import {
  gatewayTokenIssuer,
  gatewayTokenLifetime,
  gatewayTokenType,
  type Droit,
} from '../../schema/contract/gateway-token.js';
import type { HeldKeys } from '../../schema/keys/held-keys.js';
import type { Appelant } from './appelant.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Turns the headers of a request, as they were sent, into the caller. Rejects with `Unauthenticated`. */
export type Authenticate = (rawHeaders: readonly string[]) => Promise<Appelant>;

/** Answered as 401. `cause` says why, for the log only. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';
}

class UnknownKey extends Error {
  override readonly name = 'UnknownKey';
}

/** By how much the gateway's clock and ours may differ, in seconds. */
export const clockTolerance = 30;

/**
 * Only the gateway speaks to a subgraph: its signed token, for this subgraph (`audience`), is the
 * one thing believed about the caller.
 */
export function createAuthenticate(
  keys: HeldKeys,
  audience: string,
  now: () => Date = () => new Date(),
): Authenticate {
  const verified = new VerifiedTokens();
  return async (rawHeaders) => {
    const authorization = soleAuthorization(
      rawHeaders,
      () => new Unauthenticated('two Authorization headers'),
    );
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new Unauthenticated('no bearer token');
    try {
      const key = await keyOf(decodeProtectedHeader(token), keys);
      const time = now();
      const known = verified.find(token, key, time.getTime());
      if (known) return known;
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['EdDSA'],
        typ: gatewayTokenType,
        issuer: gatewayTokenIssuer,
        audience,
        clockTolerance,
        maxTokenAge: gatewayTokenLifetime,
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: time,
      });
      const appelant = parseAppelant(payload);
      verified.keep(token, { appelant, key, from: time.getTime(), until: endOf(payload) });
      return appelant;
    } catch (cause) {
      throw new Unauthenticated('refused token', { cause });
    }
  };
}

/** Names the key by which the gateway says that it signed. */
export async function keyOf(
  { alg, kid }: ProtectedHeaderParameters,
  keys: HeldKeys,
): Promise<KeyObject> {
  const [key] = await keys.fitting({ alg: alg ?? '', kid: kid ?? null });
  if (!key) throw new UnknownKey();
  return key;
}

/** When the token stops being good, in milliseconds since 1970: as `jwtVerify` judges it. */
function endOf({ exp = 0, iat = 0 }: JWTPayload): number {
  return (Math.min(exp, iat + gatewayTokenLifetime) + clockTolerance) * 1_000;
}

/** The claims once and for all as a typed value; anything unexpected refuses the token. */
function parseAppelant(payload: JWTPayload): Appelant {
  const { signataire, personne, compte, droits, territoire, politiques, finalites } =
    requireGatewayTokenShape(payload);
  const known = Object.entries(droits).map(
    ([scope, droit]) => [scope, withKnownPerimeters(droit)] as const,
  );
  return {
    signataire,
    personne: personne ?? null,
    compte: compte ?? null,
    droits: new Map(known),
    territoire,
    politiques,
    finalites,
  };
}

/** A perimeter this version does not know opens no row. */
function withKnownPerimeters({ perimetres: named, fondements, finalites }: Droit): Droit {
  return {
    perimetres: named && named.filter((name) => isKnown(name)),
    fondements,
    finalites,
  };
}

function isKnown(name: string): name is Perimetre {
  return (perimetres as readonly string[]).includes(name);
}
