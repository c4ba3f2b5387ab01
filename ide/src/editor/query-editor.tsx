import {
  QueryEditor as GraphiqlEditor,
  useGraphiQL,
  useGraphiQLActions,
  useMonaco,
  VariableEditor,
} from '@graphiql/react';
import { useEffect, useId, useState } from 'react';
import { useFrenchMarkers } from './french-markers.js';
import { useEditorColors } from './editor-colors.js';
import { editorOptions } from './editor-options.js';
import { letTabLeaveEditors } from './tab-focus.js';
import { useTabInEditors } from './use-tabs-kept.js';

/** The text of the query, and below it the values of its variables. */
export function QueryEditor() {
  const isReady = useMonaco((state) => Boolean(state.monaco));
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const [showsVariables, setShowsVariables] = useState(false);
  const id = useId();
  useTabInEditors();
  useFrenchMarkers();
  useEditorColors();

  useEffect(() => {
    if (isReady) letTabLeaveEditors();
  }, [isReady]);
  const actions = useGraphiQLActions();
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    if (!monaco || !queryEditor) return;
    // GraphiQL's own key needs the system's key, which on most machines never reaches a page.
    const { KeyMod, KeyCode } = monaco;
    const action = queryEditor.addAction({
      id: 'passerelle-mise-en-forme',
      label: 'Mettre en forme',
      keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF],
      run: () => void actions.prettifyEditors(),
    });
    return () => action.dispose();
  }, [monaco, queryEditor, actions]);
  useEffect(() => {
    queryEditor?.updateOptions({ ...editorOptions, ariaLabel: 'Texte de la requête GraphQL' });
  }, [queryEditor]);
  useEffect(() => {
    variableEditor?.updateOptions({
      ...editorOptions,
      lineNumbers: 'off',
      ariaLabel: 'Variables de la requête, en JSON',
    });
  }, [variableEditor]);

  if (!isReady) {
    return (
      <p className="waiting" role="status">
        Chargement de l’éditeur…
      </p>
    );
  }
  return (
    <>
      <div className="query-text">
        <GraphiqlEditor aria-label="Requête : Entrée pour écrire" role="group" />
      </div>
      <button
        type="button"
        className="query-variables-toggle"
        aria-expanded={showsVariables}
        aria-controls={id}
        onClick={() => setShowsVariables(!showsVariables)}
      >
        {showsVariables ? '▾' : '▸'} Variables
      </button>
      <div id={id} className="query-variables" hidden={!showsVariables}>
        <VariableEditor aria-label="Variables : Entrée pour écrire" role="group" />
      </div>
    </>
  );
}
