/**
 * What one element demands. Every part that is present must be met (AND). `scopes` and `policies`:
 * the outer list is OR, the inner AND, never empty.
 */
export interface Rule {
  readonly authenticated: boolean;
  readonly scopes: readonly (readonly string[])[] | null;
  readonly policies: readonly (readonly string[])[] | null;
}

/**
 * The rules written in a supergraph. Composition also writes onto an interface what its implementers
 * demand; that copy is left out, since it is derived anew. A rule an interface has of its own
 * (`@interfaceObject`) stands on every implementer.
 */
export interface AccessRules {
  /** By type name (objects, scalars, enums). */
  readonly types: ReadonlyMap<string, Rule>;
  /** By coordinate `Type.field`, of object types. */
  readonly fields: ReadonlyMap<string, Rule>;
  /**
   * What an input reads (`@readsField`): input coordinate → field coordinates. Input coordinates are
   * `Type.field(argument:)`, `InputType.field` and `EnumType.VALUE`.
   */
  readonly reads: ReadonlyMap<string, readonly string[]>;
}

/** What a caller holds. `scopes` count only if `authenticated`. */
export interface Rights {
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
}

/** Every reason for which a rule set is refused. */
type RuleFaultCode =
  | 'NOT_SERVED'
  | 'RULE_EMPTY'
  | 'RULE_WRONG_DEPTH'
  | 'RULE_DROPPED'
  | 'RULE_NOT_LINKED'
  | 'READS_UNKNOWN_FIELD'
  | 'READS_DROPPED'
  | 'IRREVOCABLE_DROPPED'
  | 'CACHE_CONTROL_DROPPED'
  | 'CACHE_CONTROL_PROTECTED'
  | 'CACHE_CONTROL_INVALID'
  | 'ROW_RULED_BY_ANOTHER'
  | 'ROW_RULED_WITHOUT_KEY'
  | 'MERGE_UNDECLARED'
  | 'MERGE_INVALID'
  | 'FIELD_UNCLASSIFIED'
  | 'FIELD_MUST_BE_NULLABLE'
  | 'INPUT_UNGUARDED';

/** One reason to refuse a rule set. `message` says what to do, for the subgraph's engineers. */
export interface RuleFault {
  readonly code: RuleFaultCode;
  /** Where: a schema coordinate; null when the fault is of the whole schema. */
  readonly coordinate: string | null;
  readonly message: string;
}
