import { readFile } from 'node:fs/promises';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { perimetres, type Perimetre } from '../../schema/contract/territoire.js';
import {
  gatewayTokenIssuer,
  gatewayTokenLifetime,
  gatewayTokenType,
  type Droit,
} from '../../schema/contract/gateway-token.js';
import type { Appelant } from './appelant.js';

/** Turns an `Authorization` header into the caller. Rejects with `Unauthenticated` otherwise. */
export type Authenticate = (authorization: string | undefined) => Promise<Appelant>;

/** Answered as 401. `cause` says why, for the log only. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';
}

/** By how much the gateway's clock and ours may differ, in seconds. */
const clockTolerance = 30;

/**
 * Only the gateway speaks to a subgraph: its signed token, for this subgraph (`audience`), is the
 * one thing believed about the caller.
 */
export function createAuthenticate(
  keys: JWTVerifyGetKey,
  audience: string,
  now: () => Date = () => new Date(),
): Authenticate {
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new Unauthenticated('no bearer token');
    try {
      const { payload } = await jwtVerify(token, keys, {
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

/** The gateway's public keys from an URL (cached, fetched anew for an unknown key) or a file. */
export function gatewayKeys(source: string): JWTVerifyGetKey {
  if (/^https?:\/\//.test(source)) {
    return createRemoteJWKSet(new URL(source), {
      cacheMaxAge: 600_000,
      // A restarted gateway has a new key: look again soon, but not at every forged key id.
      cooldownDuration: 2_000,
      timeoutDuration: 3_000,
    });
  }
  let read = { text: '', keys: createLocalJWKSet({ keys: [] }) };
  return async (header, token) => {
    const text = await readFile(source, 'utf8');
    if (text !== read.text) {
      read = { text, keys: createLocalJWKSet(JSON.parse(text) as JSONWebKeySet) };
    }
    return read.keys(header, token);
  };
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
