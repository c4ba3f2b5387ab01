import type { CaseType } from './case-types.js';

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

/** What was read so far of one kind of cases. */
export interface WaitingPages {
  readonly of: CaseType;
  /** The longest waiting first, where the list has that order. */
  readonly cases: readonly WaitingCase[];
  /** Where it goes on; null: it was read to its end, or not at all. */
  readonly after: string | null;
}

/**
 * The cases of all lists, the longest waiting first: as far as nothing unread can have waited longer,
 * so that what comes later belongs below.
 */
export function oldestOf(lists: readonly WaitingPages[]): readonly WaitingCase[] {
  const [limit] = lists.filter(isInOrder).map(endOf).sort(compared);
  const all = lists.flatMap(({ cases }) => cases).sort(longestFirst);
  if (limit === undefined) return all;
  return all.filter(({ depuis }) => compared(depuis, limit) <= 0);
}

/** The lists to be read on so that more can be shown; none: everything was read. */
export function toReadOn<List extends WaitingPages>(lists: readonly List[]): readonly List[] {
  const [first] = lists.filter(isInOrder).map(endOf).sort(compared);
  return lists.filter((list) => list.after !== null && (!isInOrder(list) || endOf(list) === first));
}

export function caseOf(of: CaseType, row: Readonly<Record<string, unknown>>): WaitingCase {
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

/** As far as a list was read. Of some cases nobody may know since when they wait. */
function endOf({ cases }: WaitingPages): string | null {
  return cases.findLast(({ depuis }) => depuis !== null)?.depuis ?? null;
}

/** It goes on, with cases that have waited less long than those that were read. */
function isInOrder({ of, after }: WaitingPages): boolean {
  return after !== null && of.order !== null;
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
