import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { Documentation, type DocumentationProps } from '../documentation/documentation.js';
import { MyQueries } from '../editor/my-queries.js';
import { Gallery } from '../gallery/gallery.js';
import type { Question } from '../gallery/question.js';
import type { QueryShelf, ShelvedQuery } from '../editor/query-shelf.js';

export type Side = 'documentation' | 'questions' | 'requetes';

export const sideNames: Readonly<Record<Side, string>> = {
  documentation: 'Documentation',
  questions: 'Questions',
  requetes: 'Mes requêtes',
};

export interface SidePanelProps extends DocumentationProps {
  readonly side: Side;
  readonly onClose: () => void;
  readonly shelf: QueryShelf;
  readonly finalite: readonly string[];
  readonly signataireId: string;
  readonly onOpenQuery: (query: ShelvedQuery) => void;
  readonly onOpenQuestion: (question: Question) => void;
}

/** Beside the editor, when it is wanted: what may be asked, and what was asked. */
export function SidePanel(props: SidePanelProps) {
  const { side, onClose, shelf, finalite, onOpenQuery, classOf } = props;
  const { signataireId, onOpenQuestion } = props;
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  return (
    <aside className="side-panel graphiql-container" aria-label={sideNames[side]}>
      <div className="side-panel-title">
        <h2>{sideNames[side]}</h2>
        <button type="button" aria-label={`Fermer « ${sideNames[side]} »`} onClick={onClose}>
          ×
        </button>
      </div>
      {side === 'documentation' && <Documentation classOf={classOf} />}
      {side === 'questions' && <Gallery signataireId={signataireId} onChoose={onOpenQuestion} />}
      {side === 'requetes' && (
        <MyQueries
          shelf={shelf}
          current={() => ({ query: queryEditor?.getValue() ?? '', finalite })}
          onOpen={onOpenQuery}
        />
      )}
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
