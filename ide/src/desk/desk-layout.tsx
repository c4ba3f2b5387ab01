import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { Exchange } from '../editor/exchange.js';
import { OperationTabs } from '../editor/operation-tabs.js';
import { ProposedPurposes } from '../editor/proposed-purposes.js';
import { PurposeSelector } from '../editor/purpose-selector.js';
import { QueryEditor } from '../editor/query-editor.js';
import type { QueryShelf, ShelvedQuery } from '../editor/query-shelf.js';
import { QueryToolbar } from '../editor/query-toolbar.js';
import { opensPersons, useUsefulPurposes } from '../rights/useful-purposes.js';
import { useFieldClasses } from '../documentation/use-field-classes.js';
import type { Question } from '../gallery/question.js';
import type { Answer } from '../graphql/answer.js';
import type { Configuration } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import { AnswerPanel } from './answer-panel.js';
import { DeskHeader } from './desk-header.js';
import type { QueryTabs, TabState } from './query-tabs.js';
import { useResultPanels } from './result-panels.js';
import { SidePanel, useOpenQuery, type Side } from './side-panel.js';
import { Splitter } from './splitter.js';
import { Tabs, type TabPanel } from './tabs.js';
import type { Theme } from './theme.js';
import './desk.css';

export interface DeskLayoutProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly shelf: QueryShelf;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly tabs: QueryTabs;
  /** Of the tab that is looked at. */
  readonly state: TabState;
  readonly schemaTrouble: Answer | null;
}

/** Where everything is: the question on the left, what became of it on the right. */
export function DeskLayout(props: DeskLayoutProps) {
  const { session, configuration, shelf, theme, onTheme } = props;
  const { tabs, state, schemaTrouble } = props;
  const { finalite, proposee, exchange } = state;
  const [panel, setPanel] = useState('reponse');
  const [side, setSide] = useState<Side | null>(null);
  const [share, setShare] = useState(50);
  const openQuery = useOpenQuery();
  const actions = useGraphiQLActions();
  useEffect(() => actions.setTheme(theme), [theme, actions]);
  const classOf = useFieldClasses(session, finalite);

  const tab = useActiveTab(tabs);
  const useful = useUsefulPurposes(session);
  const [opening, setOpening] = useState<readonly string[] | null>(null);
  // Once the tab that a query was opened in is the one that is looked at.
  useEffect(() => {
    if (opening === null) return;
    setOpening(null);
    // Not known yet what they open: asked about, like those that open data of persons.
    const silent = (useful ?? []).filter((purpose) => !opensPersons(purpose));
    const isSilent = (id: string) => silent.some((purpose) => purpose.id === id);
    tabs.open(
      opening.filter(isSilent),
      opening.filter((id) => !isSilent(id)),
    );
  }, [opening, useful, tabs, tab]);

  const openShelved = ({ query, finalite: declared }: ShelvedQuery) => {
    openQuery(query);
    setOpening(declared);
  };
  const openQuestion = (question: Question) => {
    const variables = question.variables(session.signataireId);
    openQuery(question.query, JSON.stringify(variables, null, 2));
    setOpening(question.finalites);
  };
  const proposed = (useful ?? []).filter(({ id }) => proposee.includes(id));
  const panels: TabPanel[] = [
    {
      id: 'reponse',
      titre: 'Réponse',
      marque: errorCount(exchange),
      keep: true,
      content: (
        <AnswerPanel
          tab={tab}
          state={state}
          schemaTrouble={schemaTrouble}
          onWhy={() => setPanel('pourquoi')}
        />
      ),
    },
    ...useResultPanels({ session, configuration, theme, finalite, exchange, panel }),
  ];
  return (
    <div className="desk">
      <DeskHeader session={session} theme={theme} onTheme={onTheme} side={side} onSide={setSide} />
      <main className="desk-body">
        {side !== null && (
          <SidePanel
            side={side}
            onClose={() => setSide(null)}
            shelf={shelf}
            finalite={finalite}
            signataireId={session.signataireId}
            onOpenQuery={openShelved}
            onOpenQuestion={openQuestion}
            classOf={classOf}
          />
        )}
        <div className="desk-columns">
          <section
            className="desk-question graphiql-container"
            aria-label="Requête"
            style={{ flexBasis: `${share}%` }}
          >
            <OperationTabs />
            <QueryToolbar isRunning={state.etat === 'en-cours'} onStop={() => tabs.stop()}>
              <PurposeSelector
                useful={useful}
                finalites={configuration.finalites}
                declared={finalite}
                onDeclare={(declared) => tabs.declare(declared)}
              />
            </QueryToolbar>
            <ProposedPurposes
              proposed={proposed}
              onDeclare={() => tabs.declare([...finalite, ...proposed.map(({ id }) => id)])}
              onRefuse={() => tabs.declare(finalite)}
            />
            <QueryEditor />
          </section>
          <Splitter label="Largeur de la requête" value={share} onChange={setShare} />
          <section className="desk-answer graphiql-container" aria-label="Réponse et panneaux">
            <Tabs label="Panneaux" panels={panels} selected={panel} onSelect={setPanel} />
          </section>
        </div>
      </main>
    </div>
  );
}

/** The identifier of the tab that is looked at; what belonged to closed ones is forgotten. */
function useActiveTab(queryTabs: QueryTabs): string {
  const tabs = useGraphiQL((state) => state.tabs);
  const activeIndex = useGraphiQL((state) => state.activeTabIndex);
  const active = tabs[activeIndex]?.id ?? '';
  useLayoutEffect(() => queryTabs.select(active), [queryTabs, active]);
  const ids = tabs.map(({ id }) => id).join(' ');
  useEffect(() => queryTabs.keepOnly(ids.split(' ')), [queryTabs, ids]);
  return active;
}

function errorCount(exchange: Exchange | null): string | undefined {
  const count = exchange?.body.errors.length ?? 0;
  return count > 0 ? String(count) : undefined;
}
