import type { IncomingMessage } from 'node:http';
import { isRecord } from '../../schema/is-record.js';
import { PasserelleError } from '../errors.js';

/** Largest request, in bytes. */
const maxBodySize = 1_048_576;

/** @throws PasserelleError `BAD_REQUEST` (413) when it is too large. */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodySize) {
        request.removeAllListeners('data');
        request.resume();
        reject(new PasserelleError('BAD_REQUEST', 'Requête trop volumineuse (1 Mo au plus).', 413));
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () => {
      const [only] = chunks;
      resolve((chunks.length === 1 && only ? only : Buffer.concat(chunks, size)).toString('utf8'));
    });
    request.on('error', reject);
    request.on('aborted', () => {
      reject(new PasserelleError('BAD_REQUEST', 'Requête interrompue.', 400));
    });
  });
}

/** A GraphQL request as JSON carries it. */
export interface GraphqlRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The plain form that the fast path serves; null for anything else, which Apollo Server judges. */
export function plainRequest(body: unknown): GraphqlRequest | null {
  if (!isRecord(body) || body['extensions'] !== undefined) return null;
  const { query, operationName = null, variables } = body;
  if (typeof query !== 'string') return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== undefined && variables !== null && !isRecord(variables)) return null;
  return { query, operationName: operationName || null, variables: variables ?? {} };
}
