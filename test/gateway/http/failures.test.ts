import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { PasserelleError, type ErrorCode } from '../../../gateway/errors.js';
import { Answers } from '../../../gateway/http/answer.js';
import { negotiate, type AnswerForm } from '../../../gateway/http/negotiate.js';
import { UnreadAnswers } from '../../../gateway/http/unread-answers.js';
import { expectRequestError } from '../../harness/request-error.js';

describe('every code leaves in the same form', () => {
  const codes: Readonly<Record<ErrorCode, number>> = {
    UNAUTHENTICATED: 401,
    ISSUER_KEYS_UNAVAILABLE: 503,
    UNAUTHORIZED_FIELD_OR_TYPE: 403,
    BAD_REQUEST: 400,
    OPERATION_TOO_LARGE: 400,
    BUDGET_EXHAUSTED: 429,
    PLANNING_EXCEEDED: 400,
    PLANNING_BUSY: 503,
    ORIGIN_NOT_ALLOWED: 403,
    DOCUMENT_NOT_FOUND: 400,
    DOCUMENT_REQUIRED: 403,
    DOWNSTREAM_SERVICE_ERROR: 502,
    PARTNER_BUSY: 503,
    PARTNER_UNAVAILABLE: 503,
    FIELD_NOT_SERVED: 503,
    JOURNAL_UNAVAILABLE: 503,
    RIGHTS_CHANGED: 503,
    INTERNAL: 500,
  };

  it.each(Object.entries(codes))('%s', async (code, status) => {
    let form: AnswerForm = negotiate('*/*');
    const answers = new Answers(() => undefined, new UnreadAnswers());
    const server = createServer((_, response) => {
      const cause = new Error('at secret (127.0.0.1)');
      const error =
        code === 'INTERNAL'
          ? cause
          : new PasserelleError(code as ErrorCode, 'Non.', status, { cause });
      answers.sendFailure(response, form, error, 'demande-1');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      form = negotiate(accept);
      const response = await fetch(`http://127.0.0.1:${port}/`);
      const refusal = {
        status: response.status,
        type: response.headers.get('content-type'),
        text: await response.text(),
      };
      expect([refusal.status, expectRequestError(refusal, accept)]).toEqual([status, code]);
      expect(refusal.text.includes('demande-1')).toBe(status >= 500);
    }
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
