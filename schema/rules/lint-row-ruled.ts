import { Kind, visit, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import type { RuleFault } from './access-rules.js';
import { argument, composedDirectives, linkedDirectives } from './linked-directives.js';
import { rowRuledTypes } from './row-ruled.js';

interface NamedDocument {
  readonly name: string;
  readonly document: DocumentNode;
}

/**
 * Why the objects of a row-ruled type could be shown without their owner's word: `@rowRuled` that
 * composition would drop, that speaks for somebody else, or on a type that no one can ask about.
 */
export function lintRowRuled(
  subgraphs: readonly NamedDocument[],
  supergraph: DocumentNode | null,
): readonly RuleFault[] {
  const composed = supergraph && rowRuledTypes(supergraph);
  return subgraphs.flatMap((subgraph) => {
    const { name, document } = subgraph;
    const elsewhere = new Set(
      subgraphs
        .filter((other) => other !== subgraph)
        .flatMap((other) => objectTypes(other.document)),
    );
    const faults = notComposed(document);
    for (const [type, owners] of rowRuledTypes(document)) {
      if (owners.some((owner) => owner !== name)) {
        faults.push({
          code: 'ROW_RULED_BY_ANOTHER',
          coordinate: type,
          message: `@rowRuled on ${type} must name the subgraph that writes it: owner: "${name}"`,
        });
      } else if (composed && !composed.get(type)?.includes(name)) {
        faults.push({
          code: 'RULE_DROPPED',
          coordinate: type,
          message: `@rowRuled on ${type} is lost in composition`,
        });
      }
      if (elsewhere.has(type) && !hasResolvableKey(document, type)) {
        faults.push({
          code: 'ROW_RULED_WITHOUT_KEY',
          coordinate: type,
          message: `other subgraphs refer to ${type}, whose rows are ruled here: it needs a resolvable @key by which it can be asked about`,
        });
      }
    }
    return faults.map((fault) => ({ ...fault, message: `[${name}] ${fault.message}` }));
  });
}

function notComposed(document: DocumentNode): RuleFault[] {
  const linked = linkedDirectives(document);
  const composed = composedDirectives(document);
  const lost = new Set<string>();
  visit(document, {
    Directive: ({ name: { value } }) => {
      const isMeant = linked.get(value) === 'rowRuled' || value.endsWith('rowRuled');
      if (isMeant && !(linked.has(value) && composed.has(value))) lost.add(value);
    },
  });
  return [...lost].map((directive) => ({
    code: 'RULE_DROPPED',
    coordinate: `@${directive}`,
    message: `@${directive} must be linked from https://passerelle.example/rowRuled/v1.0 and named in @composeDirective, or composition drops it`,
  }));
}

function objectTypes(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
    definition.kind === Kind.OBJECT_TYPE_EXTENSION
      ? [definition.name.value]
      : [],
  );
}

function hasResolvableKey(document: DocumentNode, type: string): boolean {
  return document.definitions.some(
    (definition) =>
      (definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
        definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
      definition.name.value === type &&
      (definition.directives ?? []).some(isResolvableKey),
  );
}

function isResolvableKey(directive: ConstDirectiveNode): boolean {
  // Renamed by an import, it still has the one argument that no other directive of a type has.
  if (!argument(directive, 'fields')) return false;
  const resolvable = argument(directive, 'resolvable');
  return resolvable?.kind !== Kind.BOOLEAN || resolvable.value;
}
