import type { GraphQLSchema } from 'graphql';
import { askingOf, coverOf, ResultChart, ResultMap } from '../desk/result-panels.js';
import type { Exchange } from '../editor/exchange.js';
import type { KeptView } from '../results/kept-view.js';
import { ReadingState } from '../results/reading-state.js';
import { useCommunes } from '../results/use-communes.js';
import { useWholeAnswer } from '../results/use-whole-answer.js';
import type { Finalite } from '../session/configuration.js';
import type { Session } from '../session/session.js';

export interface TileFigureProps {
  readonly session: Session;
  readonly finalites: readonly Finalite[];
  readonly theme: string;
  readonly exchange: Exchange;
  readonly schema: GraphQLSchema | null;
  readonly vue: KeptView;
  readonly titre: string;
}

/** The chart or the map of a saved question, of the whole list, as it was when it was saved. */
export function TileFigure(props: TileFigureProps) {
  const { session, finalites, theme, exchange, schema, vue, titre } = props;
  const { answer, reading, stop } = useWholeAnswer(session, exchange, true);
  const communes = useCommunes(session, exchange.question.query);
  const asking = { ...askingOf(exchange, schema), communes };
  const cover = { ...coverOf(session, exchange, finalites), titre, titree: true };
  const shown = { session, answer, asking, cover, compte: vue.compte, bare: true };
  return (
    <>
      <ReadingState reading={reading} stop={stop} />
      {vue.panneau === 'carte' ? (
        <ResultMap {...shown} />
      ) : (
        <ResultChart {...shown} theme={theme} />
      )}
    </>
  );
}
