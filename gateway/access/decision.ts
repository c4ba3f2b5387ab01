import type { Condition, OperationTree } from './operation-tree.js';

/** One refused path: the error the caller gets. */
export interface Refusal {
  /**
   * Response keys up to the refused field, aliases included, without indexes. A refused fragment
   * has the path of the field that holds it; a refused root type the empty path.
   */
  readonly path: readonly string[];
  /**
   * What was refused there: `Type.field`, or `Type` for a fragment or a root type. Never leaves the
   * process except to the journal.
   */
  readonly coordinates: readonly string[];
  /** The selection counts for a request when any of these conjunctions holds; [[]] = always. */
  readonly occurrences: readonly (readonly Condition[])[];
}

/** What access decided for one operation and one set of rights: a value, cacheable under `decisionKey`. */
export interface Decision {
  readonly refusals: readonly Refusal[];
  /**
   * The caller's selection with the refused fields marked (all that stands below a refused field or
   * fragment too). What is fetched and what is answered are both read from it.
   */
  readonly tree: OperationTree;
  /**
   * A mutation, or `rejectUnauthorized`: one refusal that counts for the request's variables and
   * nothing may run. Ask `isBlocked` with the variables before executing.
   */
  readonly allOrNothing: boolean;
}
