import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** Names of the schema and of the document; never a value. */
const forms: readonly RegExp[] = [
  /^Cannot query field "\w+" on type "\w+"\./,
  /^Unknown (?:type|directive|fragment) "@?\w+"\./,
  /^Unknown argument "\w+" on field "[\w.]+"\./,
  /^Field "\w+" must not have a selection/,
  /^Field "\w+" of type "[\w[\]!]+" must have a selection of subfields\./,
  /^Variable "\$\w+" (?:is not defined|is never used|of type "[\w[\]!]+" used in position)/,
  /^Variable "\$\w+" got invalid value/,
];

/**
 * What is told of a document or of variables that graphql-js refuses before anything is run. Its own
 * sentences quote the literal or the variable's value that they choked on.
 */
export function requestFault(message: string): string {
  for (const form of forms) {
    const named = form.exec(message)?.[0];
    if (named !== undefined) return named;
  }
  return /^Syntax Error/.test(message)
    ? 'Syntax Error: the document cannot be read.'
    : 'The document or a value in it does not fit the schema.';
}

/** What could not be read as a request: in the form of every other error, without its text. */
export async function answerUnreadable(
  { statusCode = 500 }: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const isTheirs = statusCode >= 400 && statusCode < 500;
  const error = {
    message: isTheirs ? 'La demande ne se lit pas.' : 'Erreur interne du sous-graphe.',
    extensions: { code: isTheirs ? 'BAD_REQUEST' : 'INTERNAL' },
  };
  await reply.code(isTheirs ? statusCode : 500).send({ errors: [error] });
}
