import { coversRight, type FieldRight } from './field-right.js';
import type { RightsTable } from './rights-table.js';

type Effet = 'gagné' | 'perdu' | 'élargi' | 'réduit' | 'modifié' | 'reclassé';

/** What one signatory wins or loses on one field. */
export interface RightChange {
  readonly signataire: string;
  readonly subject: string;
  readonly before: FieldRight | null;
  readonly after: FieldRight | null;
  readonly effet: Effet;
}

/** By signatory, then by field, in the order of the newer version. */
export function rightsChanges(
  before: RightsTable,
  after: RightsTable,
  signataires: Iterable<string>,
): readonly RightChange[] {
  const subjects = new Set([...after.keys(), ...before.keys()]);
  return [...new Set(signataires)].flatMap((signataire) =>
    [...subjects].flatMap((subject): RightChange[] => {
      const old = before.get(subject)?.get(signataire) ?? null;
      const now = after.get(subject)?.get(signataire) ?? null;
      const effet = effetOf(old, now);
      return effet ? [{ signataire, subject, before: old, after: now, effet }] : [];
    }),
  );
}

function effetOf(before: FieldRight | null, after: FieldRight | null): Effet | null {
  if (!before || !after) return before ? 'perdu' : after ? 'gagné' : null;
  const keeps = coversRight(after, before);
  const addsNothing = coversRight(before, after);
  if (keeps && addsNothing) return before.classe === after.classe ? null : 'reclassé';
  if (keeps) return 'élargi';
  return addsNothing ? 'réduit' : 'modifié';
}
