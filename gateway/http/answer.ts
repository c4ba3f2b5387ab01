import type { ServerResponse } from 'node:http';
import { brotliCompressSync, constants } from 'node:zlib';
import Negotiator from 'negotiator';
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
    const coded = compressedSchema(response, bytes);
    if (coded) {
      response.writeHead(status, {
        'content-type': type,
        ...always,
        ...headers,
        vary: `${always.vary}, Accept-Encoding`,
        'content-encoding': 'br',
        'content-length': coded.length,
      });
      response.end(coded);
      this.unread.watch(response, coded.length);
      return;
    }
    response.writeHead(status, {
      'content-type': type,
      'cache-control': always['cache-control'],
      vary: always.vary,
      'x-content-type-options': always['x-content-type-options'],
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
    const extensions = {
      code,
      ...(httpStatus >= 500 && { correlationId: requestId }),
      ...(known.partenaires && { partenaires: known.partenaires }),
    };
    const body = JSON.stringify({ errors: [{ message, extensions }] });
    this.send(response, form, httpStatus, body, headersOf(known));
    return httpStatus;
  }
}

const schemaAnswer = Buffer.from('{"data":{"__schema":');

/**
 * A large answer that is a schema from its first field on, compressed for whoever takes it; null for
 * every other. An answer of data is never compressed: its length would tell what is in it to whoever
 * can have a text of his own repeated beside it (BREACH).
 */
function compressedSchema({ req }: ServerResponse, bytes: Buffer): Buffer | null {
  if (bytes.length <= smallAnswer) return null;
  if (!bytes.subarray(0, schemaAnswer.length).equals(schemaAnswer)) return null;
  if (!isSchemaAlone(bytes)) return null;
  const accepted = new Negotiator(req).encodings(['br', 'identity']);
  if (accepted[0] !== 'br') return null;
  // At this level a schema of 100 KiB takes less than two milliseconds.
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
}

const schemaParts = new Set([
  'description',
  'queryType',
  'mutationType',
  'subscriptionType',
  'types',
  'directives',
]);

/** No data stands beside the schema, nor under its name. */
function isSchemaAlone(bytes: Buffer): boolean {
  const answer = JSON.parse(bytes.toString()) as { data: { __schema: object | null } };
  if (Object.keys(answer).length !== 1 || Object.keys(answer.data).length !== 1) return false;
  return Object.keys(answer.data.__schema ?? {}).every((part) => schemaParts.has(part));
}

function headersOf({
  httpStatus,
  retryAfter,
}: PasserelleError): Readonly<Record<string, string>> | undefined {
  if (httpStatus === 401) return { 'www-authenticate': 'Bearer' };
  if (httpStatus === 405) return { allow: 'POST, GET' };
  return retryAfter === null ? undefined : { 'retry-after': String(retryAfter) };
}
