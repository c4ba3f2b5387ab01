import { Kind, parse } from 'graphql';
import { ask, type Asked, type Question } from '../graphql/ask.js';
import type { Answer } from '../graphql/answer.js';
import type { Session } from '../session/session.js';

/** An answer together with the question it answers. */
export interface Exchange extends Asked {
  readonly question: Question;
}

export interface FetcherParts {
  readonly session: Session;
  readonly finalite: readonly string[];
  readonly onExchange: (exchange: Exchange) => void;
  /** The graph itself could not be read. */
  readonly onSchemaTrouble: (answer: Answer | null) => void;
}

interface Request {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

/** GraphiQL's own name for the query that reads the schema. */
const introspection = 'IntrospectionQuery';

/** How GraphiQL asks: on behalf of the session and for the declared purposes. */
export function createFetcher({ session, finalite, onExchange, onSchemaTrouble }: FetcherParts) {
  return async ({ query, variables, operationName }: Request): Promise<Record<string, unknown>> => {
    const isSchema = operationName === introspection;
    const question: Question = {
      query,
      variables: variables ?? undefined,
      operationName: definedIn(query, operationName),
      finalite,
      plan: !isSchema,
    };
    const asked = await ask(session, question);
    if (isSchema) onSchemaTrouble(asked.body.data === null ? asked.body : null);
    else onExchange({ ...asked, question });
    return shown(asked.body);
  };
}

/** The editor learns the name of an operation a moment after it is written: it may be one too old. */
function definedIn(query: string, operationName: string | null | undefined): string | null {
  try {
    const names = parse(query).definitions.map(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value,
    );
    return names.includes(operationName ?? false) ? (operationName ?? null) : null;
  } catch {
    // The gateway says what is wrong with it.
    return null;
  }
}

/** Without empty parts, and without the plan, which has its own panel. */
function shown({ data, errors, extensions }: Answer): Record<string, unknown> {
  const others = Object.entries(extensions).filter(([name]) => name !== 'plan');
  return {
    data,
    ...(errors.length > 0 && { errors }),
    ...(others.length > 0 && { extensions: Object.fromEntries(others) }),
  };
}
