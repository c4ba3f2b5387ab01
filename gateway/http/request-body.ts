import type { IncomingMessage } from 'node:http';
import { largestRequest } from '../../schema/contract/request-size.js';
import { PasserelleError } from '../errors.js';

/** @throws PasserelleError `BAD_REQUEST` (413) when it is too large. */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestRequest) {
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
