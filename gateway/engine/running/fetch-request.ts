import type { Cancellation } from '../fetching/cancellation.js';
import type { PlanReport } from './plan-report.js';

/** For whom fetches run. */
export interface FetchRequest {
  /** As the caller sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the gateway sends to this subgraph: content type and its own token. */
  readonly headersFor: (subgraph: string) => Readonly<Record<string, string>>;
  /** Of the caller: what is under way for nobody is ended. null: somebody always waits. */
  readonly cancellation: Cancellation | null;
  /** Told of every failed fetch; must not throw. */
  readonly onFailure: (subgraph: string, error: unknown) => void;
  /** Told how long each fetch took, in milliseconds, however it ended. */
  readonly onFetched?: (subgraph: string, milliseconds: number) => void;
  /** Told of every fetch; null: the caller did not ask how it is served. */
  readonly report: PlanReport | null;
}
