import type { Cancellation } from '../fetching/cancellation.js';
import type { AnnouncedFetch } from '../fetching/announced-fetch.js';
import type { AskedOperator } from '../merging/partitioned-request.js';
import type { KeptAnswers } from './kept-answers.js';
import type { PlanReport } from './plan-report.js';

/** What the caller is to those who operate one subgraph together. */
interface CallerAtOperators {
  readonly operators: readonly AskedOperator[];
  /** null: nobody known. */
  readonly signataire: string | null;
  /** The caller's own among them; null: it operates nothing here. */
  readonly own: string | null;
}

/** For whom fetches run. */
export interface FetchRequest {
  /** As the caller sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the gateway sends to this subgraph: content type, its own token and what it announces. */
  readonly headersFor: (
    subgraph: string,
    announced: AnnouncedFetch,
  ) => Readonly<Record<string, string>>;
  /** By which the journal knows the request; subgraphs are told. */
  readonly requestId: string;
  /** Passed on to subgraphs; null, not given: none. */
  readonly traceparent?: string | null;
  /** What it sends to each operator of a subgraph that several operate. */
  readonly operatorsOf?: (subgraph: string) => CallerAtOperators;
  /** Of the caller: what is under way for nobody is ended. null: somebody always waits. */
  readonly cancellation: Cancellation | null;
  /** Told of every failed fetch; must not throw. */
  readonly onFailure: (subgraph: string, error: unknown) => void;
  /** Told how long each fetch took, in milliseconds, however it ended. */
  readonly onFetched?: (subgraph: string, milliseconds: number) => void;
  /** Told of every fetch; null: the caller did not ask how it is served. */
  readonly report: PlanReport | null;
  /** Whose kept values it may use (`KeptEntities`); null, not given: nobody's. */
  readonly signataire?: string | null;
  /** Takes what some subgraphs answer; absent: nothing is kept. */
  readonly kept?: KeptAnswers | null;
}
