import { Kind, parse } from 'graphql';
import type { Answer } from '../graphql/answer.js';
import type { Question } from '../graphql/question.js';
import type { Graphs } from './graphs.js';

export interface FetcherParts {
  /** Purposes for which the graph is read. */
  readonly finalite: readonly string[];
  readonly graphs: Graphs;
  /** Sends a query of the tab at hand. */
  readonly onQuery: (question: Omit<Question, 'finalite'>) => void;
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

/**
 * How GraphiQL asks: for the graph, which it waits for, and for the analyst, whose answers belong to
 * a tab: GraphiQL knows only the one that is looked at, and gets nothing.
 */
export function createFetcher({ finalite, graphs, onQuery, onSchemaTrouble }: FetcherParts) {
  return ({ query, variables, operationName }: Request) => {
    if (operationName === introspection) {
      return graphs.read(query, finalite).then((answer) => {
        onSchemaTrouble(answer.data === null ? answer : null);
        return { ...answer };
      });
    }
    // Nothing to ask: the gateway would only say so.
    if (query.trim() === '') return nothing();
    onQuery({
      query,
      variables: variables ?? undefined,
      operationName: definedIn(query, operationName),
      plan: true,
    });
    return nothing();
  };
}

async function* nothing(): AsyncGenerator<never> {
  // An answer without a part.
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
