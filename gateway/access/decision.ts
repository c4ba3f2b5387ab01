import type { DocumentNode } from 'graphql';
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

/** What access decided for one operation and one set of rights: a value, cacheable under `key`. */
export interface Decision {
  /**
   * Distinguishes all decisions of one operation: which of its needs the caller meets, and which
   * guarded inputs its variables use without the right.
   */
  readonly key: string;
  readonly refusals: readonly Refusal[];
  /**
   * The caller's selection with the refused fields marked (all that stands below a refused field or
   * fragment too). Shape answers from this.
   */
  readonly tree: OperationTree;
  /**
   * What may be executed: the refused selections, and the fragments and variables left without use,
   * removed; the caller's own response keys. An object that lost children also asks `__typename`
   * under `placeholderKey`, so that planning still reaches it. null: nothing is left to execute.
   */
  readonly restricted: DocumentNode | null;
  /** Names of the variables that must not travel, since only refused selections use them. */
  readonly droppedVariables: ReadonlySet<string>;
  /**
   * A mutation, or `rejectUnauthorized`: one refusal that counts for the request's variables and
   * nothing may run. Ask `isBlocked` with the variables before executing.
   */
  readonly allOrNothing: boolean;
}

/** Response key of the `__typename` that stands in for refused children. No caller can use it. */
export const placeholderKey = '__place';
