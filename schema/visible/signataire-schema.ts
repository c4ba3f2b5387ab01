import type { GraphQLSchema } from 'graphql';
import { compileAccessModel } from '../rules/access-model.js';
import { visibleSchema } from './visible-schema.js';
import type { Convention } from '../convention/convention.js';
import { effectiveRights } from '../convention/effective-rights.js';
import type { ReadSupergraph } from '../compose/compose-supergraph.js';

/**
 * The schema that a signatory may select with a token of all its scopes, as introspection shows it.
 * @param request purposes declared (null: all that the convention knows), and the ISO date.
 */
export function signataireSchema(
  { apiSchema, rules }: ReadSupergraph,
  convention: Convention,
  signataire: string,
  request: { readonly finalites: readonly string[] | null; readonly on: string },
): GraphQLSchema {
  const every = convention.acces.flatMap(({ finalites }) => finalites ?? []);
  const { authenticated, droits, politiques } = effectiveRights(convention, signataire, {
    scopes: null,
    finalites: request.finalites ?? every,
    // Noon: the same day in France whatever the season.
    at: new Date(`${request.on}T12:00:00Z`),
  });
  return visibleSchema(apiSchema, compileAccessModel(apiSchema, rules), {
    authenticated,
    scopes: new Set(Object.keys(droits)),
    policies: new Set(politiques),
  });
}
