import { parse, type GraphQLSchema } from 'graphql';
import { composeSupergraph } from '../../schema/compose/compose-supergraph.js';
import type { AccessRules } from '../../schema/rules/access-rules.js';
import { withInputGuards } from './input-guards.js';

export interface Composed {
  readonly supergraphSdl: string;
  readonly rules: AccessRules;
  readonly schema: GraphQLSchema;
}

export interface ComposedSubgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** The subgraphs of a scenario with its guards written in. */
export function subgraphsOf(
  sdls: ReadonlyMap<string, string>,
  guards: Readonly<Record<string, string>> = {},
  urlOf: (name: string) => string = (name) => `http://${name}.test/graphql`,
): readonly ComposedSubgraph[] {
  return [...sdls].map(([name, sdl]) => ({
    name,
    url: urlOf(name),
    sdl: withInputGuards(sdl, guards),
  }));
}

/** What `schema compose` does, without the lints that `ALLOW_UNCLASSIFIED` waives; or fault codes. */
export function composeSubgraphs(subgraphs: readonly ComposedSubgraph[]): Composed | string[] {
  const composition = composeSupergraph(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, sdl, document: parse(sdl) })),
    { allowUnclassified: true },
  );
  if ('faults' in composition) return composition.faults.map(({ code }) => code);
  const { sdl, rules, apiSchema } = composition.supergraph;
  return { supergraphSdl: sdl, rules, schema: apiSchema };
}
