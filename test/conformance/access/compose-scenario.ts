import { composeServices } from '@apollo/composition';
import { parse, print, type GraphQLSchema } from 'graphql';
import { Supergraph } from '@apollo/federation-internals';
import { readRules } from '../../../schema/rules/read-rules.js';
import { droppedRules, lintSubgraph } from '../../../schema/rules/lint-subgraphs.js';
import { stripRules } from '../../../schema/rules/strip-rules.js';
import type { AccessRules } from '../../../schema/rules/access-rules.js';
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

/** Composition and the faults that always refuse; the codes of the faults, if there are any. */
export function composeSubgraphs(subgraphs: readonly ComposedSubgraph[]): Composed | string[] {
  const documents = subgraphs.map(({ name, url, sdl }) => ({ name, url, document: parse(sdl) }));
  const before = documents.flatMap(({ name, document }) => lintSubgraph(name, document));
  if (before.length > 0) return before.map(({ code }) => code);
  const result = composeServices(
    documents.map(({ name, url, document }) => ({ name, url, typeDefs: document })),
  );
  if (result.errors) return result.errors.map(({ extensions }) => String(extensions.code));
  const supergraph = parse(result.supergraphSdl);
  const { rules, faults } = readRules(supergraph);
  const after = [...faults, ...droppedRules(documents, rules, supergraph)];
  if (after.length > 0) return after.map(({ code }) => code);
  const schema = Supergraph.build(print(stripRules(supergraph)))
    .apiSchema()
    .toGraphQLJSSchema();
  return { supergraphSdl: result.supergraphSdl, rules, schema };
}
