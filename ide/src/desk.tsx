import { GraphiQLProvider } from '@graphiql/react';
import '@graphiql/react/style.css';
import 'graphiql/setup-workers/vite';
import { useMemo, useState } from 'react';
import { DeskLayout } from './desk/desk-layout.js';
import { useTheme } from './desk/theme.js';
import { createFetcher, type Exchange } from './editor/fetcher.js';
import { firstQuery } from './editor/first-query.js';
import { QueryShelf, titleOf } from './editor/query-shelf.js';
import { QueryStorage } from './editor/query-storage.js';
import type { Answer } from './graphql/answer.js';
import type { Configuration } from './session/configuration.js';
import type { Session } from './session/session.js';

export interface DeskProps {
  readonly session: Session;
  readonly configuration: Configuration;
}

/** The desk of one analyst: their graph, their questions, their answers. */
export function Desk({ session, configuration }: DeskProps) {
  const [theme, setTheme] = useTheme();
  const [finalite, setFinalite] = useState<readonly string[]>([]);
  const [exchange, setExchange] = useState<Exchange | null>(null);
  const [schemaTrouble, setSchemaTrouble] = useState<Answer | null>(null);
  const storage = useMemo(() => new QueryStorage(session.signataireId, localStorage), [session]);
  const shelf = useMemo(() => new QueryShelf(session.signataireId, localStorage), [session]);
  // Another purpose is another graph: GraphiQL reads the schema again with each new fetcher.
  const fetcher = useMemo(
    () =>
      createFetcher({
        session,
        finalite,
        onExchange(exchange) {
          const { query } = exchange.question;
          shelf.remember({ titre: titleOf(query), query, finalite });
          setExchange(exchange);
        },
        onSchemaTrouble: setSchemaTrouble,
      }),
    [session, finalite, shelf],
  );
  return (
    <GraphiQLProvider
      fetcher={fetcher}
      storage={storage}
      defaultQuery={firstQuery}
      defaultTheme={theme}
    >
      <DeskLayout
        session={session}
        configuration={configuration}
        shelf={shelf}
        theme={theme}
        onTheme={setTheme}
        finalite={finalite}
        onFinalite={setFinalite}
        exchange={exchange}
        schemaTrouble={schemaTrouble}
      />
    </GraphiQLProvider>
  );
}
