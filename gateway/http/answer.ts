import type { ServerResponse } from 'node:http';
import { PasserelleError } from '../errors.js';
import { InvalidVariables } from './serve-operation.js';

/** On every answer, whatever it is: nothing a signatory reads may be kept by anything between. */
const always = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  vary: 'Authorization',
  'x-content-type-options': 'nosniff',
} as const;

/** One write, with its length. */
export function send(
  response: ServerResponse,
  status: number,
  text: string,
  headers?: Readonly<Record<string, string>>,
): void {
  if (response.headersSent || response.destroyed) return;
  const bytes = Buffer.from(text);
  response.writeHead(status, { ...always, ...headers, 'content-length': bytes.length });
  response.end(bytes);
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
