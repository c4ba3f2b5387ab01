/** What the resolvers of `ville` know of the process that they run in. */
export interface VilleServices {
  /** The signatory that operates this part; null: one operates all of it. */
  readonly operator: string | null;
}
