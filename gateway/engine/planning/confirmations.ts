import {
  isCompositeType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
} from 'graphql';
import { argument } from '../../../schema/rules/linked-directives.js';
import { rowRuledTypes } from '../../../schema/rules/row-ruled.js';

/**
 * A row-ruled type → the fields, known to the planner alone, that only its owners can answer. An
 * object in which one of them is missing has not been confirmed by its owner and must not be shown:
 * a key in somebody else's hands is no permission.
 */
export type Confirmations = ReadonlyMap<string, readonly string[]>;

interface Confirmed {
  readonly supergraph: DocumentNode;
  readonly confirmations: Confirmations;
}

/**
 * The supergraph with a field for each owner on the types whose rows it rules. Not where nobody else
 * has the type: then every object comes from its owner anyway.
 */
export function withConfirmations(supergraph: DocumentNode): Confirmed {
  const ruled = rowRuledTypes(supergraph);
  const confirmations = new Map<string, readonly string[]>();
  if (ruled.size === 0) return { supergraph, confirmations };
  const graphs = graphsByName(supergraph);
  const taken = new Set(fieldNames(supergraph));
  const confirmed = visit(supergraph, {
    ObjectTypeDefinition(node) {
      const owners = ruled.get(node.name.value);
      if (!owners) return undefined;
      const owning = owners.map((owner) => graphs.get(owner));
      const having = new Set((node.directives ?? []).flatMap(graphOfType));
      if ([...having].every((graph) => owning.includes(graph))) return undefined;
      const unused = unusedNames(taken, owning.length);
      const added = unused.map((name, index) => confirmation(name, owning[index]));
      confirmations.set(node.name.value, unused);
      return { ...node, fields: [...(node.fields ?? []), ...added] };
    },
  });
  return { supergraph: confirmed, confirmations };
}

/** The document with the owners' word asked for wherever an object of such a type may stand. */
export function askConfirmations(
  schema: GraphQLSchema,
  document: DocumentNode,
  confirmations: Confirmations,
): DocumentNode {
  if (confirmations.size === 0) return document;
  const info = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(info, {
      SelectionSet: {
        leave(node) {
          const parent = info.getParentType();
          if (!isCompositeType(parent)) return undefined;
          const asked: SelectionNode[] = isObjectType(parent)
            ? (confirmations.get(parent.name) ?? []).map(fieldNode)
            : schema
                .getPossibleTypes(parent)
                .flatMap(({ name }) => ofType(name, confirmations.get(name) ?? []));
          return asked.length === 0
            ? undefined
            : { ...node, selections: [...node.selections, ...asked] };
        },
      },
    }),
  );
}

function ofType(name: string, fields: readonly string[]): InlineFragmentNode[] {
  if (fields.length === 0) return [];
  return [
    {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
      selectionSet: { kind: Kind.SELECTION_SET, selections: fields.map(fieldNode) },
    },
  ];
}

function fieldNode(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}

/** @param graph undefined: an owner that this supergraph does not have, and so nobody can answer. */
function confirmation(name: string, graph: string | undefined): FieldDefinitionNode {
  if (graph === undefined) throw new Error('@rowRuled names an owner that is no subgraph');
  return {
    kind: Kind.FIELD_DEFINITION,
    name: { kind: Kind.NAME, value: name },
    arguments: [],
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'String' } },
    directives: [
      {
        kind: Kind.DIRECTIVE,
        name: { kind: Kind.NAME, value: 'join__field' },
        arguments: [
          {
            kind: Kind.ARGUMENT,
            name: { kind: Kind.NAME, value: 'graph' },
            value: { kind: Kind.ENUM, value: graph },
          },
        ],
      },
    ],
  };
}

/** Subgraph name → its value of the enum `join__Graph`. */
/** Subgraph → its name in the supergraph's enum. */
export function graphsByName(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const graphs = new Map<string, string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') {
      continue;
    }
    for (const { name, directives = [] } of definition.values ?? []) {
      for (const directive of directives) {
        const subgraph = argument(directive, 'name');
        if (subgraph?.kind === Kind.STRING) graphs.set(subgraph.value, name.value);
      }
    }
  }
  return graphs;
}

function graphOfType(directive: ConstDirectiveNode): string[] {
  const graph = argument(directive, 'graph');
  return directive.name.value === 'join__type' && graph?.kind === Kind.ENUM ? [graph.value] : [];
}

function fieldNames(supergraph: DocumentNode): string[] {
  return supergraph.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? (definition.fields ?? []).map(({ name }) => name.value)
      : [],
  );
}

/** The same on every type: a field of one name is of one shape. */
function unusedNames(taken: ReadonlySet<string>, count: number): string[] {
  const names: string[] = [];
  for (let i = 0; names.length < count; i += 1) {
    const name = `c${i}_owned`;
    if (!taken.has(name)) names.push(name);
  }
  return names;
}
