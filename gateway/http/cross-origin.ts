import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Convention } from '../../schema/convention/convention.js';
import { PasserelleError } from '../errors.js';
import type { Viewer } from '../identity/viewer.js';

const allowedHeaders =
  'authorization, content-type, x-finalite, x-passerelle-plan, apollo-require-preflight';
const exposedHeaders = 'x-finalites-ignorees, retry-after';
/** For how long a browser may remember a preflight's answer, in seconds. */
const remembered = '600';

/** Which pages of which signatories may call the gateway from a browser. */
export class AllowedOrigins {
  private readonly owners = new Map<string, Set<string>>();

  constructor({ signataires }: Convention) {
    for (const { id, origines } of signataires.values()) {
      for (const origin of origines) {
        const owners = this.owners.get(origin) ?? new Set<string>();
        owners.add(id);
        this.owners.set(origin, owners);
      }
    }
  }

  /** The signatories whose page it is; null: nobody's. */
  ownersOf(origin: string): ReadonlySet<string> | null {
    return this.owners.get(origin) ?? null;
  }
}

/**
 * Answers a browser's preflight, and lets the page of a listed origin read the answer that follows.
 * @returns whether the request is answered.
 */
export function answerBrowser(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  origins: AllowedOrigins,
): boolean {
  const listed = origins.ownersOf(origin) !== null;
  if (listed) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', exposedHeaders);
  }
  if (request.method !== 'OPTIONS') return false;
  if (request.headers['access-control-request-method'] === undefined) return false;
  response.setHeader('vary', 'Origin');
  if (listed) {
    response.setHeader('access-control-allow-methods', 'POST, GET');
    response.setHeader('access-control-allow-headers', allowedHeaders);
    response.setHeader('access-control-max-age', remembered);
  }
  response.writeHead(listed ? 204 : 403).end();
  return true;
}

/**
 * A signatory's token from another signatory's page is a mistake or worse. Origins that nobody listed
 * are left alone: no browser shows them the answer.
 * @throws PasserelleError `ORIGIN_NOT_ALLOWED`
 */
export function requireOwnOrigin(origin: string, origins: AllowedOrigins, viewer: Viewer): void {
  const owners = origins.ownersOf(origin);
  if (!owners || viewer.signataire === null || owners.has(viewer.signataire)) return;
  throw new PasserelleError(
    'ORIGIN_NOT_ALLOWED',
    "Ce jeton n'est pas celui du signataire dont cette page appelle : reconnectez-vous avec le fournisseur d'identité de votre organisation.",
    403,
  );
}
