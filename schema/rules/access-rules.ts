/**
 * What one element demands. Every part that is present must be met (AND). `scopes` and `policies`:
 * the outer list is OR, the inner AND, never empty.
 */
export interface Rule {
  readonly authenticated: boolean;
  readonly scopes: readonly (readonly string[])[] | null;
  readonly policies: readonly (readonly string[])[] | null;
}

/** The rules written in a supergraph, as written: nothing inherited or propagated yet. */
export interface AccessRules {
  /** By type name (objects, scalars, enums). */
  readonly types: ReadonlyMap<string, Rule>;
  /** By coordinate `Type.field`. */
  readonly fields: ReadonlyMap<string, Rule>;
  /**
   * What an input reads (`@readsField`): input coordinate → field coordinates. Input coordinates are
   * `Type.field(argument:)`, `InputType.field` and `EnumType.VALUE`.
   */
  readonly reads: ReadonlyMap<string, readonly string[]>;
}

/** What a caller holds. `scopes` is empty unless `authenticated`. */
export interface Rights {
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
}
