import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { ResponseKeys } from '../access/fetched-document.js';
import type { Confirmations } from './planning/confirmations.js';
import type { CompiledPlan } from './running/compile-plan.js';
import type { SubgraphConnections } from './fetching/subgraph-client.js';
import type { FetchRequest } from './running/fetch-request.js';
import type { PlanOutcome } from './running/run-plan.js';

/**
 * How documents are fetched, of one supergraph. The seam between our engine and the stock gateway:
 * what may be fetched is decided before it, how the answer looks behind it.
 */
export interface Execution {
  /** What callers write operations against. */
  readonly apiSchema: GraphQLSchema;
  /** What must stand in the data of objects whose owner has to confirm them. */
  readonly confirmations: Confirmations;
  /** The keys under which the data of one operation comes back. */
  responseKeys(): ResponseKeys;
  /**
   * @param document what is to be fetched, under `responseKeys`.
   * @param signatory in whose turn it is planned; null: nobody known.
   * @throws PlanningExceeded, PlanningBusy
   */
  prepare(document: DocumentNode, signatory: string | null): Promise<PreparedFetches>;
  /** How each subgraph is reached at the moment; none where that is not known. */
  connections(): readonly SubgraphConnections[];
  /** Another version is in force: nothing is kept ready for what may still be asked of this one. */
  retire(): void;
  close(): Promise<void>;
}

/** The fetches of one document, ready to run for anybody. */
export interface PreparedFetches {
  /** For who asks how an operation is served; null: it is not known. */
  readonly plan: CompiledPlan | null;
  /** A root field that no fetch brings: the operation cannot be answered. */
  readonly unservable: boolean;
  /** What they take of memory, in bytes: an estimate on the safe side. */
  readonly size: number;
  run(request: FetchRequest): Promise<PlanOutcome>;
}
