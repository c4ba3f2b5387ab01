import { useGraphiQLActions } from '@graphiql/react';
import { useEffect, useState } from 'react';
import type { Exchange } from '../editor/fetcher.js';
import { OperationTabs } from '../editor/operation-tabs.js';
import { PurposeSelector } from '../editor/purpose-selector.js';
import { QueryEditor } from '../editor/query-editor.js';
import type { QueryShelf, ShelvedQuery } from '../editor/query-shelf.js';
import { QueryToolbar } from '../editor/query-toolbar.js';
import { useFieldClasses } from '../documentation/use-field-classes.js';
import type { Question } from '../gallery/question.js';
import type { Answer } from '../graphql/answer.js';
import type { Configuration } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import { AnswerPanel } from './answer-panel.js';
import { DeskHeader } from './desk-header.js';
import { useResultPanels } from './result-panels.js';
import { SidePanel, useOpenQuery, type Side } from './side-panel.js';
import { Splitter } from './splitter.js';
import { Tabs, type TabPanel } from './tabs.js';
import type { Theme } from './theme.js';
import './desk.css';

export interface DeskLayoutProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly shelf: QueryShelf;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly finalite: readonly string[];
  readonly onFinalite: (finalite: readonly string[]) => void;
  readonly exchange: Exchange | null;
  readonly schemaTrouble: Answer | null;
}

/** Where everything is: the question on the left, what became of it on the right. */
export function DeskLayout(props: DeskLayoutProps) {
  const { session, configuration, shelf, theme, onTheme } = props;
  const { finalite, onFinalite, exchange, schemaTrouble } = props;
  const [panel, setPanel] = useState('reponse');
  const [side, setSide] = useState<Side | null>(null);
  const [share, setShare] = useState(50);
  const openQuery = useOpenQuery();
  const actions = useGraphiQLActions();
  useEffect(() => actions.setTheme(theme), [theme, actions]);
  const classOf = useFieldClasses(session, finalite);

  const openShelved = ({ query, finalite: declared }: ShelvedQuery) => {
    const known = configuration.finalites.map(({ id }) => id);
    openQuery(query);
    onFinalite(declared.filter((id) => known.includes(id)));
  };
  const openQuestion = (question: Question) => {
    const variables = question.variables(session.signataireId);
    openQuery(question.query, JSON.stringify(variables, null, 2));
    onFinalite(question.finalites);
  };
  const panels: TabPanel[] = [
    {
      id: 'reponse',
      titre: 'Réponse',
      marque: errorCount(exchange),
      keep: true,
      content: (
        <AnswerPanel
          answer={exchange?.body ?? null}
          schemaTrouble={schemaTrouble}
          onWhy={() => setPanel('pourquoi')}
        />
      ),
    },
    ...useResultPanels({ session, configuration, theme, finalite, exchange, panel }),
  ];
  return (
    <div className="desk">
      <DeskHeader session={session} theme={theme} onTheme={onTheme} side={side} onSide={setSide} />
      <main className="desk-body">
        {side !== null && (
          <SidePanel
            side={side}
            onClose={() => setSide(null)}
            shelf={shelf}
            finalite={finalite}
            signataireId={session.signataireId}
            onOpenQuery={openShelved}
            onOpenQuestion={openQuestion}
            classOf={classOf}
          />
        )}
        <div className="desk-columns">
          <section
            className="desk-question graphiql-container"
            aria-label="Requête"
            style={{ flexBasis: `${share}%` }}
          >
            <OperationTabs />
            <QueryToolbar>
              <PurposeSelector
                finalites={configuration.finalites}
                declared={finalite}
                onDeclare={onFinalite}
              />
            </QueryToolbar>
            <QueryEditor />
          </section>
          <Splitter label="Largeur de la requête" value={share} onChange={setShare} />
          <section className="desk-answer graphiql-container" aria-label="Réponse et panneaux">
            <Tabs label="Panneaux" panels={panels} selected={panel} onSelect={setPanel} />
          </section>
        </div>
      </main>
    </div>
  );
}

function errorCount(exchange: Exchange | null): string | undefined {
  const count = exchange?.body.errors.length ?? 0;
  return count > 0 ? String(count) : undefined;
}
