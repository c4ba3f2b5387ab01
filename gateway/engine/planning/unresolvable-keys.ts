import {
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { argumentText, isJoinType } from './join-directives.js';

type OutputType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** The supergraph without keys by which nobody can be asked. */
export function dropUnresolvableKeys(supergraph: DocumentNode): DocumentNode {
  const rewriteType = (node: OutputType): OutputType | undefined => {
    const directives = node.directives ?? [];
    const dropped = directives.filter(isUnresolvableKey);
    if (dropped.length === 0) return undefined;
    const kept = directives.filter((directive) => !dropped.includes(directive));
    const graphs = new Set(kept.filter(isJoinType).map((join) => argumentText(join, 'graph')));
    for (const join of dropped) {
      const graph = argumentText(join, 'graph');
      if (graphs.has(graph)) continue;
      graphs.add(graph);
      // The subgraph still has the type: only the way in is gone.
      kept.push({
        ...join,
        arguments: join.arguments?.filter(({ name }) => !isKeyPart(name.value)) ?? [],
      });
    }
    return { ...node, directives: kept };
  };
  return visit(supergraph, {
    ObjectTypeDefinition: rewriteType,
    InterfaceTypeDefinition: rewriteType,
  });
}

function isKeyPart(name: string): boolean {
  return name === 'key' || name === 'resolvable' || name === 'extension';
}

function isUnresolvableKey(directive: ConstDirectiveNode): boolean {
  return (
    isJoinType(directive) &&
    argumentText(directive, 'key') !== null &&
    argumentText(directive, 'resolvable') === 'false' &&
    argumentText(directive, 'isInterfaceObject') !== 'true'
  );
}
