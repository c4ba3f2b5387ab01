import { GraphiQLProvider } from '@graphiql/react';
import '@graphiql/react/style.css';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { takePlace, type DeskPlace } from './desk/desk-place.js';
import { DeskLayout } from './desk/desk-layout.js';
import { QueryTabs } from './desk/query-tabs.js';
import { TabPurposes } from './desk/tab-purposes.js';
import { useTheme } from './desk/theme.js';
import { createFetcher } from './editor/fetcher.js';
import { firstQuery } from './editor/first-query.js';
import { Graphs } from './editor/graphs.js';
import { useEditorWhenWanted } from './editor/late-editor.js';
import { KeptTexts } from './editor/kept-texts.js';
import { KeptVariables } from './editor/kept-variables.js';
import { QueryShelf, titleOf } from './editor/query-shelf.js';
import { QueryStorage } from './editor/query-storage.js';
import type { Answer } from './graphql/answer.js';
import { ask } from './graphql/ask.js';
import { actsNamedIn, isMutation } from './graphql/is-mutation.js';
import { personFreeText } from './graphql/person-free-text.js';
import { personFreeVariables } from './graphql/person-free-variables.js';
import { ConfirmDialog } from './page/confirm-dialog.js';
import type { Configuration } from './session/configuration.js';
import type { Session } from './session/session.js';

export interface DeskProps {
  readonly session: Session;
  readonly configuration: Configuration;
}

const none: readonly string[] = [];

/** The desk of one analyst: their graph, their questions, their answers. */
export function Desk({ session, configuration }: DeskProps) {
  const place = useDeskPlace(session.signataireId);
  return place && <DeskAt place={place} session={session} configuration={configuration} />;
}

function DeskAt({ session, configuration, place }: DeskProps & { readonly place: DeskPlace }) {
  useEditorWhenWanted();
  const [theme, setTheme] = useTheme();
  const [schemaTrouble, setSchemaTrouble] = useState<Answer | null>(null);
  const shelf = useMemo(() => new QueryShelf(session.signataireId, localStorage), [session]);
  const graphs = useMemo(() => new Graphs(session), [session]);
  const purposes = useMemo(
    () =>
      new TabPurposes(
        place.name,
        localStorage,
        configuration.finalites.map(({ id }) => id),
      ),
    [place, configuration],
  );
  const storage = useMemo(() => {
    const graphOf = (tab: string) => graphs.known(purposes.of(tab));
    const [variables, texts] = [new KeptVariables(graphOf), new KeptTexts(graphOf)];
    return new QueryStorage(place.name, localStorage, variables, texts);
  }, [place, graphs, purposes]);
  useEffect(() => graphs.onKnown(() => storage.write()), [graphs, storage]);
  const tabs = useMemo(
    () =>
      new QueryTabs(
        (question, signal) => ask(session, question, signal),
        purposes,
        ({ question: { query, variables = {}, finalite } }) => {
          const graph = graphs.known(finalite);
          const text = personFreeText(query, graph);
          shelf.remember({
            titre: titleOf(text),
            query: text,
            finalite,
            variables: personFreeVariables(query, variables, graph),
          });
        },
      ),
    [session, graphs, purposes, shelf],
  );
  const state = useSyncExternalStore(tabs.subscribe, tabs.current);
  const [toConfirm, setToConfirm] = useState<{
    readonly run: () => void;
    /** Of its acts, those that cannot be undone; null: not known. */
    readonly irrevocable: readonly string[] | null;
  } | null>(null);
  const [finalite, setFinalite] = useState<readonly string[]>(none);
  // Another purpose is another graph: GraphiQL reads the schema again with each new fetcher.
  const fetcher = useMemo(
    () =>
      createFetcher({
        finalite,
        graphs,
        onQuery: (question) => {
          if (!isMutation(question)) {
            void tabs.run(question);
            return;
          }
          const acts = graphs.knownIrrevocable(finalite);
          setToConfirm({
            run: () => void tabs.run(question),
            irrevocable: acts && actsNamedIn(question.query, acts),
          });
        },
        onSchemaTrouble: setSchemaTrouble,
      }),
    [finalite, graphs, tabs],
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
        graphs={graphs}
        theme={theme}
        onTheme={setTheme}
        tabs={tabs}
        storage={storage}
        state={state}
        schemaTrouble={schemaTrouble}
        onGraph={setFinalite}
      />
      {toConfirm && (
        <ConfirmDialog
          titre="Cette requête fait un acte"
          confirmer="Confirmer et envoyer"
          onConfirm={() => {
            setToConfirm(null);
            toConfirm.run();
          }}
          onCancel={() => setToConfirm(null)}
        >
          <p>
            Elle ne lit pas seulement : elle écrit chez un partenaire, au nom de votre organisation,
            et reste à son historique.
          </p>
          {toConfirm.irrevocable === null ? (
            <p>Certains actes ne s’annulent pas.</p>
          ) : (
            toConfirm.irrevocable.length > 0 && (
              <p className="confirm-irrevocable">
                Ne peut pas être annulé : {toConfirm.irrevocable.join(', ')}.
              </p>
            )
          )}
        </ConfirmDialog>
      )}
    </GraphiQLProvider>
  );
}

/** Taken when the desk opens, left when it closes; null until then. */
function useDeskPlace(signataireId: string): DeskPlace | null {
  const [place, setPlace] = useState<DeskPlace | null>(null);
  useEffect(() => {
    const taking = takePlace({
      signataireId,
      local: localStorage,
      session: sessionStorage,
      locks: navigator.locks,
      newId: () => crypto.randomUUID(),
      now: () => new Date(),
      patience: 1000,
    });
    void taking.then(setPlace);
    return () => void taking.then(({ release }) => release());
  }, [signataireId]);
  return place;
}
