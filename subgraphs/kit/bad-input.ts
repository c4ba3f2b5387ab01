import { GraphQLError } from 'graphql';

/** An error that tells the caller, in French, what to change in the request. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
