import { GraphQLError, type GraphQLErrorExtensions, type GraphQLFormattedError } from 'graphql';
import { unwrapResolverError } from '@apollo/server/errors';
import { ArgumentValidationError } from 'type-graphql';
import { requestFault } from './request-faults.js';

/** What the log keeps of an unexpected error: enough to find the place, nothing of the data. */
export interface ErrorRecord {
  readonly reference: string;
  readonly name: string;
  readonly code?: string;
  /** `Type.field`, where it happened. */
  readonly field?: string;
  readonly frames: readonly string[];
}

/**
 * How errors leave: the caller's own faults as they are, without the input they carried; anything
 * unexpected as one sentence and an id that `record` receives too.
 */
export function createFormatError(
  newId: () => string,
  record: (error: ErrorRecord) => void,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const original = unwrapResolverError(error);
    const where = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    };
    if (original instanceof ArgumentValidationError) {
      const champs = original.extensions.validationErrors.map(({ property }) => property);
      return {
        message: `Valeur refusée pour : ${champs.join(', ')}.`,
        ...where,
        extensions: { code: 'BAD_USER_INPUT', champs },
      };
    }
    // A scalar that refuses a literal does so in validation: the input is at fault, not the document.
    const said = refusedByScalar(error) ?? formatted.extensions ?? {};
    const { code } = said;
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
      // Without a path nothing was run: the sentence is graphql-js's own.
      const isOwn = formatted.path !== undefined || !ofRequests.has(code);
      const message = isOwn ? formatted.message : requestFault(formatted.message);
      return { message, ...where, extensions: ofInput(said) };
    }
    const id = newId();
    record(describe(id, original, fieldOf(formatted)));
    return {
      message: `Erreur interne du sous-graphe (référence ${id}).`,
      ...where,
      extensions: { code: 'INTERNAL', reference: id },
    };
  };
}

const ofRequests = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/** A line of a stack, and no line of a message. */
const frame = /^ {4}at (?:.+ \()?(?:async )?(?:file:|node:|\/|<anonymous>).*\)?$/;

/** The response keys of the path, without the indexes: aliases are the gateway's own. */
function fieldOf({ path }: GraphQLFormattedError): string | null {
  return path ? path.filter((step) => typeof step === 'string').join('.') : null;
}

function refusedByScalar(error: unknown): GraphQLErrorExtensions | null {
  if (!(error instanceof GraphQLError)) return null;
  const { originalError } = error;
  if (!(originalError instanceof GraphQLError)) return null;
  const { extensions } = originalError;
  return extensions['code'] === 'BAD_USER_INPUT' ? extensions : null;
}

/** Of what an error holds beside its message, what may leave with it: why a value is refused, not which. */
function ofInput({ code, raison, maximum }: GraphQLErrorExtensions): GraphQLErrorExtensions {
  return {
    code,
    ...(typeof raison === 'string' && { raison }),
    ...(typeof maximum === 'number' && { maximum }),
  };
}

/** INVARIANT: no message. A parser, an enum and a database all quote the value they choked on. */
function describe(reference: string, error: unknown, field: string | null): ErrorRecord {
  if (!(error instanceof Error)) return { reference, name: typeof error, frames: [] };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => frame.test(line));
  return {
    reference,
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(field === null ? {} : { field }),
    frames: frames.slice(0, 12).map((line) => line.trim()),
  };
}
