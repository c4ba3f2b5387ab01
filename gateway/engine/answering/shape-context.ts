import type { BadInput } from '../fetching/bad-input.js';
import type { JsonBytes } from '../json/json-bytes.js';
import type { FaultMarks } from '../running/fault-marks.js';

/** So many faults of one answer are told; an answer with more is useless anyway. */
const mostFaults = 100;

/** A value that a subgraph failed to give, as the caller is told of it. */
export interface ToldFault {
  /** null: no field of the caller's stands for it. */
  readonly path: readonly (string | number)[] | null;
  /** What the subgraph refused of the caller's; null: that is not why. */
  readonly badInput: BadInput | null;
}

/** What shaping one answer needs and leaves behind. */
export class ShapeContext {
  /** Response keys and indexes from the root to where the shape stands. */
  readonly path: (string | number)[] = [];
  /** Where a value of a subgraph is missing or wrong. */
  readonly told: ToldFault[] = [];

  constructor(
    /** Where the answer is written. */
    readonly out: JsonBytes,
    readonly faults: FaultMarks,
    /** JSON text by response key of the root introspection fields. */
    readonly introspection: ReadonlyMap<string, string>,
  ) {}

  /** @param below the path, where the fault is not at the value that stands there. */
  fault(below: readonly (string | number)[] = [], badInput: BadInput | null = null): void {
    if (this.told.length >= mostFaults) return;
    this.told.push({ path: [...this.path, ...below], badInput });
  }
}
