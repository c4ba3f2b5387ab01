import {
  QueryEditor as GraphiqlEditor,
  useGraphiQL,
  useMonaco,
  VariableEditor,
} from '@graphiql/react';
import { useEffect, useId, useState } from 'react';
import { useFrenchMarkers } from './french-markers.js';
import { editorOptions } from './editor-options.js';
import { letTabLeaveEditors } from './tab-focus.js';

/** The text of the query, and below it the values of its variables. */
export function QueryEditor() {
  const isReady = useMonaco((state) => Boolean(state.monaco));
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const [showsVariables, setShowsVariables] = useState(false);
  const id = useId();
  useFrenchMarkers();

  useEffect(() => {
    if (isReady) letTabLeaveEditors();
  }, [isReady]);
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
