import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type ScalarTypeDefinitionNode,
} from 'graphql';
import type { AccessRules, Rule } from './access-rules.js';
import { argument } from './linked-directives.js';
import { rowRuledTypes } from './row-ruled.js';

/**
 * By subgraph, the scopes by which its schema guards something, whoever owns the data. What an
 * interface object brings counts for every subgraph: the supergraph does not say whose it is.
 */
export function demandedScopes(
  supergraph: DocumentNode,
  { types, fields }: Pick<AccessRules, 'types' | 'fields'>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const names = graphNames(supergraph);
  const ruled = rowRuledTypes(supergraph);
  const demanded = new Map([...names.values()].map((name) => [name, new Set<string>()]));
  const add = (graphs: Iterable<string>, rule: Rule | undefined): void => {
    for (const scope of rule?.scopes?.flat() ?? []) {
      for (const graph of graphs) demanded.get(names.get(graph) ?? '')?.add(scope);
    }
  };
  for (const node of supergraph.definitions) {
    if (!isType(node)) continue;
    const type = node.name.value;
    const joins = (node.directives ?? []).filter(({ name }) => name.value === 'join__type');
    // Where others' objects are only pointed at, or given a field more, their own rule is not known.
    const owners = ruled.get(type);
    const guarding = joins
      .filter((join) => !isReference(join))
      .flatMap(graphOf)
      .filter((graph) => owners?.includes(names.get(graph) ?? '') ?? true);
    add(guarding, types.get(type));
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? []) {
      const ownJoins = (field.directives ?? []).filter(({ name }) => name.value === 'join__field');
      const serving = ownJoins.filter((join) => !isTrue(join, 'external'));
      const isAnybodys = serving.some((join) => graphOf(join).length === 0);
      add(
        isAnybodys ? names.keys() : (ownJoins.length > 0 ? serving : joins).flatMap(graphOf),
        fields.get(`${type}.${field.name.value}`),
      );
    }
  }
  return demanded;
}

function isType(
  node: DefinitionNode,
): node is ObjectTypeDefinitionNode | ScalarTypeDefinitionNode | EnumTypeDefinitionNode {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.SCALAR_TYPE_DEFINITION ||
    node.kind === Kind.ENUM_TYPE_DEFINITION
  );
}

/** By the name that the supergraph's own directives have for a subgraph, its name. */
function graphNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    for (const { name, directives = [] } of node.values ?? []) {
      const graph = directives.find((directive) => directive.name.value === 'join__graph');
      const given = graph && argument(graph, 'name');
      if (given?.kind === Kind.STRING) names.set(name.value, given.value);
    }
  }
  return names;
}

function graphOf(join: ConstDirectiveNode): readonly string[] {
  const graph = argument(join, 'graph');
  return graph?.kind === Kind.ENUM ? [graph.value] : [];
}

function isReference(join: ConstDirectiveNode): boolean {
  const resolvable = argument(join, 'resolvable');
  return resolvable?.kind === Kind.BOOLEAN && !resolvable.value;
}

function isTrue(join: ConstDirectiveNode, name: string): boolean {
  const value = argument(join, name);
  return value?.kind === Kind.BOOLEAN && value.value;
}
