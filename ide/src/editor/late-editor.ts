import { useMonaco } from '@graphiql/react';
import { useState } from 'react';
import { startEditorWorkers } from './workers.js';

let load: (() => Promise<void>) | null = null;

/**
 * GraphiQL loads Monaco, most of the page's weight, as soon as it stands on the page. Here it waits until
 * an editor is wanted: whoever chooses a question needs none. To be called above GraphiQL's provider.
 */
export function useEditorWhenWanted(): void {
  const actions = useMonaco((state) => state.actions);
  useState(() => {
    if (load !== null) return;
    const { initialize } = actions;
    actions.initialize = () => Promise.resolve();
    load = () => {
      startEditorWorkers();
      return initialize({});
    };
  });
}

/** Once; anew where it failed. */
export async function loadEditor(): Promise<void> {
  await load?.();
}
