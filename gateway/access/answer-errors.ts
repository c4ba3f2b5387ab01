import type { Refusal } from './decision.js';

/** Where refusals are told: among the errors, in `extensions.authorizationErrors`, or nowhere. */
export type AuthorizationErrors = 'errors' | 'extensions' | 'disabled';

/** One refusal as the caller reads it. Absent `path`: the operation as a whole. */
export interface AuthorizationError {
  readonly message: string;
  readonly path?: readonly string[];
  readonly extensions: {
    readonly code: 'UNAUTHORIZED_FIELD_OR_TYPE';
    readonly affectedPath: string;
  };
}

/** The same text for all: it names no rule, no scope and no type. */
const message = 'Accès refusé à cette donnée.';

export function authorizationErrors(included: readonly Refusal[]): readonly AuthorizationError[] {
  return included.map(({ path }) => ({
    message,
    ...(path.length > 0 && { path }),
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', affectedPath: path.join('.') },
  }));
}
