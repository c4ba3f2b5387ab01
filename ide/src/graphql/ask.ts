import type { Session } from '../session/session.js';
import { parseAnswer, planOf, type Answer, type Plan } from './answer.js';

export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | null | undefined;
  /** Purposes declared for this request; none opens only what needs none. */
  readonly finalite: readonly string[];
  /** Ask also how it was served. */
  readonly plan?: boolean;
}

export interface Asked {
  /** HTTP status; 0 when nothing answered. */
  readonly status: number;
  readonly body: Answer;
  readonly plan: Plan | null;
}

/** Codes of answers that the page writes itself, beside those of the gateway. */
const unreachable = 'PASSERELLE_INJOIGNABLE';
const unreadable = 'REPONSE_ILLISIBLE';

/**
 * Asks the gateway on behalf of the session. Never rejects for what the network does: that becomes an
 * answer with one error.
 *
 * @throws SessionOver when the session is over before the question leaves.
 */
export async function ask(session: Session, question: Question): Promise<Asked> {
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
