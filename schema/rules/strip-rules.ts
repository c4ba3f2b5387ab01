import {
  Kind,
  visit,
  type ConstDirectiveNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type TypeNode,
} from 'graphql';
import { accessDirectives, linkedDirectives, linksOf } from './linked-directives.js';

const refusedIdentities: ReadonlySet<string> = new Set(
  ['authenticated', 'requiresScopes', 'policy'].map((name) => `https://specs.apollo.dev/${name}`),
);

/**
 * The supergraph without the three access specifications: their links, definitions and uses. Only
 * for `ApolloGateway`, which refuses to load them; whoever strips must enforce what `readRules` read.
 */
export function stripRules(supergraph: DocumentNode): DocumentNode {
  const access = new Set<string>();
  for (const [local, directive] of linkedDirectives(supergraph)) {
    if ((accessDirectives as readonly string[]).includes(directive)) access.add(local);
  }
  const links = new Set<ConstDirectiveNode>(
    linksOf(supergraph)
      .filter(({ identity }) => refusedIdentities.has(identity))
      .map(({ directive }) => directive),
  );
  const scalars = scalarsOf(supergraph, access);
  return visit(supergraph, {
    DirectiveDefinition: (node) => (access.has(node.name.value) ? null : undefined),
    ScalarTypeDefinition: (node) => (scalars.has(node.name.value) ? null : undefined),
    Directive: (node) =>
      access.has(node.name.value) || links.has(node as ConstDirectiveNode) ? null : undefined,
  });
}

/** `requiresScopes__Scope` and `policy__Policy`, by whatever name: the types of the arguments. */
function scalarsOf(supergraph: DocumentNode, access: ReadonlySet<string>): ReadonlySet<string> {
  const ofAccess = new Set<string>();
  const ofOthers = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.DIRECTIVE_DEFINITION) continue;
    const names = access.has(definition.name.value) ? ofAccess : ofOthers;
    for (const name of argumentTypes(definition)) names.add(name);
  }
  for (const name of ofOthers) ofAccess.delete(name);
  return ofAccess;
}

function argumentTypes(definition: DirectiveDefinitionNode): string[] {
  return (definition.arguments ?? []).map(({ type }) => namedType(type));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
