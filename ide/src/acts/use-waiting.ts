import type { GraphQLSchema } from 'graphql';
import { useEffect, useMemo, useState } from 'react';
import { ask } from '../graphql/ask.js';
import type { Session } from '../session/session.js';
import { caseTypes, waitingQuery, type CaseType } from './case-types.js';

export interface PossibleAct {
  readonly nom: string;
  readonly resume: string;
  readonly attendu: boolean;
  readonly echeance: string | null;
}

/** A case that waits for an act of the caller's organisation. */
export interface WaitingCase {
  readonly of: CaseType;
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
  readonly depuis: string | null;
  /** The first day by which one of its acts is due. */
  readonly echeance: string | null;
  readonly attendus: readonly PossibleAct[];
}

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
}

type Found = Omit<Waiting, 'onAgain'>;

const reading: Found = { cases: null, total: 0, isLeast: false, missing: [] };

/** @param revision another one reads them again. */
export function useWaiting(
  session: Session,
  schema: GraphQLSchema | null,
  finalite: readonly string[],
  revision: number,
): Waiting {
  const [waiting, setWaiting] = useState<Found>(reading);
  const [tries, setTries] = useState(0);
  const types = useMemo(() => (schema ? caseTypes(schema) : null), [schema]);
  useEffect(() => {
    if (types === null) return;
    let current = true;
    readWaiting(session, types, finalite).then(
      (found) => {
        if (current) setWaiting(found);
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session, types, finalite, revision, tries]);
  return {
    ...waiting,
    onAgain: () => {
      setWaiting(reading);
      setTries((before) => before + 1);
    },
  };
}

/** « 58 », « 58+ » where there may be more; nothing where nothing waits. */
export function countText({ total, isLeast }: Waiting): string {
  return total === 0 ? '' : `${total}${isLeast ? '+' : ''}`;
}

async function readWaiting(
  session: Session,
  types: readonly CaseType[],
  finalite: readonly string[],
): Promise<Found> {
  const lists = await Promise.all(
    types.map(async (of) => {
      const { body } = await ask(session, { query: waitingQuery(of), finalite });
      const list = body.data?.[of.list] as
        | {
            totalCount: number | null;
            minimumCount: number | null;
            nodes: readonly Readonly<Record<string, unknown>>[];
          }
        | null
        | undefined;
      return { of, list, errors: body.errors };
    }),
  );
  const cases = lists.flatMap(({ of, list }) => (list?.nodes ?? []).map((row) => caseOf(of, row)));
  return {
    cases: cases.sort(longestFirst),
    total: lists.reduce((sum, { list }) => sum + (list?.totalCount ?? list?.minimumCount ?? 0), 0),
    isLeast: lists.some(({ list }) => typeof list?.totalCount !== 'number'),
    missing: [
      ...new Set(lists.flatMap(({ errors }) => errors.map(({ message }) => message))),
    ].sort(),
  };
}

function caseOf(of: CaseType, row: Readonly<Record<string, unknown>>): WaitingCase {
  const acts = (row['actesPossibles'] ?? []) as readonly PossibleAct[];
  const attendus = acts.filter(({ attendu }) => attendu);
  const due = [row['echeance'], ...attendus.map(({ echeance }) => echeance)].filter(
    (day) => typeof day === 'string',
  );
  return {
    of,
    id: String(row['id']),
    row,
    depuis: typeof row['statutDepuis'] === 'string' ? row['statutDepuis'] : null,
    echeance: due.sort()[0] ?? null,
    attendus,
  };
}

/** Who has waited longest; among those since nobody knows when, who is due first. */
function longestFirst(left: WaitingCase, other: WaitingCase): number {
  return compared(left.depuis, other.depuis) || compared(left.echeance, other.echeance);
}

function compared(left: string | null, other: string | null): number {
  if (left === other) return 0;
  if (left === null) return 1;
  return other === null || left < other ? -1 : 1;
}
