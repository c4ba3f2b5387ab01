import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { parse, print, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { AccessRules } from '../rules/access-rules.js';
import { lintCacheControl } from '../rules/cacheable-fields.js';
import { irrevocableActs } from '../rules/irrevocable-acts.js';
import { lintRules } from '../rules/lint-rules.js';
import { lintUnserved } from '../rules/lint-unserved.js';
import { lintMerging } from '../rules/lint-merging.js';
import { lintRowRuled } from '../rules/lint-row-ruled.js';
import { droppedRules, lintSubgraph } from '../rules/lint-subgraphs.js';
import { readRules } from '../rules/read-rules.js';
import { rowRuledTypes } from '../rules/row-ruled.js';
import { stripRules } from '../rules/strip-rules.js';
import { supportedFeatures } from '../rules/supported-features.js';
import type { SubgraphDocument } from './read-subgraphs.js';
import type { SchemaFault } from './schema-fault.js';

/** A supergraph that passed composition and all lints. */
export interface ComposedSupergraph extends ReadSupergraph {
  readonly sdl: string;
}

export interface ReadSupergraph {
  readonly apiSchema: GraphQLSchema;
  readonly rules: AccessRules;
  /** Type → the subgraphs that confirm its objects. */
  readonly rowRuled: ReadonlyMap<string, readonly string[]>;
  /** The mutations whose effect cannot be undone. */
  readonly irrevocable: ReadonlySet<string>;
}

export type Composition =
  { readonly supergraph: ComposedSupergraph } | { readonly faults: readonly SchemaFault[] };

export interface ComposeOptions {
  /** `ALLOW_UNCLASSIFIED=true`: the lints that a foreign schema cannot meet are waived. */
  readonly allowUnclassified: boolean;
}

/** Composes the subgraphs, or says all that is wrong with them. Never throws for their content. */
export function composeSupergraph(
  subgraphs: readonly SubgraphDocument[],
  { allowUnclassified }: ComposeOptions,
): Composition {
  const before = subgraphs.flatMap(({ name, document }) => lintSubgraph(name, document));
  const composed = runComposition(subgraphs);
  const faults: SchemaFault[] = [...before];
  if ('faults' in composed) {
    faults.push(
      ...lintRowRuled(subgraphs, null),
      ...lintMerging(subgraphs, null),
      ...composed.faults,
    );
    return { faults: unique(faults) };
  }
  const document = parse(composed.sdl, { noLocation: true });
  const { rules, faults: ruleFaults } = readRules(document);
  const dropped = droppedRules(subgraphs, rules, document);
  faults.push(
    ...ruleFaults,
    ...dropped,
    ...lintRowRuled(subgraphs, document),
    ...lintMerging(subgraphs, document),
  );
  const unserved = lintUnserved(stripRules(document));
  // Over what is not served no schema can be built.
  if (unserved.length > 0) return { faults: unique([...faults, ...unserved]) };
  const apiSchema = apiSchemaOf(composed.sdl);
  // A lost rule leaves its fields unclassified as well: one fault is enough to say so.
  if (faults.length === 0 && !allowUnclassified) {
    faults.push(...lintRules(apiSchema, document, rules));
    faults.push(...lintCacheControl(document, apiSchema, rules));
  }
  return faults.length > 0
    ? { faults: unique(faults) }
    : {
        supergraph: {
          sdl: composed.sdl,
          apiSchema,
          rules,
          rowRuled: rowRuledTypes(document),
          irrevocable: irrevocableActs(document),
        },
      };
}

/** Reads a supergraph composed earlier, whose rules were checked then. */
export function readSupergraph(sdl: string): ReadSupergraph {
  const document = parse(sdl, { noLocation: true });
  const { rules } = readRules(document);
  return {
    apiSchema: apiSchemaOf(sdl),
    rules,
    rowRuled: rowRuledTypes(document),
    irrevocable: irrevocableActs(document),
  };
}

function runComposition(
  subgraphs: readonly SubgraphDocument[],
): { readonly sdl: string } | { readonly faults: readonly SchemaFault[] } {
  try {
    const result = composeServices(
      subgraphs.map(({ name, url, document }) => ({ name, url, typeDefs: document })),
    );
    if (result.errors) return { faults: result.errors.map(faultOf) };
    // One newline at the end, so that the committed file is what the formatter expects.
    return { sdl: `${result.supergraphSdl.trimEnd()}\n` };
  } catch (error) {
    return { faults: [faultOf(error as GraphQLError)] };
  }
}

function faultOf({ message, extensions, locations }: Partial<GraphQLError>): SchemaFault {
  const [at] = locations ?? [];
  return {
    code: typeof extensions?.code === 'string' ? extensions.code : 'COMPOSITION_FAILED',
    message: `${message ?? 'composition failed'}${at ? ` (line ${at.line}, column ${at.column})` : ''}`,
  };
}

function apiSchemaOf(sdl: string): GraphQLSchema {
  return Supergraph.build(print(stripRules(parse(sdl, { noLocation: true }))), {
    supportedFeatures,
    validateSupergraph: false,
  })
    .apiSchema()
    .toGraphQLJSSchema();
}

function unique(faults: readonly SchemaFault[]): readonly SchemaFault[] {
  return [...new Map(faults.map((fault) => [`${fault.code} ${fault.message}`, fault])).values()];
}
