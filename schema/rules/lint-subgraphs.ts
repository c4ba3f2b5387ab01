import {
  Kind,
  visit,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
} from 'graphql';
import type { AccessRules, Rule, RuleFault } from './access-rules.js';
import { formulaOf, implies } from './formula.js';
import {
  accessDirectives,
  composedDirectives,
  linkedDirectives,
  type LinkedDirective,
} from './linked-directives.js';
import { ruleOf } from './rule.js';

/**
 * What composition would drop or spoil without a word, seen in one subgraph before composing: access
 * directives that no `@link` imports, empty or wrongly nested sets, and what is said of inputs, acts and
 * values and not composed.
 */
export function lintSubgraph(name: string, subgraph: DocumentNode): readonly RuleFault[] {
  const linked = linkedDirectives(subgraph);
  const faults: RuleFault[] = [];
  eachRule(subgraph, linked, faults, () => undefined);
  const dropped = new Set<string>();
  visit(subgraph, {
    DirectiveDefinition: (node) => {
      if (looksLikeRule(node.name.value, linked)) dropped.add(node.name.value);
    },
    Directive: (node: DirectiveNode) => {
      if (looksLikeRule(node.name.value, linked)) dropped.add(node.name.value);
    },
  });
  for (const directive of dropped) {
    faults.push({
      code: 'RULE_DROPPED',
      coordinate: `@${directive}`,
      message: `@${directive} is not imported from the federation specification: composition would drop it and what it protects would be open`,
    });
  }
  const uncomposed = [
    ...notComposed(subgraph, linked, 'readsField', 'READS_DROPPED'),
    ...notComposed(subgraph, linked, 'irrevocable', 'IRREVOCABLE_DROPPED'),
    ...notComposed(subgraph, linked, 'cacheControl', 'CACHE_CONTROL_DROPPED'),
  ];
  return [...faults, ...uncomposed].map((fault) => ({
    ...fault,
    message: `[${name}] ${fault.message}`,
  }));
}

/** The rules of subgraphs that the composed rules do not imply, whatever made composition lose them. */
export function droppedRules(
  subgraphs: readonly { readonly name: string; readonly document: DocumentNode }[],
  composed: AccessRules,
  supergraph: DocumentNode,
): readonly RuleFault[] {
  const implementers = implementersOf(supergraph);
  const faults: RuleFault[] = [];
  for (const { name, document } of subgraphs) {
    eachRule(document, linkedDirectives(document), [], (type, field, rule) => {
      for (const owner of implementers.get(type) ?? [rootName(document, type)]) {
        const coordinate = field === null ? owner : `${owner}.${field}`;
        const kept = (field === null ? composed.types : composed.fields).get(coordinate);
        if (implies(formulaOf(kept), formulaOf(rule))) continue;
        faults.push({
          code: 'RULE_DROPPED',
          coordinate,
          message: `[${name}] the rule on ${coordinate} is lost in composition`,
        });
      }
    });
  }
  return faults;
}

/** Bare, or with the prefix of the federation specification: what an author takes for the real one. */
function looksLikeRule(name: string, linked: ReadonlyMap<string, LinkedDirective>): boolean {
  if (linked.has(name)) return false;
  const bare = name.replace(/^federation__/, '').toLowerCase();
  return accessDirectives.some((directive) => directive.toLowerCase() === bare);
}

/** A directive of ours that is written and that composition would drop. */
function notComposed(
  subgraph: DocumentNode,
  linked: ReadonlyMap<string, LinkedDirective>,
  meant: LinkedDirective,
  code: RuleFault['code'],
): RuleFault[] {
  const composed = composedDirectives(subgraph);
  const lost = new Set<string>();
  visit(subgraph, {
    Directive: ({ name: { value } }) => {
      const isMeant = linked.get(value) === meant || value.endsWith(meant);
      if (isMeant && !(linked.has(value) && composed.has(value))) lost.add(value);
    },
  });
  return [...lost].map((directive) => ({
    code,
    coordinate: `@${directive}`,
    message: `@${directive} must be linked from https://passerelle.example/${meant}/v1.0 and named in @composeDirective, or composition drops it`,
  }));
}

/** Calls back for every rule on a type or a field; `field` null: the type itself. */
function eachRule(
  document: DocumentNode,
  linked: ReadonlyMap<string, LinkedDirective>,
  faults: RuleFault[],
  visitRule: (type: string, field: string | null, rule: Rule) => void,
): void {
  const read = (
    type: string,
    field: string | null,
    directives: readonly ConstDirectiveNode[] | undefined,
  ) => {
    const coordinate = field === null ? type : `${type}.${field}`;
    const rule = ruleOf(directives, linked, coordinate, faults);
    if (rule) visitRule(type, field, rule);
  };
  for (const definition of document.definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION:
        for (const field of definition.fields ?? []) {
          read(definition.name.value, field.name.value, field.directives);
        }
        read(definition.name.value, null, definition.directives);
        break;
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.SCALAR_TYPE_EXTENSION:
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_EXTENSION:
        read(definition.name.value, null, definition.directives);
        break;
      default:
    }
  }
}

/** Interface → object types of the supergraph: where the rules of an `@interfaceObject` stand. */
function implementersOf(supergraph: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const implementers = new Map<string, string[]>();
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      const name = definition.name.value;
      implementers.set(name, implementers.get(name) ?? []);
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name } of definition.interfaces ?? []) {
      implementers.set(name.value, [
        ...(implementers.get(name.value) ?? []),
        definition.name.value,
      ]);
    }
  }
  return implementers;
}

/** Composition gives root types their default names. */
function rootName(subgraph: DocumentNode, type: string): string {
  for (const definition of subgraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) {
      continue;
    }
    const root = definition.operationTypes?.find((operation) => operation.type.name.value === type);
    if (root) return root.operation.charAt(0).toUpperCase() + root.operation.slice(1);
  }
  return type;
}
