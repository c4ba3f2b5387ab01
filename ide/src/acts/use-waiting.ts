import type { GraphQLSchema } from 'graphql';
import { useEffect, useMemo, useState } from 'react';
import { ask } from '../graphql/ask.js';
import type { Session } from '../session/session.js';
import { caseTypes, waitingQuery, type CaseType } from './case-types.js';
import {
  caseOf,
  oldestOf,
  toReadOn,
  type WaitingCase,
  type WaitingPages,
} from './waiting-pages.js';

export interface Waiting {
  /** The longest waiting first; null while they are read. */
  readonly cases: readonly WaitingCase[] | null;
  /** In all, also those beyond what was read; `isLeast`: there are so many at least. */
  readonly total: number;
  readonly isLeast: boolean;
  /** Why a list could not be read, or a partner's part of one: each reason once, as the gateway gave it. */
  readonly missing: readonly string[];
  /** Reads them again. */
  readonly onAgain: () => void;
  /** Reads on, a page of the list that was read least far; null: everything was read. */
  readonly onMore: (() => void) | null;
  readonly isReadingOn: boolean;
}

/** One list, as far as it was read. */
interface ListRead extends WaitingPages {
  readonly total: number | null;
  readonly minimum: number;
  readonly errors: readonly string[];
}

/** @param revision another one reads them again, as far as they were read. */
export function useWaiting(
  session: Session,
  schema: GraphQLSchema | null,
  finalite: readonly string[],
  revision: number,
): Waiting {
  const [lists, setLists] = useState<readonly ListRead[] | null>(null);
  const [steps, setSteps] = useState(0);
  const [isReadingOn, setReadingOn] = useState(false);
  const [tries, setTries] = useState(0);
  const types = useMemo(() => (schema ? caseTypes(schema) : null), [schema]);
  useEffect(() => {
    if (types === null) return;
    let current = true;
    setReadingOn(false);
    readWaiting(session, types, finalite, steps).then(
      (found) => {
        if (current) setLists(found);
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session, types, finalite, revision, tries]);
  const readFurther = () => {
    if (lists === null || isReadingOn) return;
    setReadingOn(true);
    readOn(session, finalite, lists).then(
      (further) => {
        // Read again meanwhile: what was read then stands.
        setLists((now) => (now === lists ? further : now));
        setSteps(steps + 1);
        setReadingOn(false);
      },
      () => undefined,
    );
  };
  return {
    cases: lists && oldestOf(lists),
    total: (lists ?? []).reduce((sum, { total, minimum }) => sum + (total ?? minimum), 0),
    isLeast: (lists ?? []).some(({ total }) => total === null),
    missing: [...new Set((lists ?? []).flatMap(({ errors }) => errors))].sort(),
    onAgain: () => {
      setLists(null);
      setTries((before) => before + 1);
    },
    onMore: lists !== null && toReadOn(lists).length > 0 ? readFurther : null,
    isReadingOn,
  };
}

/** « 58 », « 58+ » where there may be more; nothing where nothing waits. */
export function countText({ total, isLeast }: Waiting): string {
  return total === 0 ? '' : `${total}${isLeast ? '+' : ''}`;
}

/** @param steps how many times they are read on after their first page. */
async function readWaiting(
  session: Session,
  types: readonly CaseType[],
  finalite: readonly string[],
  steps: number,
): Promise<readonly ListRead[]> {
  let lists: readonly ListRead[] = await Promise.all(
    types.map((of) => readPage(session, finalite, of, null)),
  );
  for (let step = 0; step < steps; step += 1) lists = await readOn(session, finalite, lists);
  return lists;
}

async function readOn(
  session: Session,
  finalite: readonly string[],
  lists: readonly ListRead[],
): Promise<readonly ListRead[]> {
  const wanted = toReadOn(lists);
  return Promise.all(
    lists.map(async (list) => {
      if (!wanted.includes(list)) return list;
      const { cases, after, errors } = await readPage(session, finalite, list.of, list.after);
      const known = new Set(list.cases.map(({ id }) => id));
      return {
        ...list,
        cases: [...list.cases, ...cases.filter(({ id }) => !known.has(id))],
        after,
        errors: [...list.errors, ...errors],
      };
    }),
  );
}

async function readPage(
  session: Session,
  finalite: readonly string[],
  of: CaseType,
  apres: string | null,
): Promise<ListRead> {
  const { body } = await ask(session, { query: waitingQuery(of), variables: { apres }, finalite });
  const list = body.data?.[of.list] as
    | {
        totalCount: number | null;
        minimumCount: number | null;
        nodes: readonly Readonly<Record<string, unknown>>[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      }
    | null
    | undefined;
  return {
    of,
    cases: (list?.nodes ?? []).map((row) => caseOf(of, row)),
    after: list?.pageInfo.hasNextPage ? list.pageInfo.endCursor : null,
    total: list?.totalCount ?? null,
    minimum: list?.minimumCount ?? 0,
    errors: body.errors.map(({ message }) => message),
  };
}
