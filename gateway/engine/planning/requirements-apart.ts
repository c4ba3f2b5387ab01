import {
  Kind,
  visit,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { graphsByName } from './confirmations.js';
import {
  argumentText,
  externalIn,
  inGraph,
  isJoinType,
  joinedIn,
  namedType,
  parseFieldSet,
  withoutArgument,
} from './join-directives.js';

type OutputType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

interface Apart {
  readonly supergraph: DocumentNode;
  /** The name of a second self → the subgraph that is asked. */
  readonly standsFor: ReadonlyMap<string, string>;
  /** The same in words of the supergraph's enum. */
  readonly selves: ReadonlyMap<string, string>;
}

/** A subgraph's second self. */
interface Self {
  readonly graph: string;
  /** Fields that it has of types that are not `whole`: `Type.field`. */
  readonly fields: ReadonlySet<string>;
  /** Types of which it has what the subgraph has. */
  readonly whole: ReadonlySet<string>;
  /** Types by whose keys it is asked. */
  readonly keyed: ReadonlySet<string>;
}

/**
 * The supergraph in which a subgraph has a second self, without root fields, for those of its fields
 * that require something and are themselves required. Where such a field stands in the subgraph that
 * the planner comes from, it fetches the field there before what it requires is known, or reads there
 * what it requires and is not there to be had.
 */
export function withRequirementsApart(supergraph: DocumentNode): Apart {
  const types = outputTypes(supergraph);
  const required = requiredRequirers(types);
  const standsFor = new Map<string, string>();
  const byGraph = new Map<string, Self>();
  if (required.size === 0) return { supergraph, standsFor, selves: new Map() };
  const names = new Map([...graphsByName(supergraph)].map(([name, graph]) => [graph, name]));
  for (const graph of new Set([...required.values()].flat())) {
    const moved = [...required].filter(([, graphs]) => graphs.includes(graph));
    byGraph.set(graph, {
      graph: unused(`${graph}_REQUIRING`, names),
      ...ofSecondSelf(
        graph,
        moved.map(([coordinate]) => coordinate),
        types,
        supergraph,
      ),
    });
    standsFor.set(secondName(names.get(graph) ?? graph), names.get(graph) ?? graph);
  }
  const double = (type: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode) =>
    doubledType(type, required, byGraph);
  const doubled = visit(supergraph, {
    EnumTypeDefinition: (node) =>
      node.name.value === 'join__Graph'
        ? withGraphs(node, byGraph)
        : { ...twice(node, byGraph), values: node.values?.map((value) => twice(value, byGraph)) },
    ScalarTypeDefinition: (node) => twice(node, byGraph),
    UnionTypeDefinition: (node) => twice(node, byGraph),
    InputObjectTypeDefinition: (node) => ({
      ...twice(node, byGraph),
      fields: node.fields?.map((field) => twice(field, byGraph)),
    }),
    ObjectTypeDefinition: double,
    InterfaceTypeDefinition: double,
  });
  const selves = new Map([...byGraph].map(([first, { graph }]) => [graph, first]));
  return { supergraph: doubled, standsFor, selves };
}

/** The moved fields, what they require, the keys by which they are asked, and what is below them. */
function ofSecondSelf(
  graph: string,
  moved: readonly string[],
  types: ReadonlyMap<string, OutputType>,
  supergraph: DocumentNode,
): Pick<Self, 'fields' | 'whole' | 'keyed'> {
  const fields = new Set(moved);
  const whole = new Set<string>();
  const possible = possibleTypes(supergraph);
  const takeSet = (typeName: string, text: string): void => {
    for (const coordinate of coordinatesOf(types, typeName, parseFieldSet(text))) {
      fields.add(coordinate);
    }
  };
  const takeWhole = (name: string): void => {
    if (whole.has(name) || (!types.has(name) && !possible.has(name))) return;
    whole.add(name);
    for (const member of possible.get(name) ?? []) takeWhole(member);
    for (const field of types.get(name)?.fields ?? []) takeWhole(namedType(field.type));
  };
  for (const coordinate of moved) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = types.get(typeName);
    const field = fieldOf(type, fieldName);
    for (const join of [...(type?.directives ?? []), ...(field?.directives ?? [])]) {
      if (argumentText(join, 'graph') !== graph) continue;
      const set = isJoinType(join) ? argumentText(join, 'key') : requirement(join);
      if (set !== null) takeSet(typeName, set);
    }
    if (field) takeWhole(namedType(field.type));
  }
  const owners = moved.map((coordinate) => coordinate.split('.')[0] ?? '');
  return { fields, whole, keyed: new Set([...owners, ...whole]) };
}

/** `Type.field` → graphs in which it requires something, if another subgraph requires the field. */
function requiredRequirers(types: ReadonlyMap<string, OutputType>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, type] of types) {
    for (const join of (type.fields ?? []).flatMap(({ directives = [] }) => directives)) {
      const requires = requirement(join);
      if (requires === null) continue;
      const by = argumentText(join, 'graph');
      for (const coordinate of coordinatesOf(types, name, parseFieldSet(requires))) {
        const [typeName = '', fieldName = ''] = coordinate.split('.');
        const field = fieldOf(types.get(typeName), fieldName);
        const graphs = field ? requiringGraphs(field).filter((graph) => graph !== by) : [];
        if (graphs.length > 0) found.set(coordinate, graphs);
      }
    }
  }
  return found;
}

function coordinatesOf(
  types: ReadonlyMap<string, OutputType>,
  typeName: string,
  set: SelectionSetNode,
): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? typeName;
      return coordinatesOf(types, condition, selection.selectionSet);
    }
    if (selection.kind !== Kind.FIELD) return [];
    const field = fieldOf(types.get(typeName), selection.name.value);
    const below = selection.selectionSet;
    return [
      `${typeName}.${selection.name.value}`,
      ...(field && below ? coordinatesOf(types, namedType(field.type), below) : []),
    ];
  });
}

function doubledType<T extends OutputType>(
  type: T,
  required: ReadonlyMap<string, readonly string[]>,
  byGraph: ReadonlyMap<string, Self>,
): T {
  const name = type.name.value;
  const graphs = (type.directives ?? [])
    .filter(isJoinType)
    .map((join) => argumentText(join, 'graph') ?? '');
  const doubled = (field: FieldDefinitionNode): FieldDefinitionNode => {
    const coordinate = `${name}.${field.name.value}`;
    const joins = saidJoins(field, [...new Set(graphs)]).flatMap((join) => {
      const graph = argumentText(join, 'graph') ?? '';
      const self = byGraph.get(graph);
      if (!self) return [join];
      if (requirement(join) !== null && required.get(coordinate)?.includes(graph)) {
        // INVARIANT: it still has the field, or it would not implement its interfaces.
        return [externalIn(graph), inGraph(join, self.graph)];
      }
      const has = self.whole.has(name) || self.fields.has(coordinate);
      return has ? [join, joinOfSelf(join, self.graph)] : [join];
    });
    return { ...field, directives: joins };
  };
  const directives = (type.directives ?? []).flatMap((directive) => {
    const self = byGraph.get(argumentText(directive, 'graph') ?? '');
    if (!self || !(isJoinType(directive) || self.whole.has(name))) return [directive];
    const doubled = inGraph(directive, self.graph);
    const keyless = withoutArgument(doubled, ['key', 'resolvable', 'extension']);
    return [directive, self.keyed.has(name) ? doubled : keyless];
  });
  return { ...type, directives, fields: type.fields?.map(doubled) };
}

function joinOfSelf(join: ConstDirectiveNode, graph: string): ConstDirectiveNode {
  const takesContext = join.arguments?.some(({ name }) => name.value === 'contextArguments');
  return takesContext ? externalIn(graph) : inGraph(join, graph);
}

/** A field that says nothing is in every subgraph that has the type. */
function saidJoins(
  { directives = [] }: FieldDefinitionNode,
  graphs: readonly string[],
): readonly ConstDirectiveNode[] {
  const said = directives.some(({ name }) => name.value === 'join__field');
  return said ? directives : [...directives, ...graphs.map(joinedIn)];
}

function twice<T extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  node: T,
  byGraph: ReadonlyMap<string, Self>,
): T {
  const directives = node.directives?.flatMap((directive) => {
    const self = byGraph.get(argumentText(directive, 'graph') ?? '');
    return self === undefined ? [directive] : [directive, inGraph(directive, self.graph)];
  });
  return { ...node, directives };
}

function withGraphs(
  node: EnumTypeDefinitionNode,
  byGraph: ReadonlyMap<string, Self>,
): EnumTypeDefinitionNode {
  const values = (node.values ?? []).flatMap((value) => {
    const self = byGraph.get(value.name.value);
    return self === undefined ? [value] : [value, secondSelf(value, self.graph)];
  });
  return { ...node, values };
}

function secondSelf(value: EnumValueDefinitionNode, self: string): EnumValueDefinitionNode {
  const renamed = (argument: ConstArgumentNode): ConstArgumentNode =>
    argument.name.value === 'name' && argument.value.kind === Kind.STRING
      ? { ...argument, value: { ...argument.value, value: secondName(argument.value.value) } }
      : argument;
  return {
    ...value,
    name: { kind: Kind.NAME, value: self },
    directives: (value.directives ?? []).map((directive) => ({
      ...directive,
      arguments: (directive.arguments ?? []).map(renamed),
    })),
  };
}

/** No subgraph is named so: names have no space. */
function secondName(subgraph: string): string {
  return `${subgraph} requiring`;
}

function unused(name: string, taken: ReadonlyMap<string, string>): string {
  return taken.has(name) ? unused(`${name}_`, taken) : name;
}

function outputTypes(supergraph: DocumentNode): ReadonlyMap<string, OutputType> {
  return new Map(
    supergraph.definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION
        ? [[definition.name.value, definition] as const]
        : [],
    ),
  );
}

/** Interface or union → the object types that it may be. */
function possibleTypes(supergraph: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const possible = new Map<string, string[]>();
  const add = (name: string, member: string): void => {
    possible.set(name, [...(possible.get(name) ?? []), member]);
  };
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
      for (const { name } of definition.interfaces ?? []) add(name.value, definition.name.value);
    } else if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const { name } of definition.types ?? []) add(definition.name.value, name.value);
    }
  }
  return possible;
}

function fieldOf(type: OutputType | undefined, name: string): FieldDefinitionNode | undefined {
  return type?.fields?.find((field) => field.name.value === name);
}

function requiringGraphs({ directives = [] }: FieldDefinitionNode): string[] {
  return directives
    .filter((join) => requirement(join) !== null)
    .map((join) => argumentText(join, 'graph') ?? '');
}

function requirement(directive: ConstDirectiveNode): string | null {
  return directive.name.value === 'join__field' ? argumentText(directive, 'requires') : null;
}
