import { useMemo } from 'react';
import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { ask } from './graphql/ask.js';
import type { Configuration } from './session/configuration.js';
import type { Session } from './session/session.js';

export interface DeskProps {
  readonly session: Session;
  readonly configuration: Configuration;
}

/** The desk of one analyst: their graph, their questions, their answers. */
export function Desk({ session }: DeskProps) {
  const fetcher = useMemo(
    () =>
      async ({ query, variables, operationName }: FetcherRequest) =>
        (await ask(session, { query, variables, operationName, finalite: [] })).body,
    [session],
  );
  return <GraphiQL fetcher={fetcher} />;
}

interface FetcherRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | null;
}
