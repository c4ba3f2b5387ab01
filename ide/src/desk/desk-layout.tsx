import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Graphs } from '../editor/graphs.js';
import { BoardSection } from '../board/board-section.js';
import type { ActsPageProps } from '../acts/acts-page.js';
import { countText, useWaiting } from '../acts/use-waiting.js';
import type { WaitingCase } from '../acts/waiting-pages.js';
import { dayOf } from '../page/french-dates.js';
import { WaitingList } from '../acts/waiting-list.js';
import { loadEditor } from '../editor/late-editor.js';
import type { QueryShelf } from '../editor/query-shelf.js';
import type { QueryStorage } from '../editor/query-storage.js';
import { useTabsKept } from '../editor/use-tabs-kept.js';
import { useFieldClasses } from '../documentation/use-field-classes.js';
import type { Answer } from '../graphql/answer.js';
import { ask } from '../graphql/ask.js';
import { personFreeText } from '../graphql/person-free-text.js';
import { personFreeVariables } from '../graphql/person-free-variables.js';
import { useGraph } from '../graphql/use-graph.js';
import { AskedQuestions } from '../home/asked-questions.js';
import { HomePage } from '../home/home-page.js';
import { useCaller } from '../home/use-caller.js';
import { loadedWhenShown } from '../page/recovering.js';
import { SkipLinks } from '../page/skip-links.js';
import { useUsefulPurposes } from '../rights/useful-purposes.js';
import type { Configuration } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import { DeskHeader } from './desk-header.js';
import type { EditorPageProps, QueryToOpen } from './editor-page.js';
import { useActiveTab } from './use-active-tab.js';
import { useDeskHistory } from './use-desk-history.js';
import { keepSpot, keepView, keptSpot, lastView, type View } from './view.js';
import type { QueryTabs, TabState } from './query-tabs.js';
import type { Theme } from './theme.js';
import './desk.css';

export interface DeskLayoutProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly shelf: QueryShelf;
  readonly graphs: Graphs;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly tabs: QueryTabs;
  /** Where the texts of the tabs are kept. */
  readonly storage: QueryStorage;
  /** Of the tab that is looked at. */
  readonly state: TabState;
  readonly schemaTrouble: Answer | null;
  /** Tells for which purposes the graph is wanted: those of what is looked at. */
  readonly onGraph: (finalite: readonly string[]) => void;
}

const none: readonly string[] = [];

const readEditor = async () => {
  const [{ EditorPage: read }] = await Promise.all([import('./editor-page.js'), loadEditor()]);
  return read;
};
// Neither is waited for by whoever chooses a question.
const EditorPage = loadedWhenShown<EditorPageProps>(readEditor, 'Chargement de l’éditeur…');
const ActsPage = loadedWhenShown<ActsPageProps>(
  async () => (await import('../acts/acts-page.js')).ActsPage,
  'Lecture de ce qui vous attend…',
);

/** The pages of the desk, and what they have in common. */
export function DeskLayout(props: DeskLayoutProps) {
  const { session, configuration, shelf, graphs, theme, onTheme } = props;
  const { tabs, state, storage, schemaTrouble, onGraph } = props;
  useTabsKept(storage);
  const [before] = useState(() => keptSpot(sessionStorage, session.signataireId));
  const [view, setView] = useState<View>(() => before?.view ?? lastView(localStorage));
  const [panel, setPanel] = useState(before?.panel ?? 'reponse');
  const [chosen, setChosen] = useState(before?.question ?? null);
  const [toOpen, setToOpen] = useState<QueryToOpen | null>(null);
  // The editors stay once they were opened: what is written in them is theirs.
  const [hasEditor, setHasEditor] = useState(view === 'requetes');
  const actions = useGraphiQLActions();
  useEffect(() => actions.setTheme(theme), [theme, actions]);
  const tab = useActiveTab(tabs);
  useEffect(
    () => keepSpot(sessionStorage, session.signataireId, { view, panel, question: chosen }),
    [session, view, panel, chosen],
  );
  const opened = useGraphiQL((store) => store.tabs);
  useDeskHistory({ view, question: chosen, tab, panel }, (spot) => {
    setView(spot.view);
    if (spot.view === 'requetes') setHasEditor(true);
    setChosen(spot.question);
    setPanel(spot.panel);
    const index = opened.findIndex(({ id }) => id === spot.tab);
    // A tab that has been closed since: the one that is shown stays.
    if (index !== -1 && spot.tab !== tab) actions.changeTab(index);
  });
  const caller = useCaller(session);
  const useful = useUsefulPurposes(session);
  const asking = () =>
    new AskedQuestions(
      (question, signal) => ask(session, question, signal),
      () => new Date(),
    );
  const questions = useMemo(asking, [session]);
  const board = useMemo(asking, [session]);
  const base = useGraph(graphs, none);
  const [revision, setRevision] = useState(0);
  const waiting = useWaiting(session, base, none, revision);
  const [caseOpened, setCaseOpened] = useState<WaitingCase | null>(null);
  const [actsFinalite, setActsFinalite] = useState(none);
  const asked = useSyncExternalStore(questions.subscribe, questions.current);
  const finalite =
    view === 'requetes' ? state.finalite : (chosen !== null && asked.get(chosen)?.finalite) || none;
  useEffect(() => onGraph(finalite), [onGraph, finalite]);
  const classOf = useFieldClasses(graphs, finalite);

  const show = (next: View) => {
    setView(next);
    setCaseOpened(null);
    keepView(localStorage, next);
    if (next === 'requetes') setHasEditor(true);
    // The same again leads back to its beginning.
    if (next === 'questions' && view === 'questions') setChosen(null);
  };
  const targets =
    view === 'requetes'
      ? [
          { id: 'requete', nom: 'Aller à la requête' },
          { id: 'reponse', nom: 'Aller à la réponse' },
        ]
      : [
          { id: 'questions', nom: 'Aller aux questions' },
          { id: 'contenu', nom: 'Aller au contenu' },
        ];
  return (
    <div className="desk">
      <SkipLinks to={targets} />
      <DeskHeader
        session={session}
        configuration={configuration}
        theme={theme}
        onTheme={onTheme}
        view={view}
        onView={show}
        waiting={countText(waiting)}
        onNear={(next) => {
          // Tried again, and told, when it is to be shown.
          if (next === 'requetes') readEditor().catch(() => undefined);
        }}
      />
      {view === 'questions' && (
        <HomePage
          session={session}
          configuration={configuration}
          theme={theme}
          caller={caller}
          useful={useful}
          questions={questions}
          chosen={chosen}
          onChosen={setChosen}
          onQuery={({ query, variables, finalite: declared }) => {
            setToOpen({ query, variables, finalite: declared, runs: true });
            show('requetes');
          }}
          onKeep={({ question: { titre }, query, variables, finalite: declared }, vue) => {
            const graph = graphs.known(declared);
            const isKept = shelf.save({
              titre,
              query: personFreeText(query, graph),
              finalite: declared,
              variables: personFreeVariables(query, variables, graph),
              ...(vue && { vue }),
            });
            return isKept
              ? `« ${titre} » est au tableau de bord.`
              : 'Ce navigateur n’a plus de place : supprimez une requête enregistrée.';
          }}
          base={base}
          graphs={graphs}
          board={
            <BoardSection
              session={session}
              theme={theme}
              shelf={shelf}
              graphs={graphs}
              finalites={configuration.finalites}
              useful={useful}
              asked={board}
              onOpen={(shelved) => {
                setToOpen({ ...shelved, runs: false });
                show('requetes');
              }}
            />
          }
          waiting={
            <section aria-labelledby="welcome-waiting">
              <h3 id="welcome-waiting">Ce qui vous attend</h3>
              <WaitingList
                waiting={waiting}
                today={dayOf(new Date())}
                chosen={null}
                most={5}
                onChoose={(found) => {
                  show('a-traiter');
                  setCaseOpened(found);
                }}
              />
            </section>
          }
        />
      )}
      {view === 'a-traiter' && (
        <ActsPage
          key={caseOpened?.id}
          session={session}
          configuration={configuration}
          graphs={graphs}
          useful={useful}
          finalite={actsFinalite}
          onDeclare={setActsFinalite}
          opened={caseOpened}
          onChanged={() => setRevision(revision + 1)}
        />
      )}
      {hasEditor && (
        <div className="desk-page" hidden={view !== 'requetes'}>
          <EditorPage
            session={session}
            configuration={configuration}
            shelf={shelf}
            graphs={graphs}
            theme={theme}
            tabs={tabs}
            state={state}
            schemaTrouble={schemaTrouble}
            useful={useful}
            classOf={classOf}
            tab={tab}
            panel={panel}
            onPanel={setPanel}
            toOpen={toOpen}
            onOpened={() => setToOpen(null)}
          />
        </div>
      )}
    </div>
  );
}
