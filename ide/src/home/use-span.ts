import type { GraphQLSchema } from 'graphql';
import { useEffect, useState } from 'react';
import type { Exchange } from '../editor/exchange.js';
import { ask } from '../graphql/ask.js';
import type { Session } from '../session/session.js';
import { spanQuery, spanText } from './count-line.js';
import type { FilteredList } from './filtered-query.js';

type Counted = { readonly totalCount?: number | null } | null | undefined;
type End = { readonly nodes: readonly Readonly<Record<string, unknown>>[] } | null | undefined;

/** From when to when an answered list is, in words; empty while, or where, it is not known. */
export function useSpan(
  session: Session,
  schema: GraphQLSchema | null,
  list: FilteredList | null,
  exchange: Exchange | null,
): string {
  const [known, setKnown] = useState<{ readonly of: Exchange; readonly text: string } | null>(null);
  useEffect(() => {
    if (!schema || !list || !exchange?.body.data) return;
    let current = true;
    readSpan(session, schema, list, exchange).then(
      (text) => {
        if (current) setKnown({ of: exchange, text });
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
    // The list is what the exchange answers: it changes with it.
  }, [session, schema, exchange]);
  return known !== null && known.of === exchange ? known.text : '';
}

async function readSpan(
  session: Session,
  schema: GraphQLSchema,
  list: FilteredList,
  { question: { finalite }, body }: Exchange,
): Promise<string> {
  const span = spanQuery(list, schema);
  const total = (body.data?.[list.key] as Counted)?.totalCount;
  // Of a list that was not counted to its end nobody can say whether all lie between.
  if (!span || typeof total !== 'number') return '';
  const ends = await ask(session, { query: span.query, finalite });
  const dayOf = (end: string) => (ends.body.data?.[end] as End)?.nodes[0]?.[span.date];
  const [premier, dernier] = [dayOf('premier'), dayOf('dernier')];
  if (typeof premier !== 'string' || typeof dernier !== 'string') return '';
  const counted = await ask(session, { query: span.counted(premier, dernier), finalite });
  // Where days of some are not readable, nothing is said: theirs may lie outside.
  const isWhole = (counted.body.data?.['compte'] as Counted)?.totalCount === total;
  return isWhole ? spanText(premier, dernier) : '';
}
