import type { HoldingTerritory, Territoire } from '../../../schema/contract/territoire.js';
import type { AccessModel } from '../../../schema/rules/access-model.js';
import type { MergedField, Merging } from '../../../schema/rules/merging.js';

/** One of several who operate a subgraph, each with rows of its own. */
export interface Operator {
  /** The signatory's. */
  readonly id: string;
  /** As people know it. */
  readonly name: string;
  readonly url: string;
  /** Where it acts, by which a place is told to be its own. */
  readonly territoire: Territoire;
  /** It does the acts that are a caller's own for those who operate nothing. */
  readonly common?: boolean;
}

/** The subgraphs that several operate, and what is declared of merging their answers. */
export interface Partitions {
  /** By subgraph. */
  readonly operators: ReadonlyMap<string, readonly Operator[]>;
  readonly merging: Merging;
  /** What seals the cursors of merged pages: 32 bytes. */
  readonly cursorKey: Buffer;
}

/** What must be known to merge the answers for one subgraph. */
export interface MergedSubgraph {
  readonly name: string;
  /** Coordinate → how it is merged. */
  readonly fields: ReadonlyMap<string, MergedField>;
  readonly orders: Merging['orders'];
  /** Entities that all operators have, with the field of their key. */
  readonly sharedTypes: ReadonlyMap<string, string>;
  /** Entities whose rows each have one operator, with the field of their key. */
  readonly heldTypes: ReadonlyMap<string, string>;
  /** Those of them whose rows not every operator can have. */
  readonly placedTypes: ReadonlyMap<string, HoldingTerritory>;
  readonly model: AccessModel;
}
