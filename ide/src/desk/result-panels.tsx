import { useGraphiQL } from '@graphiql/react';
import type { GraphQLSchema } from 'graphql';
import type { Exchange } from '../editor/exchange.js';
import { LinesPanel } from '../lines/lines-panel.js';
import { loadedWhenShown } from '../page/recovering.js';
import { PlanPanel } from '../plan/plan-panel.js';
import type { Asking } from '../results/asked-fields.js';
import type { Chosen } from '../results/counting.js';
import { sourceOf, titleOfQuery, type Cover } from '../results/cover.js';
import { ReadingState } from '../results/reading-state.js';
import { ResultTable } from '../results/result-table.js';
import { useCommunes } from '../results/use-communes.js';
import { useWholeAnswer } from '../results/use-whole-answer.js';
import { RightsPanel } from '../rights/rights-panel.js';
import { WhyPanel } from '../rights/why-panel.js';
import type { Configuration } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import type { TabPanel } from './tabs.js';
import type { Theme } from './theme.js';

// The chart library is read when the first chart is wanted, not with the page.
export const ResultChart = loadedWhenShown(
  async () => (await import('../results/result-chart.js')).ResultChart,
  'Préparation du graphique…',
);

// Nor are the figures of the communes.
export const ResultMap = loadedWhenShown(
  async () => (await import('../results/result-map.js')).ResultMap,
  'Préparation de la carte…',
);

export interface ResultPanelsProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly theme: Theme;
  readonly finalite: readonly string[];
  readonly exchange: Exchange | null;
  /** The panel that is looked at. */
  readonly panel: string;
  /** What is asked, in words; otherwise the query’s own name stands for it. */
  readonly titre?: string;
  /** Where the list stands that the table shows first. */
  readonly liste?: string;
  /** Told of what is counted in a panel, for whoever saves the question. */
  readonly onCompte?: (panel: string, compte: Chosen) => void;
}

/** What sorts, counts or draws lists, and so needs them whole. */
const lists = new Set(['tableau', 'graphique', 'carte']);

/** What may be made of the last answer, and what explains it: one tab each. */
export function useResultPanels(props: ResultPanelsProps): readonly TabPanel[] {
  const { session, configuration, theme, finalite, exchange, panel, titre, liste, onCompte } =
    props;
  const schema: GraphQLSchema | null = useGraphiQL((state) => state.schema) ?? null;
  const { answer, reading, stop } = useWholeAnswer(session, exchange, lists.has(panel));
  const state = <ReadingState reading={reading} stop={stop} />;
  const { finalites } = configuration;
  const communes = useCommunes(session, exchange?.question.query ?? '');
  const asking = { ...askingOf(exchange, schema), communes };
  const known = coverOf(session, exchange, finalites);
  const cover = titre === undefined ? known : { ...known, titre, titree: true };
  return [
    {
      id: 'tableau',
      titre: 'Tableau',
      content: (
        <>
          {state}
          <ResultTable {...{ answer, asking, cover }} {...(liste && { liste })} />
        </>
      ),
    },
    {
      id: 'graphique',
      titre: 'Graphique',
      content: (
        <>
          {state}
          <ResultChart
            {...{ session, answer, asking, cover, theme }}
            onCompte={(compte) => onCompte?.('graphique', compte)}
          />
        </>
      ),
    },
    {
      id: 'carte',
      titre: 'Carte',
      content: (
        <>
          {state}
          <ResultMap
            {...{ session, answer, asking, cover }}
            onCompte={(compte) => onCompte?.('carte', compte)}
          />
        </>
      ),
    },
    {
      id: 'pourquoi',
      titre: 'Pourquoi ?',
      content: <WhyPanel {...{ session, finalite, finalites, exchange, schema }} />,
    },
    {
      id: 'partenaires',
      titre: 'Partenaires',
      content: (
        <LinesPanel
          {...{ session, configuration }}
          plan={exchange?.plan ?? null}
          errors={exchange?.body.errors ?? []}
        />
      ),
    },
    { id: 'plan', titre: 'Plan', content: <PlanPanel plan={exchange?.plan ?? null} /> },
    {
      id: 'droits',
      titre: 'Mes droits',
      content: <RightsPanel {...{ session, finalite, finalites }} />,
    },
  ];
}

export function askingOf(exchange: Exchange | null, schema: GraphQLSchema | null): Asking {
  const { query = '', operationName = null } = exchange?.question ?? {};
  return { query, operationName, schema: query === '' ? null : schema };
}

export function coverOf(
  { nom }: Session,
  exchange: Exchange | null,
  finalites: Configuration['finalites'],
): Cover {
  const { query = '', finalite = [] } = exchange?.question ?? {};
  return {
    titre: titleOfQuery(query),
    signataire: nom,
    source: sourceOf(exchange?.plan?.etapes ?? []),
    date: exchange?.recue ?? new Date(0),
    finalites: finalite.map((id) => finalites.find((known) => known.id === id)?.libelle ?? id),
  };
}
