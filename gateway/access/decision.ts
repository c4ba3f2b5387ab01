import type { DocumentNode } from 'graphql';
import type { Condition, OperationTree } from './operation-tree.js';

/** One refused selection. */
export interface Refusal {
  /** Response keys up to the refused field, aliases included, without indexes. */
  readonly path: readonly string[];
  /** `Type.field`. Never leaves the process except to the journal. */
  readonly coordinate: string;
  /** The selection counts for a request when any of these conjunctions holds; [[]] = always. */
  readonly occurrences: readonly (readonly Condition[])[];
}

/** What access decided for one operation and one set of rights: a value, cacheable under `key`. */
export interface Decision {
  /**
   * Distinguishes all decisions of one operation: the part of the caller's rights that the
   * operation needs, and the input guards that its variables broke.
   */
  readonly key: string;
  readonly refusals: readonly Refusal[];
  /** The caller's selection with the refused fields marked. Shape answers from this. */
  readonly tree: OperationTree;
  /**
   * What may be executed: the refused selections, and the fragments and variables left without use,
   * removed; the caller's own response keys. null: nothing is left, or nothing may be executed
   * (a mutation with a refusal, `rejectUnauthorized`).
   */
  readonly restricted: DocumentNode | null;
  /** Names of the variables that must not travel, since only refused selections use them. */
  readonly droppedVariables: ReadonlySet<string>;
}
