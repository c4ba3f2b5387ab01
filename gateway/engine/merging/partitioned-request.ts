import type { Rights } from '../../../schema/rules/access-rules.js';
import type { AnnouncedFetch } from '../fetching/announced-fetch.js';
import type { Inflight } from '../fetching/attempt.js';
import type { ValueOf } from './call-arguments.js';
import type { MergedFetch } from './merged-fetch.js';

/** What the caller is to one operator. */
export interface AskedOperator {
  readonly operator: string;
  /** Only what concerns this operator's data. */
  readonly rights: Rights;
  readonly headersFor: (announced: AnnouncedFetch) => Readonly<Record<string, string>>;
}

/** One fetch for one caller. */
export interface PartitionedRequest {
  readonly fetch: MergedFetch;
  /** All of them, in whatever order; those that have nothing for the caller are not asked. */
  readonly operators: readonly AskedOperator[];
  /** The caller's signatory; null: nobody known. */
  readonly signataire: string | null;
  /** The caller's own operator; null: the caller operates nothing here. */
  readonly own: string | null;
  /** JSON, without braces, of those of the fetch's variables that are named. */
  readonly variables: (names: ReadonlySet<string>) => string;
  readonly valueOf: ValueOf;
  /** null: a root fetch. */
  readonly representations: readonly string[] | null;
  readonly inflight: Inflight;
  /** Lines of the head that every request has beside its headers. */
  readonly lines: string;
  /** Told of each operator that failed. */
  readonly onFailure: (operator: string, failure: unknown) => void;
  /** Told of each operator that does not serve some of what was asked yet. */
  readonly onUnserved: (operator: string, coordinates: readonly string[]) => void;
}
