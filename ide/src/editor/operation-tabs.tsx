import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { tabTitle } from './tab-title.js';

/** The queries at hand, one a tab. */
export function OperationTabs() {
  const tabs = useGraphiQL((state) => state.tabs);
  const active = useGraphiQL((state) => state.activeTabIndex);
  const actions = useGraphiQLActions();
  // A tab takes over what the editor holds: not before there is one.
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  return (
    <nav className="operations" aria-label="Requêtes ouvertes">
      <ul>
        {tabs.map((tab, index) => {
          const title = tabTitle(tab);
          return (
            <li key={tab.id} className={index === active ? 'operations-active' : undefined}>
              <button
                type="button"
                aria-current={index === active ? 'true' : undefined}
                onClick={() => actions.changeTab(index)}
              >
                {title}
              </button>
              {tabs.length > 1 && (
                <button
                  type="button"
                  className="operations-close"
                  aria-label={`Fermer la requête « ${title} »`}
                  onClick={() => actions.closeTab(index)}
                >
                  ×
                </button>
              )}
            </li>
          );
        })}
        <li>
          <button
            type="button"
            aria-label="Nouvelle requête"
            title="Nouvelle requête"
            disabled={!queryEditor}
            onClick={() => {
              actions.addTab();
              queryEditor?.focus();
            }}
          >
            +
          </button>
        </li>
      </ul>
    </nav>
  );
}
