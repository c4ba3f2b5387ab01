/** Every code an answer can carry. Closed: an unknown error leaves as `INTERNAL`. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'ISSUER_KEYS_UNAVAILABLE'
  | 'UNAUTHORIZED_FIELD_OR_TYPE'
  | 'BAD_REQUEST'
  | 'OPERATION_TOO_LARGE'
  | 'BUDGET_EXHAUSTED'
  | 'PLANNING_EXCEEDED'
  | 'PLANNING_BUSY'
  | 'ORIGIN_NOT_ALLOWED'
  | 'DOCUMENT_NOT_FOUND'
  | 'DOCUMENT_REQUIRED'
  | 'DOWNSTREAM_SERVICE_ERROR'
  | 'PARTNER_BUSY'
  | 'PARTNER_UNAVAILABLE'
  | 'FIELD_NOT_SERVED'
  | 'JOURNAL_UNAVAILABLE'
  | 'RIGHTS_CHANGED'
  | 'INTERNAL';

/**
 * The one error class of the gateway. `message` is public, French and free of internals and of
 * personal data; what really happened goes into `cause`, which only the log sees.
 */
export class PasserelleError extends Error {
  override readonly name = 'PasserelleError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly httpStatus: number,
    private readonly options?: {
      readonly cause?: unknown;
      /** Seconds after which it is worth asking again. */
      readonly retryAfter?: number;
      /** Subgraphs that alone are why. */
      readonly partenaires?: readonly string[];
    },
  ) {
    super(message, options);
  }

  get retryAfter(): number | null {
    return this.options?.retryAfter ?? null;
  }

  get partenaires(): readonly string[] | null {
    return this.options?.partenaires ?? null;
  }
}
