import type { Session } from '../session/session.js';
import { parseAnswer, planOf } from './answer.js';
import type { Asked, Question } from './question.js';

/** Codes of answers that the page writes itself, beside those of the gateway. */
const unreachable = 'PASSERELLE_INJOIGNABLE';
const unreadable = 'REPONSE_ILLISIBLE';

/**
 * Asks the gateway on behalf of the session. Never rejects for what the network does: that becomes an
 * answer with one error.
 *
 * @param signal gives the question up; what is answered then means nothing.
 * @throws SessionOver when the session is over before the question leaves.
 */
export async function ask(
  session: Session,
  question: Question,
  signal?: AbortSignal,
): Promise<Asked> {
  const { query, variables, operationName, finalite, plan = false } = question;
  const token = await session.token();
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...(finalite.length > 0 && { 'x-finalite': finalite.join(',') }),
        ...(plan && { 'x-passerelle-plan': 'true' }),
      },
      body: JSON.stringify({ query, variables, operationName }),
      cache: 'no-store',
      credentials: 'omit',
      ...(signal && { signal }),
    });
  } catch {
    return failed(0, unreachable, 'La passerelle ne répond pas.');
  }
  if (response.status === 401) session.refused();
  try {
    const body = parseAnswer(await response.json());
    return { status: response.status, body, plan: planOf(body) };
  } catch {
    return failed(response.status, unreadable, 'La réponse est illisible.');
  }
}

function failed(status: number, code: string, message: string): Asked {
  const errors = [{ message, extensions: { code } }];
  return { status, body: { data: null, errors, extensions: {} }, plan: null };
}
