import { useEffect, useState } from 'react';
import type { Exchange } from '../editor/exchange.js';
import type { Answer } from '../graphql/answer.js';
import { ask } from '../graphql/ask.js';
import { mostRows, readPage, totalOf, unfinishedLists, withRows } from '../graphql/whole-lists.js';
import type { Session } from '../session/session.js';

/** How far the lists of an answer have been read. */
interface Reading {
  readonly etat: 'entiere' | 'en-cours' | 'arretee' | 'plafond' | 'echec';
  /** Rows of the list being read, so far. */
  readonly lues: number;
  /** Rows that the list has; null: not known. */
  readonly total: number | null;
}

export interface WholeAnswer {
  readonly answer: Answer | null;
  readonly reading: Reading;
  readonly stop: () => void;
}

const whole: Reading = { etat: 'entiere', lues: 0, total: null };
/** Milliseconds between two words of how far one is: a page draws nothing anew more often. */
const pace = 250;
const nothing = (): void => undefined;

/**
 * The answer with its lists read to their end, page after page, for what sorts, counts or draws
 * them. Only while `wanted`: until somebody looks, the page received is enough.
 */
export function useWholeAnswer(
  session: Session,
  exchange: Exchange | null,
  wanted: boolean,
): WholeAnswer {
  const [done, setDone] = useState<{ readonly of: Exchange; readonly result: WholeAnswer } | null>(
    null,
  );
  const known = done !== null && done.of === exchange;
  useEffect(() => {
    const ended = known && done.result.reading.etat !== 'en-cours';
    if (!wanted || ended || !exchange?.body.data) return;
    let stopped = false;
    let left = false;
    const tell = (data: Answer['data'], reading: Reading): void => {
      if (left) return;
      const answer = { ...exchange.body, data };
      setDone({
        of: exchange,
        result: { answer, reading, stop: () => void (stopped = true) },
      });
    };
    void readAll(session, exchange, () => stopped || left, tell);
    return () => {
      left = true;
    };
    // Not `known`, which changes with what this very effect reports: it must not begin again by it.
  }, [session, exchange, wanted]);
  if (known) return done.result;
  return { answer: exchange?.body ?? null, reading: whole, stop: nothing };
}

async function readAll(
  session: Session,
  { question, body }: Exchange,
  isStopped: () => boolean,
  tell: (data: Answer['data'], reading: Reading) => void,
): Promise<void> {
  let data = body.data;
  if (data === null) return;
  const { query, variables, operationName, finalite } = question;
  for (const list of unfinishedLists(query, operationName ?? null, data)) {
    const rows: unknown[] = [];
    const total = totalOf(data, list.key);
    let after: string | null = null;
    let told = performance.now();
    tell(data, { etat: 'en-cours', lues: 0, total });
    do {
      const asked = await ask(session, {
        query: list.query,
        variables: { ...variables, passerelleApres: after },
        finalite,
      }).catch(() => null);
      const page = readPage(asked?.body.data ?? null, list.key);
      if (!page) {
        tell(data, { etat: 'echec', lues: rows.length, total });
        return;
      }
      rows.push(...page.rows);
      after = page.next;
      const etat = isStopped() ? 'arretee' : rows.length >= mostRows ? 'plafond' : 'en-cours';
      if (after !== null && etat !== 'en-cours') {
        tell(withRows(data, list.key, rows, false), { etat, lues: rows.length, total });
        return;
      }
      if (performance.now() - told > pace) {
        told = performance.now();
        tell(data, { etat: 'en-cours', lues: rows.length, total });
      }
    } while (after !== null);
    data = withRows(data, list.key, rows, true);
  }
  tell(data, whole);
}
