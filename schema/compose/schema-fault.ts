/** One reason for which a supergraph is refused. `message` says where, and what to do. */
export interface SchemaFault {
  /** A code of composition, of schema/rules, or one of this folder's own. */
  readonly code: string;
  readonly message: string;
}

/** One line for a terminal, `[CODE] message`. */
export function printFault({ code, message }: SchemaFault): string {
  return `[${code}] ${message}`;
}
