import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { Builder, type BuilderProps } from '../builder/builder.js';
import { Documentation, type DocumentationProps } from '../documentation/documentation.js';
import { MyQueries } from '../editor/my-queries.js';
import type { QueryShelf, ShelvedQuery } from '../editor/query-shelf.js';

export type Side = 'documentation' | 'construire' | 'requetes';

export const sideNames: Readonly<Record<Side, string>> = {
  documentation: 'Documentation',
  construire: 'Construire',
  requetes: 'Mes requêtes',
};

export interface SidePanelProps extends DocumentationProps, BuilderProps {
  readonly side: Side;
  readonly onClose: () => void;
  readonly shelf: QueryShelf;
  /** What is in the editor now, without what may not be written down. */
  readonly current: () => Omit<ShelvedQuery, 'titre'>;
  readonly onOpenQuery: (query: ShelvedQuery) => void;
}

/** Beside the editor, when it is wanted: what may be asked, and what was asked. */
export function SidePanel(props: SidePanelProps) {
  const { side, onClose, shelf, current, onOpenQuery, classOf, onDownload } = props;
  const { useful, declared } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [side]);
  return (
    <aside className="side-panel graphiql-container" aria-label={sideNames[side]}>
      <div className="side-panel-title">
        <h2 ref={heading} tabIndex={-1}>
          {sideNames[side]}
        </h2>
        <button type="button" aria-label={`Fermer « ${sideNames[side]} »`} onClick={onClose}>
          ×
        </button>
      </div>
      {side === 'documentation' && <Documentation classOf={classOf} onDownload={onDownload} />}
      {side === 'construire' && <Builder {...{ classOf, useful, declared }} />}
      {side === 'requetes' && <MyQueries shelf={shelf} current={current} onOpen={onOpenQuery} />}
    </aside>
  );
}

/** Puts a query into the editor: in the tab at hand when it is blank, otherwise in a new one. */
export function useOpenQuery(): (query: string, variables?: string) => void {
  const actions = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  return (query, variables = '') => {
    if (queryEditor?.getValue().trim() !== '') actions.addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    queryEditor?.focus();
  };
}
