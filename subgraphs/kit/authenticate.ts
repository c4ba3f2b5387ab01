import type { KeyObject } from 'node:crypto';
import { jwtVerify, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { soleAuthorization } from '../../schema/contract/sole-authorization.js';
import { perimetres, type Perimetre } from '../../schema/contract/territoire.js';
import {
  gatewayTokenIssuer,
  gatewayTokenLifetime,
  gatewayTokenType,
  type Droit,
} from '../../schema/contract/gateway-token.js';
import type { HeldKeys } from '../../schema/keys/held-keys.js';
import type { Appelant } from './appelant.js';

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
const clockTolerance = 30;

/**
 * Only the gateway speaks to a subgraph: its signed token, for this subgraph (`audience`), is the
 * one thing believed about the caller.
 */
export function createAuthenticate(
  keys: HeldKeys,
  audience: string,
  now: () => Date = () => new Date(),
): Authenticate {
  return async (rawHeaders) => {
    const authorization = soleAuthorization(
      rawHeaders,
      () => new Unauthenticated('two Authorization headers'),
    );
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new Unauthenticated('no bearer token');
    try {
      const { payload } = await jwtVerify(token, (header) => keyOf(header, keys), {
        algorithms: ['EdDSA'],
        typ: gatewayTokenType,
        issuer: gatewayTokenIssuer,
        audience,
        clockTolerance,
        maxTokenAge: gatewayTokenLifetime,
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: now(),
      });
      return parseAppelant(payload);
    } catch (cause) {
      throw new Unauthenticated('refused token', { cause });
    }
  };
}

/** Names the key by which the gateway says that it signed. */
async function keyOf({ alg, kid }: JWTHeaderParameters, keys: HeldKeys): Promise<KeyObject> {
  const [key] = await keys.fitting({ alg, kid: kid ?? null });
  if (!key) throw new UnknownKey();
  return key;
}

/** The claims once and for all as a typed value; anything unexpected refuses the token. */
function parseAppelant(claims: JWTPayload): Appelant {
  const signataire = claims['signataire'];
  if (signataire !== null && (typeof signataire !== 'string' || signataire === '')) {
    throw new Error('claim signataire');
  }
  const droits = new Map<string, Droit>();
  for (const [scope, droit] of Object.entries(record(claims['droits'], 'droits'))) {
    droits.set(scope, parseDroit(record(droit, `droits.${scope}`)));
  }
  if (signataire === null && droits.size > 0) throw new Error('rights without a signatory');
  return {
    signataire,
    droits,
    territoire: record(claims['territoire'], 'territoire'),
    politiques: strings(claims['politiques'], 'politiques'),
    finalites: strings(claims['finalites'], 'finalites'),
  };
}

function parseDroit(droit: Record<string, unknown>): Droit {
  const named = droit['perimetres'];
  return {
    perimetres:
      named === null
        ? null
        : // A perimeter this version does not know opens no row.
          strings(named, 'perimetres').filter((name): name is Perimetre =>
            (perimetres as readonly string[]).includes(name),
          ),
    fondements: strings(droit['fondements'], 'fondements'),
    finalites: strings(droit['finalites'], 'finalites'),
  };
}

function record(value: unknown, claim: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`claim ${claim}`);
  }
  return value as Record<string, unknown>;
}

function strings(value: unknown, claim: string): readonly string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new Error(`claim ${claim}`);
  }
  return value;
}
