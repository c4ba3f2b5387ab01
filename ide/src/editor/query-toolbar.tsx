import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { ReactNode } from 'react';
import { CopyMenu } from './copy-menu.js';
import { shortcutsOf } from './shortcuts.js';

export interface QueryToolbarProps {
  /** Whether an answer to this query is waited for. */
  readonly isRunning: boolean;
  readonly onStop: () => void;
  /** Declared for its next run. */
  readonly finalite: readonly string[];
  readonly children: ReactNode;
}

const shortcuts = shortcutsOf(navigator.platform);

/** What is done with the query: run it (for a purpose), and its text. */
export function QueryToolbar({ isRunning, onStop, finalite, children }: QueryToolbarProps) {
  const operations = useGraphiQL((state) => state.operations) ?? [];
  const operationName = useGraphiQL((state) => state.operationName);
  // Both editors must be there: until then a run would be lost without a word.
  const isReady = useGraphiQL((state) => Boolean(state.queryEditor && state.responseEditor));
  const actions = useGraphiQLActions();
  const runOrStop = () => {
    if (isRunning) onStop();
    else actions.run();
  };
  return (
    <div className="toolbar" role="toolbar" aria-label="Commandes de la requête">
      <button
        type="button"
        className="toolbar-run"
        title={`Exécuter la requête (${shortcuts.executer})`}
        disabled={!isReady}
        onClick={runOrStop}
      >
        {isRunning ? 'Arrêter' : 'Exécuter'}
      </button>
      {operations.length > 1 && (
        <select
          aria-label="Opération à exécuter"
          value={operationName ?? ''}
          onChange={(event) => actions.setOperationName(event.currentTarget.value)}
        >
          {operations.map(({ name }) => (
            <option key={name?.value ?? ''} value={name?.value ?? ''}>
              {name?.value ?? 'Sans nom'}
            </option>
          ))}
        </select>
      )}
      {children}
      <button
        type="button"
        className="toolbar-minor"
        title={`Mettre en forme (${shortcuts.mettreEnForme})`}
        onClick={() => void actions.prettifyEditors()}
      >
        Mettre en forme
      </button>
      <CopyMenu finalite={finalite} />
    </div>
  );
}
