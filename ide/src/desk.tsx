import { GraphiQLProvider, useGraphiQLActions } from '@graphiql/react';
import '@graphiql/react/style.css';
import 'graphiql/setup-workers/vite';
import { useEffect, useMemo, useState } from 'react';
import { AnswerPanel } from './desk/answer-panel.js';
import { DeskHeader } from './desk/desk-header.js';
import { Splitter } from './desk/splitter.js';
import { Tabs, type TabPanel } from './desk/tabs.js';
import { useTheme, type Theme } from './desk/theme.js';
import { createFetcher, type Exchange } from './editor/fetcher.js';
import { OperationTabs } from './editor/operation-tabs.js';
import { PurposeSelector } from './editor/purpose-selector.js';
import { QueryEditor } from './editor/query-editor.js';
import { QueryStorage } from './editor/query-storage.js';
import { QueryToolbar } from './editor/query-toolbar.js';
import { firstQuery } from './editor/first-query.js';
import type { Answer } from './graphql/answer.js';
import type { Configuration } from './session/configuration.js';
import type { Session } from './session/session.js';
import './desk.css';

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
  const [panel, setPanel] = useState('reponse');
  const [share, setShare] = useState(50);
  const storage = useMemo(() => new QueryStorage(session.signataireId, localStorage), [session]);
  // Another purpose is another graph: GraphiQL reads the schema again with each new fetcher.
  const fetcher = useMemo(
    () =>
      createFetcher({
        session,
        finalite,
        onExchange: setExchange,
        onSchemaTrouble: setSchemaTrouble,
      }),
    [session, finalite],
  );
  const panels: TabPanel[] = [
    {
      id: 'reponse',
      titre: 'Réponse',
      keep: true,
      marque: errorCount(exchange),
      content: (
        <AnswerPanel
          answer={exchange?.body ?? null}
          schemaTrouble={schemaTrouble}
          onWhy={() => setPanel('pourquoi')}
        />
      ),
    },
  ];
  return (
    <GraphiQLProvider
      fetcher={fetcher}
      storage={storage}
      defaultQuery={firstQuery}
      defaultTheme={theme}
    >
      <EditorTheme theme={theme} />
      <div className="desk">
        <DeskHeader session={session} theme={theme} onTheme={setTheme} />
        <main className="desk-body">
          <section
            className="desk-question graphiql-container"
            aria-label="Requête"
            style={{ flexBasis: `${share}%` }}
          >
            <OperationTabs />
            <QueryToolbar>
              <PurposeSelector
                finalites={configuration.finalites}
                declared={finalite}
                onDeclare={setFinalite}
              />
            </QueryToolbar>
            <QueryEditor />
          </section>
          <Splitter label="Largeur de la requête" value={share} onChange={setShare} />
          <section className="desk-answer graphiql-container" aria-label="Réponse et panneaux">
            <Tabs label="Panneaux" panels={panels} selected={panel} onSelect={setPanel} />
          </section>
        </main>
      </div>
    </GraphiQLProvider>
  );
}

function errorCount(exchange: Exchange | null): string | undefined {
  const count = exchange?.body.errors.length ?? 0;
  return count > 0 ? String(count) : undefined;
}

/** The editors follow the page's theme. */
function EditorTheme({ theme }: { readonly theme: Theme }) {
  const { setTheme } = useGraphiQLActions();
  useEffect(() => setTheme(theme), [theme, setTheme]);
  return null;
}
