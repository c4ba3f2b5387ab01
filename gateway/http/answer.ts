import type { ServerResponse } from 'node:http';
import { PasserelleError } from '../errors.js';
import type { AnswerForm } from './negotiate.js';
import { InvalidVariables } from './serve-operation.js';
import type { UnreadAnswers } from './unread-answers.js';

/** On every answer, whatever it is: nothing a signatory reads may be kept by anything between. */
export const always = {
  'cache-control': 'no-store',
  vary: 'Authorization, Origin',
  'x-content-type-options': 'nosniff',
} as const;

/** Up to this size, in bytes, an answer goes out in one piece with its head. */
const smallAnswer = 4_096;

/** Gives answers to those who asked. */
export class Answers {
  constructor(
    private readonly log: (error: unknown, requestId: string) => void,
    private readonly unread: UnreadAnswers,
  ) {}

  /** With its length. @param answer JSON, in UTF-8 where it is bytes. */
  send(
    response: ServerResponse,
    form: AnswerForm,
    status: number,
    answer: string | Buffer,
    headers?: Readonly<Record<string, string>>,
  ): void {
    if (response.headersSent || response.destroyed) return;
    const bytes = typeof answer === 'string' ? Buffer.from(answer) : answer;
    const type = `${form.mediaType}; charset=utf-8`;
    response.writeHead(status, {
      'content-type': type,
      ...always,
      ...headers,
      'content-length': bytes.length,
    });
    // Node joins a head and a string of one byte a character into a single write.
    if (bytes.length <= smallAnswer) response.end(bytes.toString('latin1'), 'latin1');
    else response.end(bytes);
    this.unread.watch(response, bytes.length);
  }

  /**
   * A refusal as GraphQL clients read it. Unknown errors leave as `INTERNAL`, without their text.
   * @returns the status.
   */
  sendFailure(
    response: ServerResponse,
    form: AnswerForm,
    error: unknown,
    requestId: string,
  ): number {
    if (error instanceof InvalidVariables) {
      const status = form.faultsAreOk ? 200 : 400;
      this.send(response, form, status, JSON.stringify({ errors: error.errors }));
      return status;
    }
    const known =
      error instanceof PasserelleError
        ? error
        : new PasserelleError('INTERNAL', 'Erreur interne de la passerelle.', 500, {
            cause: error,
          });
    const { code, message, httpStatus } = known;
    // The journal tells of itself, once a minute.
    if (httpStatus >= 500 && code !== 'JOURNAL_UNAVAILABLE')
      this.log(known.cause ?? known, requestId);
    const extensions = { code, ...(httpStatus >= 500 && { correlationId: requestId }) };
    const body = JSON.stringify({ errors: [{ message, extensions }] });
    this.send(response, form, httpStatus, body, headersOf(known));
    return httpStatus;
  }
}

function headersOf({
  httpStatus,
  retryAfter,
}: PasserelleError): Readonly<Record<string, string>> | undefined {
  if (httpStatus === 401) return { 'www-authenticate': 'Bearer' };
  if (httpStatus === 405) return { allow: 'POST, GET' };
  return retryAfter === null ? undefined : { 'retry-after': String(retryAfter) };
}
