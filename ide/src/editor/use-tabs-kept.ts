import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';
import type { QueryStorage } from './query-storage.js';

/**
 * Keeps what is written in the editors with its tab, whenever the tab or the page is left. GraphiQL does so
 * a tenth of a second after it was written, and stores it half a second later: whoever leaves sooner would
 * come back to an older text, or to none. To be called once.
 */
export function useTabsKept(storage: QueryStorage): void {
  const actions = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const activeTabIndex = useGraphiQL((state) => state.activeTabIndex);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const latest = useRef({ tabs, activeTabIndex, queryEditor, variableEditor });
  useEffect(() => {
    latest.current = { tabs, activeTabIndex, queryEditor, variableEditor };
  });

  useState(() => {
    const keep = (): void => {
      const { tabs: all, activeTabIndex: index, ...editors } = latest.current;
      const variables = editors.variableEditor?.getValue() ?? null;
      if (variables !== null && variables !== all[index]?.variables) {
        actions.updateActiveTabValues({ variables });
      }
      const query = editors.queryEditor?.getValue() ?? null;
      if (query === null || query === all[index]?.query) return;
      const name = operationName(query);
      actions.updateActiveTabValues({ query, operationName: name });
      if (name !== null) actions.setOperationName(name);
    };
    const addTab = actions.addTab.bind(actions);
    const changeTab = actions.changeTab.bind(actions);
    const closeTab = actions.closeTab.bind(actions);
    actions.addTab = () => {
      keep();
      addTab();
    };
    actions.changeTab = (index) => {
      keep();
      changeTab(index);
    };
    actions.closeTab = (index) => {
      keep();
      closeTab(index);
    };
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

/** Of the first operation; also of a text that is not finished. */
function operationName(query: string): string | null {
  return /^\s*(?:query|mutation)\s+(\w+)/m.exec(query)?.[1] ?? null;
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
