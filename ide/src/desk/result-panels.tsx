import { useGraphiQL } from '@graphiql/react';
import type { GraphQLSchema } from 'graphql';
import type { Exchange } from '../editor/exchange.js';
import { loadedWhenShown } from '../page/recovering.js';
import { PlanPanel } from '../plan/plan-panel.js';
import { ReadingState } from '../results/reading-state.js';
import { ResultMap } from '../results/result-map.js';
import { ResultTable } from '../results/result-table.js';
import { useWholeAnswer } from '../results/use-whole-answer.js';
import { RightsPanel } from '../rights/rights-panel.js';
import { WhyPanel } from '../rights/why-panel.js';
import type { Configuration } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import type { TabPanel } from './tabs.js';
import type { Theme } from './theme.js';

// The chart library is read when the first chart is wanted, not with the page.
const ResultChart = loadedWhenShown(
  async () => (await import('../results/result-chart.js')).ResultChart,
  'Préparation du graphique…',
);

export interface ResultPanelsProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly theme: Theme;
  readonly finalite: readonly string[];
  readonly exchange: Exchange | null;
  /** The panel that is looked at. */
  readonly panel: string;
}

/** What sorts, counts or draws lists, and so needs them whole. */
const lists = new Set(['tableau', 'graphique', 'carte']);

/** What may be made of the last answer, and what explains it: one tab each. */
export function useResultPanels(props: ResultPanelsProps): readonly TabPanel[] {
  const { session, configuration, theme, finalite, exchange, panel } = props;
  const schema: GraphQLSchema | null = useGraphiQL((state) => state.schema) ?? null;
  const { answer, reading, stop } = useWholeAnswer(session, exchange, lists.has(panel));
  const state = <ReadingState reading={reading} stop={stop} />;
  const { finalites } = configuration;
  return [
    {
      id: 'tableau',
      titre: 'Tableau',
      content: (
        <>
          {state}
          <ResultTable answer={answer} />
        </>
      ),
    },
    {
      id: 'graphique',
      titre: 'Graphique',
      content: (
        <>
          {state}
          <ResultChart answer={answer} theme={theme} />
        </>
      ),
    },
    {
      id: 'carte',
      titre: 'Carte',
      content: (
        <>
          {state}
          <ResultMap answer={answer} />
        </>
      ),
    },
    {
      id: 'pourquoi',
      titre: 'Pourquoi ?',
      content: <WhyPanel {...{ session, finalite, finalites, exchange, schema }} />,
    },
    { id: 'plan', titre: 'Plan', content: <PlanPanel plan={exchange?.plan ?? null} /> },
    {
      id: 'droits',
      titre: 'Mes droits',
      content: <RightsPanel {...{ session, finalite, finalites }} />,
    },
  ];
}
