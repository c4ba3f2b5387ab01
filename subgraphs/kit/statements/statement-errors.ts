import { GraphQLError } from 'graphql';

/** Longer than a statement may take: the caller can ask for less. */
export function tooSlow(): GraphQLError {
  return new GraphQLError(
    'La demande prend trop de temps chez ce partenaire : restreignez-la (filtre, période, moins de listes à la fois), puis renouvelez-la.',
    { extensions: { code: 'DELAI_DEPASSE' } },
  );
}

/** Every place for lists has been taken for as long as a statement may take. */
export function busy(): GraphQLError {
  return new GraphQLError(
    'Trop de listes sont en cours de lecture chez ce partenaire : renouvelez la demande dans quelques instants.',
    { extensions: { code: 'OCCUPE' } },
  );
}

/** The database does not answer. Nothing of the request can be served: the whole answer is a 503. */
export function unavailable(): GraphQLError {
  return new GraphQLError(
    'La base de données de ce partenaire ne répond pas : renouvelez la demande dans quelques instants.',
    { extensions: { code: 'INDISPONIBLE', http: { status: 503 } } },
  );
}

/** Nobody reads this any more. */
export function callerGone(): GraphQLError {
  return new GraphQLError('La demande a été abandonnée par l’appelant.', {
    extensions: { code: 'ABANDON' },
  });
}

/** Statement or query timeout of MariaDB and MySQL, query interrupted, lock wait timeout. */
const slow: ReadonlySet<number> = new Set([1969, 3024, 1317, 1205]);

const lost: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'ER_CON_COUNT_ERROR',
  'ER_CONNECTION_KILLED',
  'ER_SERVER_SHUTDOWN',
]);

/** What a driver's error means to a caller; any other error as it is. */
export function explainFailure(error: unknown): unknown {
  const { driverError } = error as { driverError?: unknown };
  const { code = '', errno = 0 } = (driverError ?? error) as { code?: string; errno?: number };
  if (slow.has(errno)) return tooSlow();
  return lost.has(code) ? unavailable() : error;
}
