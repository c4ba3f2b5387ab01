import { useGraphiQL } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import type { QueryStorage } from './query-storage.js';

/**
 * Writes the tabs down when the page is left. GraphiQL does so more than half a second after they changed:
 * a page that is left sooner would come back with an older text, or with none.
 */
export function useTabsKept(storage: QueryStorage): void {
  const tabs = useGraphiQL((state) => state.tabs);
  const activeTabIndex = useGraphiQL((state) => state.activeTabIndex);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const latest = useRef({ tabs, activeTabIndex, queryEditor, variableEditor });
  useEffect(() => {
    latest.current = { tabs, activeTabIndex, queryEditor, variableEditor };
  });

  useEffect(() => {
    const keep = (): void => {
      const { tabs: all, activeTabIndex: index, ...editors } = latest.current;
      const written = all.map((tab, at) => {
        const { query, variables = null } = tab;
        if (at !== index) return { ...tab, variables };
        return {
          ...tab,
          query: editors.queryEditor?.getValue() ?? query,
          variables: editors.variableEditor?.getValue() ?? variables,
        };
      });
      storage.keep({ activeTabIndex: index, tabs: written });
    };
    addEventListener('pagehide', keep);
    return () => removeEventListener('pagehide', keep);
  }, [storage]);
}

/**
 * Gives an editor that was just made the text of the tab that is looked at: GraphiQL gives it that of the
 * tab it began with, though another may have been chosen before there was an editor. To be called below
 * whatever puts queries into editors, so that it comes first.
 */
export function useTabInEditors(): void {
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  useEffect(() => {
    const query = tab?.query ?? null;
    if (queryEditor && query !== null && queryEditor.getValue() !== query) {
      queryEditor.setValue(query);
    }
  }, [queryEditor]);
  useEffect(() => {
    const variables = tab?.variables ?? null;
    if (variableEditor && variables !== null && variableEditor.getValue() !== variables) {
      variableEditor.setValue(variables);
    }
  }, [variableEditor]);
}
