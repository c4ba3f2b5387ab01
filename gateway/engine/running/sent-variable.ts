/** A variable of a request to a subgraph, and where its value comes from. */
export interface SentVariable {
  /** As the subgraph's request names it. */
  readonly sentName: string;
  /** JSON text of its key: `"name":`. */
  readonly start: string;
  /** As the caller names it. */
  readonly name: string;
  /** JSON of a value that stands in the operation itself; null: the caller gives it. */
  readonly constant: string | null;
  /** JSON of what is sent where the caller gives nothing; null: nothing. */
  readonly fallback: string | null;
}
