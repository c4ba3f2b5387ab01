import { ResponseEditor, useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';
import type { Answer } from '../graphql/answer.js';
import { editorOptions } from './editor-options.js';

export interface RawAnswerProps {
  /** The tab whose answer it is: GraphiQL writes its own into the editor when it changes. */
  readonly tab: string;
  readonly answer: Answer | null;
}

/** The answer as it came, in JSON. */
export function RawAnswer({ tab, answer }: RawAnswerProps) {
  const isReady = useMonaco((state) => Boolean(state.monaco));
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  useEffect(() => {
    responseEditor?.updateOptions({ ...editorOptions, ariaLabel: 'Réponse, en JSON' });
  }, [responseEditor]);
  useEffect(() => {
    responseEditor?.setValue(answer === null ? '' : JSON.stringify(shown(answer), null, 2));
  }, [responseEditor, tab, answer]);
  return isReady ? <ResponseEditor aria-label="Réponse, en JSON" aria-live="off" /> : null;
}

/** Without empty parts, and without the plan, which has its own panel. */
function shown({ data, errors, extensions }: Answer): Record<string, unknown> {
  const others = Object.entries(extensions).filter(([name]) => name !== 'plan');
  return {
    data,
    ...(errors.length > 0 && { errors }),
    ...(others.length > 0 && { extensions: Object.fromEntries(others) }),
  };
}
