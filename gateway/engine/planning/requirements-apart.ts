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
import { outputTypes, possibleTypes, type OutputType } from './supergraph-types.js';

export interface Apart {
  readonly supergraph: DocumentNode;
  /** The name of a second self → the subgraph that is asked. */
  readonly standsFor: ReadonlyMap<string, string>;
  /** The same in words of the supergraph's enum. */
  readonly selves: ReadonlyMap<string, string>;
  /** `Type.field` that requires → `Type.field` that it requires and that requires something itself → who is asked for it. */
  readonly moved: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/** A subgraph's second self, for what one field requires of it. */
interface Self {
  readonly graph: string;
  readonly first: string;
  /** Fields that it has of types that are not `whole`: `Type.field`. */
  readonly fields: ReadonlySet<string>;
  /** Types of which it has what the subgraph has. */
  readonly whole: ReadonlySet<string>;
  /** Types that it has below its fields, and how they belong together. */
  readonly shown: ReadonlySet<string>;
  /** Types by whose keys it is asked. */
  readonly keyed: ReadonlySet<string>;
}

/**
 * The supergraph in which a subgraph has second selves, without root fields, for those of its fields
 * that require something and are themselves required: one for each field that requires them. Where such
 * a field stands in the subgraph that the planner comes from, it fetches the field there before what it
 * requires is known, or reads there what it requires and is not there to be had. What callers ask leads
 * to no second self, and what is required to no other field's.
 */
export function withRequirementsApart(supergraph: DocumentNode): Apart {
  const types = outputTypes(supergraph);
  const required = requiredRequirers(types);
  const standsFor = new Map<string, string>();
  const moved = new Map<string, Map<string, string[]>>();
  const selves: Self[] = [];
  if (required.size === 0) return { supergraph, standsFor, selves: new Map(), moved };
  const names = new Map([...graphsByName(supergraph)].map(([name, graph]) => [graph, name]));
  for (const [requirer, of] of required) {
    const asked = new Map<string, string[]>();
    moved.set(requirer, asked);
    for (const first of new Set([...of.values()].flat())) {
      const coordinates = [...of].flatMap(([coordinate, graphs]) =>
        graphs.includes(first) ? [coordinate] : [],
      );
      const number = selves.length;
      const graph = unused(`${first}_REQUIRING_${number}`, names);
      selves.push({ graph, first, ...ofSecondSelf(first, coordinates, types, supergraph) });
      const name = names.get(first) ?? first;
      standsFor.set(secondName(name, number), name);
      for (const coordinate of coordinates) {
        asked.set(coordinate, [...(asked.get(coordinate) ?? []), graph]);
      }
    }
  }
  const double = (type: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode) =>
    doubledType(type, selves);
  const doubled = visit(supergraph, {
    EnumTypeDefinition: (node) =>
      node.name.value === 'join__Graph'
        ? withGraphs(node, selves)
        : { ...twice(node, selves), values: node.values?.map((value) => twice(value, selves)) },
    ScalarTypeDefinition: (node) => twice(node, selves),
    UnionTypeDefinition: (node) => twice(node, selves),
    InputObjectTypeDefinition: (node) => ({
      ...twice(node, selves),
      fields: node.fields?.map((field) => twice(field, selves)),
    }),
    ObjectTypeDefinition: double,
    InterfaceTypeDefinition: double,
  });
  const firsts = new Map(selves.map(({ graph, first }) => [graph, first]));
  return { supergraph: doubled, standsFor, selves: firsts, moved };
}

/**
 * The moved fields, what they require and the keys by which they are asked. Of entities below them only
 * the keys, so that callers find there nothing that they ask for.
 */
function ofSecondSelf(
  graph: string,
  moved: readonly string[],
  types: ReadonlyMap<string, OutputType>,
  supergraph: DocumentNode,
): Pick<Self, 'fields' | 'whole' | 'shown' | 'keyed'> {
  const fields = new Set<string>();
  const whole = new Set<string>();
  const shown = new Set<string>();
  const possible = possibleTypes(supergraph);
  const takeKeys = (name: string): number => {
    const keys = (types.get(name)?.directives ?? [])
      .filter((join) => isJoinType(join) && argumentText(join, 'graph') === graph)
      .flatMap((join) => argumentText(join, 'key') ?? []);
    for (const key of keys) {
      for (const coordinate of coordinatesOf(types, name, parseFieldSet(key))) {
        fields.add(coordinate);
      }
    }
    return keys.length;
  };
  const takeBelow = (name: string): void => {
    const members = possible.get(name);
    if (shown.has(name) || !(types.has(name) || members)) return;
    shown.add(name);
    for (const member of members ?? []) takeBelow(member);
    if (members) {
      for (const field of types.get(name)?.fields ?? []) {
        const has = (member: string) => fields.has(`${member}.${field.name.value}`);
        if (members.every((member) => whole.has(member) || has(member))) {
          fields.add(`${name}.${field.name.value}`);
        }
      }
    } else if (takeKeys(name) === 0) {
      whole.add(name);
      for (const field of types.get(name)?.fields ?? []) takeBelow(namedType(field.type));
    }
  };
  for (const coordinate of moved) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const field = fieldOf(types.get(typeName), fieldName);
    takeKeys(typeName);
    for (const join of field?.directives ?? []) {
      const requires = argumentText(join, 'graph') === graph ? requirement(join) : null;
      if (requires === null) continue;
      // The fields at its top have names of their own for a second self.
      const top = parseFieldSet(requires).selections.flatMap((selection) =>
        selection.kind === Kind.FIELD ? [`${typeName}.${selection.name.value}`] : [],
      );
      for (const below of coordinatesOf(types, typeName, parseFieldSet(requires))) {
        if (!top.includes(below)) fields.add(below);
      }
    }
    if (field) takeBelow(namedType(field.type));
  }
  return {
    fields,
    whole,
    shown,
    keyed: new Set(moved.map((coordinate) => coordinate.split('.')[0] ?? '')),
  };
}

/** `Type.field` → what it requires of others that requires something there itself → in which graphs. */
function requiredRequirers(
  types: ReadonlyMap<string, OutputType>,
): Map<string, Map<string, readonly string[]>> {
  const found = new Map<string, Map<string, readonly string[]>>();
  for (const [name, type] of types) {
    for (const { name: requirer, directives = [] } of type.fields ?? []) {
      const of = new Map<string, readonly string[]>();
      for (const join of directives) {
        const requires = requirement(join);
        if (requires === null) continue;
        const by = argumentText(join, 'graph');
        for (const coordinate of coordinatesOf(types, name, parseFieldSet(requires))) {
          const [typeName = '', fieldName = ''] = coordinate.split('.');
          const field = fieldOf(types.get(typeName), fieldName);
          const graphs = field ? requiringGraphs(field).filter((graph) => graph !== by) : [];
          if (graphs.length > 0) of.set(coordinate, graphs);
        }
      }
      if (of.size > 0) found.set(`${name}.${requirer.value}`, of);
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

function doubledType<T extends OutputType>(type: T, selves: readonly Self[]): T {
  const name = type.name.value;
  const graphs = (type.directives ?? [])
    .filter(isJoinType)
    .map((join) => argumentText(join, 'graph') ?? '');
  const doubled = (field: FieldDefinitionNode): FieldDefinitionNode => {
    const coordinate = `${name}.${field.name.value}`;
    const joins = saidJoins(field, [...new Set(graphs)]).flatMap((join) => [
      join,
      ...selvesOf(join, selves)
        .filter(({ whole, fields }) => whole.has(name) || fields.has(coordinate))
        .map(({ graph }) => joinOfSelf(join, graph)),
    ]);
    return { ...field, directives: joins };
  };
  const directives = (type.directives ?? []).flatMap((directive) => [
    directive,
    ...selvesOf(directive, selves)
      .filter(({ shown }) => isJoinType(directive) || shown.has(name))
      .map(({ graph, keyed }) => {
        const said = inGraph(directive, graph);
        return keyed.has(name) ? said : withoutArgument(said, ['key', 'resolvable', 'extension']);
      }),
  ]);
  return { ...type, directives, fields: type.fields?.map(doubled) };
}

function selvesOf(directive: ConstDirectiveNode, selves: readonly Self[]): readonly Self[] {
  const graph = argumentText(directive, 'graph');
  return selves.filter(({ first }) => first === graph);
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
  selves: readonly Self[],
): T {
  const directives = node.directives?.flatMap((directive) => [
    directive,
    ...selvesOf(directive, selves).map(({ graph }) => inGraph(directive, graph)),
  ]);
  return { ...node, directives };
}

function withGraphs(node: EnumTypeDefinitionNode, selves: readonly Self[]): EnumTypeDefinitionNode {
  const values = (node.values ?? []).flatMap((value) => [
    value,
    ...selves.flatMap(({ graph, first }, number) =>
      first === value.name.value ? [secondSelf(value, graph, number)] : [],
    ),
  ]);
  return { ...node, values };
}

function secondSelf(
  value: EnumValueDefinitionNode,
  self: string,
  number: number,
): EnumValueDefinitionNode {
  const renamed = (argument: ConstArgumentNode): ConstArgumentNode =>
    argument.name.value === 'name' && argument.value.kind === Kind.STRING
      ? {
          ...argument,
          value: { ...argument.value, value: secondName(argument.value.value, number) },
        }
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
function secondName(subgraph: string, number: number): string {
  return `${subgraph} requiring ${number}`;
}

function unused(name: string, taken: ReadonlyMap<string, string>): string {
  return taken.has(name) ? unused(`${name}_`, taken) : name;
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
