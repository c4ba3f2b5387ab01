import type { ServerResponse } from 'node:http';
import { PasserelleError } from '../errors.js';
import { InvalidVariables } from './serve-operation.js';

/** On every answer, whatever it is: nothing a signatory reads may be kept by anything between. */
const always = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  vary: 'Authorization, Origin',
  'x-content-type-options': 'nosniff',
} as const;

/** Up to this size, in bytes, an answer goes out in one piece with its head. */
const smallAnswer = 4_096;

/** With its length. @param answer JSON, in UTF-8 where it is bytes. */
export function send(
  response: ServerResponse,
  status: number,
  answer: string | Buffer,
  headers?: Readonly<Record<string, string>>,
): void {
  if (response.headersSent || response.destroyed) return;
  const bytes = typeof answer === 'string' ? Buffer.from(answer) : answer;
  response.writeHead(status, { ...always, ...headers, 'content-length': bytes.length });
  // Node joins a head and a string of one byte a character into a single write.
  if (bytes.length <= smallAnswer) response.end(bytes.toString('latin1'), 'latin1');
  else response.end(bytes);
}

/** A refusal as GraphQL clients read it. Unknown errors leave as `INTERNAL`, without their text. */
export function sendFailure(
  response: ServerResponse,
  error: unknown,
  requestId: string,
  log: (error: unknown, requestId: string) => void,
): void {
  if (error instanceof InvalidVariables) {
    send(response, 400, JSON.stringify({ errors: error.errors }));
    return;
  }
  const known =
    error instanceof PasserelleError
      ? error
      : new PasserelleError('INTERNAL', 'Erreur interne de la passerelle.', 500, { cause: error });
  if (known.httpStatus >= 500) log(known.cause ?? known, requestId);
  const { code, message, httpStatus } = known;
  send(
    response,
    httpStatus,
    JSON.stringify({
      errors: [
        {
          message,
          extensions: { code, ...(httpStatus >= 500 && { correlationId: requestId }) },
        },
      ],
    }),
    httpStatus === 401 ? { 'www-authenticate': 'Bearer' } : undefined,
  );
}
