import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { requestIdHeader, tokenSignatureOf } from '../../schema/contract/fetch-ticket.js';
import {
  readTraceparent,
  traceIdOf,
  traceparentHeader,
} from '../../schema/contract/traceparent.js';
import { isRecord } from '../../schema/is-record.js';
import type { Appelant } from './appelant.js';
import { Unannounced, type FetchTickets } from './fetch-tickets.js';

/**
 * Once the body is there: lets a request in if it asks what the gateway said it would, and logs who
 * asks which fields. Never a value.
 * @returns whether it is let in.
 */
export async function letIn(
  request: FastifyRequest,
  caller: Appelant | undefined,
  tickets: FetchTickets,
  logger: Logger,
): Promise<boolean> {
  const { signataire = null, personne = null } = caller ?? {};
  const requete = requestIdOf(request);
  const traceparent = readTraceparent(request.headers[traceparentHeader]);
  try {
    const asked = await tickets.check(
      request.raw.rawHeaders,
      tokenSignatureOf(request.headers.authorization ?? ''),
      documentOf(request),
      requete,
    );
    if (asked) {
      const trace = traceparent === null ? {} : { trace: traceIdOf(traceparent) };
      logger.info({ requete, ...trace, signataire, personne, ...asked }, 'a request was let in');
    }
    return true;
  } catch (error) {
    if (!(error instanceof Unannounced)) throw error;
    const reason = error.message;
    logger.warn({ requete, signataire, personne, reason }, 'a request was not announced');
    return false;
  }
}

/** null: it has none. */
function documentOf({ method, query, body }: FastifyRequest): string | null {
  const given: unknown = method === 'GET' ? query : body;
  const document = isRecord(given) ? given['query'] : null;
  return typeof document === 'string' ? document : null;
}

/** As the gateway's journal has it; null: none was said, or nothing that could be one. */
function requestIdOf({ headers }: FastifyRequest): string | null {
  const id = headers[requestIdHeader];
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : null;
}
