import { ResponseEditor, useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';
import { editorOptions } from './editor-options.js';

/** The answer as it came, in JSON. GraphiQL writes into it, so it stays in the page. */
export function RawAnswer() {
  const isReady = useMonaco((state) => Boolean(state.monaco));
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  useEffect(() => {
    responseEditor?.updateOptions({ ...editorOptions, ariaLabel: 'Réponse, en JSON' });
  }, [responseEditor]);
  return isReady ? <ResponseEditor aria-label="Réponse, en JSON" aria-live="off" /> : null;
}
