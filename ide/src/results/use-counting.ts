import { useMemo, useState } from 'react';
import type { Answer } from '../graphql/answer.js';
import type { Asking } from './asked-fields.js';
import { columnsOf } from './columns.js';
import { countingOf, type Chosen, type Counting } from './counting.js';
import { countables, type Countable, type Dimension } from './counts.js';
import { listWords } from './list-words.js';
import { findTables } from './tables.js';

export interface CountingChoice {
  readonly all: readonly Countable[];
  /** null: nothing of the answer can be counted. */
  readonly counting: Counting | null;
  readonly choose: (chosen: Chosen) => void;
}

/** What was chosen when the answer was last drawn, and who is told of what is chosen now. */
export interface CountingKept {
  readonly compte?: Chosen | undefined;
  readonly onCompte?: ((chosen: Chosen) => void) | undefined;
}

/** @param genre the only kind of dimension that is drawn. */
export function useCounting(
  answer: Answer | null,
  { query, operationName, schema, communes }: Asking,
  genre: Dimension['genre'] | null,
  { compte, onCompte }: CountingKept,
): CountingChoice {
  const all = useMemo(() => {
    const asking = { query, operationName, schema, ...(communes && { communes }) };
    return countables(findTables(answer?.data ?? null, listWords(asking)), (table) =>
      columnsOf(table, asking),
    )
      .map((countable) => ({
        ...countable,
        dimensions: countable.dimensions.filter((found) => genre === null || found.genre === genre),
      }))
      .filter(({ dimensions }) => dimensions.length > 0);
  }, [answer, query, operationName, schema, communes, genre]);
  const [chosen, setChosen] = useState<Chosen>(compte ?? {});
  const counting = useMemo(() => countingOf(all, chosen), [all, chosen]);
  const choose = (more: Chosen) => {
    // Another list has other dimensions and another time.
    const next = more.liste === undefined ? { ...chosen, ...more } : more;
    setChosen(next);
    onCompte?.(next);
  };
  return { all, counting, choose };
}
