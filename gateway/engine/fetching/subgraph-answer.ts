import { readBadInput, someBadInput, type BadInput } from './bad-input.js';
import { clientCertificateStatus } from '../../../schema/contract/client-certificate.js';
import { isRecord } from '../../../schema/is-record.js';
import { parseExact } from '../json/exact-numbers.js';
import { mostErrors, mostUnasked, OutOfBounds } from './answer-limits.js';
import { ProtocolFault } from './response-parser.js';

/** What the subgraph will not take, whoever sends it: the caller asked too much at once. */
const tooMuch: ReadonlySet<number> = new Set([413, 414, 431]);
const refusing: ReadonlySet<number> = new Set([
  401,
  403,
  clientCertificateStatus.wanted,
  clientCertificateStatus.refused,
]);
const passingStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

/** Why a subgraph gave no usable answer. For the log only; callers see one masked error. */
export class SubgraphFailure extends Error {
  override readonly name = 'SubgraphFailure';
  /** A status that says "not now": the same request may well succeed. */
  readonly passing: boolean;
  /**
   * Transport faults and 5xx: whoever asks meets them. Anything else may be the doing of this one
   * request, and must not cut the others off.
   */
  readonly outOfOrder: boolean;
  /** Of the HTTP answer, where there was one. */
  readonly status: number | null;
  /** What the partner calls the fault. */
  readonly reference: string | null;

  constructor(
    readonly subgraph: string,
    readonly reason:
      | 'unreachable'
      | 'timeout'
      | 'status'
      | 'garbage'
      | 'html'
      | 'too-large'
      | 'out-of-bounds'
      | 'circuit-open'
      | 'busy'
      | 'aborted',
    options?: { cause?: unknown; status?: number; reference?: string | null },
  ) {
    super(
      `subgraph ${subgraph}: ${reason}${options?.status ? ` ${options.status}` : ''}`,
      options?.cause === undefined ? undefined : { cause: options.cause },
    );
    const { status = null, cause, reference = null } = options ?? {};
    this.status = status;
    this.reference = reference;
    this.passing = passingStatuses.has(status ?? 0);
    this.outOfOrder =
      reason === 'unreachable' ||
      reason === 'timeout' ||
      (status ?? 0) >= 500 ||
      cause instanceof ProtocolFault;
  }
}

/** An answer that holds errors: what it brought is used, and the partner is to be told of the rest. */
export class AnswerWithErrors extends Error {
  override readonly name = 'AnswerWithErrors';

  constructor(
    readonly status: number,
    readonly reference: string | null,
  ) {
    super('a subgraph answered with errors');
  }
}

/** Nobody was asked: no plan leads to what the caller wants. */
export class NoPlan extends Error {
  override readonly name = 'NoPlan';
}

/** One of several operators is at an older version of the schema: what it lacks is null there. */
export class NotServedYet extends Error {
  override readonly name = 'NotServedYet';

  constructor() {
    super('an operator does not serve yet what was asked');
  }
}

/** An answer that fits no schema: a value of another kind, or a null where none may be. */
export class InvalidValue extends Error {
  override readonly name = 'InvalidValue';

  constructor() {
    super('a subgraph answered a value that its schema does not allow');
  }
}

export interface SubgraphAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly SubgraphError[];
  /** Of HTTP. */
  readonly status: number;
}

export interface SubgraphError {
  readonly path: readonly (string | number)[] | null;
  /** The subgraph refuses a value of the caller's; null: it does not say so. */
  readonly badInput: BadInput | null;
  /** What the partner calls it; null: it gave no name. */
  readonly reference: string | null;
}

/** It was asked for what its schema does not have: nothing was done. */
export function isUnknownToIt({ data, status, errors }: SubgraphAnswer): boolean {
  return data === null && status === 400 && errors.every(({ badInput }) => badInput === null);
}

/** Whether the subgraph would not take so much at once: the caller's matter, and nobody's fault. */
export function isTooMuch({ status }: { readonly status: number | null }): boolean {
  return tooMuch.has(status ?? 0);
}

/** What the caller is told then: its input is refused. */
export function refusedInput(status: number): SubgraphAnswer {
  return { data: null, errors: [{ path: null, badInput: someBadInput, reference: null }], status };
}

/**
 * @param exact a value of the data may be a number whose every digit counts.
 * @throws SubgraphFailure for what is no answer of GraphQL.
 */
export function parseAnswer(
  subgraph: string,
  status: number,
  text: string,
  exact = false,
): SubgraphAnswer {
  // Whatever it says beside: the request was too large for it, and that is what the caller is told.
  if (isTooMuch({ status })) throw new SubgraphFailure(subgraph, 'status', { status });
  const parsed = parseJson(subgraph, status, text, exact);
  if (!isRecord(parsed))
    throw new SubgraphFailure(subgraph, status >= 400 ? 'status' : 'garbage', { status });
  const { data, errors } = parsed;
  const unborne = unborneIn(parsed);
  if (unborne) throw new SubgraphFailure(subgraph, 'out-of-bounds', { cause: unborne, status });
  const listed = readErrors(errors);
  // It refuses our token or certificate: whatever else it says, it answered nobody's question.
  if (refusing.has(status)) {
    const reference = listed.find((error) => error.reference !== null)?.reference ?? null;
    throw new SubgraphFailure(subgraph, 'status', { status, reference });
  }
  if (isRecord(data)) return { data, errors: listed, status };
  if ((data === null || data === undefined) && listed.length > 0) {
    return { data: null, errors: listed, status };
  }
  throw new SubgraphFailure(subgraph, 'garbage', { status });
}

/** What an answer that was not large enough to be judged by its bytes holds too much of, beside its data. */
function unborneIn(answer: Readonly<Record<string, unknown>>): OutOfBounds | null {
  if (Object.keys(answer).length > mostUnasked) return new OutOfBounds('unasked');
  const { errors } = answer;
  return Array.isArray(errors) && errors.length > mostErrors ? new OutOfBounds('errors') : null;
}

function parseJson(subgraph: string, status: number, text: string, exact: boolean): unknown {
  try {
    // A byte order mark is no part of the text (RFC 8259, §8.1).
    const json = text.startsWith('\ufeff') ? text.slice(1) : text;
    return exact ? parseExact(json) : JSON.parse(json);
  } catch {
    // The parser's own message quotes the text: it goes nowhere.
    const reason = /^\s*</.test(text) ? 'html' : 'garbage';
    throw new SubgraphFailure(subgraph, reason, { status });
  }
}

/** `errors` that are no list, an object or a text say, still tell of one. */
function readErrors(errors: unknown): SubgraphError[] {
  if (errors === undefined || errors === null) return [];
  return Array.isArray(errors) ? errors.map(readError) : [readError(errors)];
}

function readError(error: unknown): SubgraphError {
  const { path, extensions } = isRecord(error) ? error : {};
  const usable =
    Array.isArray(path) &&
    path.length > 0 &&
    path.every((step) => typeof step === 'string' || typeof step === 'number');
  const said = isRecord(extensions) ? extensions : {};
  const { reference } = said;
  return {
    path: usable ? path : null,
    badInput: readBadInput(said),
    // The partner's words go into our log only where they can be nothing but a name.
    reference:
      typeof reference === 'string' && /^[\dA-Fa-f-]{8,40}$/.test(reference) ? reference : null,
  };
}
