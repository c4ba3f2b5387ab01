import { GraphiQLProvider } from '@graphiql/react';
import '@graphiql/react/style.css';
import 'graphiql/setup-workers/vite';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { DeskLayout } from './desk/desk-layout.js';
import { QueryTabs } from './desk/query-tabs.js';
import { TabPurposes } from './desk/tab-purposes.js';
import { useTheme } from './desk/theme.js';
import { createFetcher, SchemaReader } from './editor/fetcher.js';
import { firstQuery } from './editor/first-query.js';
import { QueryShelf, titleOf } from './editor/query-shelf.js';
import { QueryStorage } from './editor/query-storage.js';
import type { Answer } from './graphql/answer.js';
import { ask } from './graphql/ask.js';
import type { Configuration } from './session/configuration.js';
import type { Session } from './session/session.js';

export interface DeskProps {
  readonly session: Session;
  readonly configuration: Configuration;
}

/** The desk of one analyst: their graph, their questions, their answers. */
export function Desk({ session, configuration }: DeskProps) {
  const [theme, setTheme] = useTheme();
  const [schemaTrouble, setSchemaTrouble] = useState<Answer | null>(null);
  const storage = useMemo(() => new QueryStorage(session.signataireId, localStorage), [session]);
  const shelf = useMemo(() => new QueryShelf(session.signataireId, localStorage), [session]);
  const schemas = useMemo(() => new SchemaReader(session), [session]);
  const tabs = useMemo(
    () =>
      new QueryTabs(
        (question, signal) => ask(session, question, signal),
        new TabPurposes(
          session.signataireId,
          localStorage,
          configuration.finalites.map(({ id }) => id),
        ),
        ({ question: { query, finalite } }) =>
          shelf.remember({ titre: titleOf(query), query, finalite }),
      ),
    [session, configuration, shelf],
  );
  const state = useSyncExternalStore(tabs.subscribe, tabs.current);
  const { finalite } = state;
  // Another purpose is another graph: GraphiQL reads the schema again with each new fetcher.
  const fetcher = useMemo(
    () =>
      createFetcher({
        finalite,
        schemas,
        onQuery: (question) => void tabs.run(question),
        onSchemaTrouble: setSchemaTrouble,
      }),
    [finalite, schemas, tabs],
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
        tabs={tabs}
        state={state}
        schemaTrouble={schemaTrouble}
      />
    </GraphiQLProvider>
  );
}
