import { GraphQLError } from 'graphql';

/** What may be wrong with a value: the gateway knows these, and says them in its own words. */
export type BadInputReason = 'TAILLE_DE_PAGE' | 'CURSEUR' | 'TRI' | 'DATE' | 'HORODATAGE';

/**
 * An error that tells the caller, in French, what to change in the request.
 * @param maximum of a size, where that is what is wrong.
 */
export function badInput(message: string, raison?: BadInputReason, maximum?: number): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code: 'BAD_USER_INPUT',
      ...(raison !== undefined && { raison }),
      ...(maximum !== undefined && { maximum }),
    },
  });
}
