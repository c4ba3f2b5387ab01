import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { downloadSchema } from '../documentation/download-schema.js';
import type { ClassOf } from '../documentation/field-classes.js';
import type { Exchange } from '../editor/exchange.js';
import type { Graphs } from '../editor/graphs.js';
import { readVariables } from '../editor/kept-variables.js';
import { OperationTabs } from '../editor/operation-tabs.js';
import { ProposedPurposes } from '../editor/proposed-purposes.js';
import { PurposeSelector } from '../editor/purpose-selector.js';
import { QueryEditor } from '../editor/query-editor.js';
import type { QueryShelf, ShelvedQuery } from '../editor/query-shelf.js';
import { QueryToolbar } from '../editor/query-toolbar.js';
import type { Answer } from '../graphql/answer.js';
import { personFreeText } from '../graphql/person-free-text.js';
import { personFreeVariables } from '../graphql/person-free-variables.js';
import { focusOn } from '../page/skip-links.js';
import type { Chosen } from '../results/counting.js';
import { viewOf } from '../results/kept-view.js';
import { opensPersons, type UsefulPurpose } from '../rights/useful-purposes.js';
import type { Configuration } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import { AnswerPanel } from './answer-panel.js';
import type { QueryTabs, TabState } from './query-tabs.js';
import { useResultPanels } from './result-panels.js';
import { SidePanel, sideNames, useOpenQuery, type Side } from './side-panel.js';
import { Splitter } from './splitter.js';
import { Tabs, type TabPanel } from './tabs.js';
import type { Theme } from './theme.js';

/** A query to be put into the editor. */
export interface QueryToOpen {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly finalite: readonly string[];
  /** Run at once, for purposes that were declared already; otherwise they are proposed. */
  readonly runs: boolean;
}

export interface EditorPageProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly shelf: QueryShelf;
  readonly graphs: Graphs;
  readonly theme: Theme;
  readonly tabs: QueryTabs;
  /** Of the tab that is looked at. */
  readonly state: TabState;
  readonly schemaTrouble: Answer | null;
  readonly useful: readonly UsefulPurpose[] | null;
  readonly classOf: ClassOf;
  readonly tab: string;
  readonly panel: string;
  readonly onPanel: (panel: string) => void;
  readonly toOpen: QueryToOpen | null;
  readonly onOpened: () => void;
}

const sides = Object.keys(sideNames) as readonly Side[];

/** For whoever writes queries: the query on the left, what became of it on the right. */
export function EditorPage(props: EditorPageProps) {
  const { session, configuration, shelf, graphs, theme, tabs, state, schemaTrouble } = props;
  const { useful, classOf, toOpen, onOpened, tab, panel, onPanel: setPanel } = props;
  const { finalite, proposee, exchange } = state;
  const [side, setSide] = useState<Side | null>(null);
  const [share, setShare] = useState(50);
  const openQuery = useOpenQuery();
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
  useOpenWhenReady({ tabs, tab, toOpen, onOpened, onPropose: setOpening });

  const comptes = useRef<Readonly<Record<string, Chosen>>>({});
  const currentQuery = useCurrentQuery(graphs, finalite);
  const current = () => {
    const vue = viewOf(panel, comptes.current[panel]);
    return { ...currentQuery(), ...(vue && { vue }) };
  };
  const openShelved = ({ query, finalite: declared, variables }: ShelvedQuery) => {
    openQuery(query, Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '');
    setOpening(declared);
  };
  const show = (id: string) => {
    flushSync(() => setPanel(id));
    focusOn(`panneaux-panel-${id}`);
  };
  const closeSide = () => {
    setSide(null);
    if (side !== null) focusOn(`ouvrir-${side}`);
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
          onWhy={() => show('pourquoi')}
        />
      ),
    },
    ...useResultPanels({
      session,
      configuration,
      theme,
      finalite,
      exchange,
      panel,
      onCompte: (of, compte) => {
        comptes.current = { ...comptes.current, [of]: compte };
      },
    }),
  ];
  return (
    <main className="desk-body">
      {side !== null && (
        <SidePanel
          side={side}
          onClose={closeSide}
          shelf={shelf}
          current={current}
          onOpenQuery={openShelved}
          classOf={classOf}
          onDownload={(graph) => downloadSchema(graph, session, finalite)}
          useful={useful}
          declared={finalite}
        />
      )}
      <div className="desk-columns">
        <section
          className="desk-question graphiql-container"
          id="requete"
          tabIndex={-1}
          aria-label="Requête"
          style={{ flexBasis: `${share}%` }}
        >
          <OperationTabs />
          <QueryToolbar
            isRunning={state.etat === 'en-cours'}
            onStop={() => tabs.stop()}
            finalite={finalite}
          >
            <PurposeSelector
              useful={useful}
              finalites={configuration.finalites}
              declared={finalite}
              onDeclare={(declared) => tabs.declare(declared)}
            />
            {sides.map((offered) => (
              <button
                key={offered}
                id={`ouvrir-${offered}`}
                type="button"
                className="toolbar-minor"
                aria-pressed={side === offered}
                onClick={() => setSide(side === offered ? null : offered)}
              >
                {sideNames[offered]}
              </button>
            ))}
          </QueryToolbar>
          <ProposedPurposes
            proposed={proposed}
            onDeclare={() => tabs.declare([...finalite, ...proposed.map(({ id }) => id)])}
            onRefuse={() => tabs.declare(finalite)}
          />
          <QueryEditor />
        </section>
        <Splitter label="Largeur de la requête" value={share} onChange={setShare} />
        <section
          className="desk-answer graphiql-container"
          id="reponse"
          tabIndex={-1}
          aria-label="Réponse et panneaux"
        >
          <Tabs
            id="panneaux"
            label="Panneaux"
            panels={panels}
            selected={panel}
            onSelect={setPanel}
          />
        </section>
      </div>
    </main>
  );
}

/** Reads what is in the editors, without the values and literals that may not be written down. */
function useCurrentQuery(
  graphs: Graphs,
  finalite: readonly string[],
): () => Omit<ShelvedQuery, 'titre'> {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  return () => {
    const query = queryEditor?.getValue() ?? '';
    const values = readVariables(variableEditor?.getValue()) ?? {};
    const graph = graphs.known(finalite);
    return {
      query: personFreeText(query, graph),
      finalite,
      variables: personFreeVariables(query, values, graph),
    };
  };
}

interface Opening extends Pick<EditorPageProps, 'tabs' | 'tab' | 'toOpen' | 'onOpened'> {
  readonly onPropose: (finalite: readonly string[]) => void;
}

/** Puts a query into a tab once the editors are there: the tab that has it, if one does. */
function useOpenWhenReady({ tabs, tab, toOpen, onOpened, onPropose }: Opening): void {
  const openQuery = useOpenQuery();
  const actions = useGraphiQLActions();
  const all = useGraphiQL((state) => state.tabs);
  const isReady = useGraphiQL((state) =>
    Boolean(state.queryEditor && state.variableEditor && state.responseEditor),
  );
  const pending = useRef<QueryToOpen | null>(null);
  useEffect(() => {
    if (toOpen === null || !isReady) return;
    const known = all.findIndex(({ query }) => query === toOpen.query);
    if (known === -1) openQuery(toOpen.query, JSON.stringify(toOpen.variables, null, 2));
    else actions.changeTab(known);
    pending.current = toOpen;
    onOpened();
  }, [toOpen, isReady]);
  // Run in the tab that it is in by now.
  useEffect(() => {
    const opened = pending.current;
    pending.current = null;
    if (opened === null) return;
    const { query, variables, finalite, runs } = opened;
    if (!runs) {
      onPropose(finalite);
      return;
    }
    tabs.open(finalite, []);
    void tabs.run({ query, variables, plan: true });
  }, [tabs, tab, toOpen]);
}

function errorCount(exchange: Exchange | null): string | undefined {
  const count = exchange?.body.errors.length ?? 0;
  return count > 0 ? String(count) : undefined;
}
