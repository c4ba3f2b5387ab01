import {
  Kind,
  parse,
  print,
  type ConstDirectiveNode,
  type NamedTypeNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

/** Of the composed supergraph: which subgraph knows a type, and by which key. */
export function isJoinType(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'join__type';
}

/** Of the composed supergraph: the subgraph that has a field. */
export function joinedIn(graph: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'join__field' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'graph' },
        value: { kind: Kind.ENUM, value: graph },
      },
    ],
  };
}

export function externalIn(graph: string): ConstDirectiveNode {
  const joined = joinedIn(graph);
  return {
    ...joined,
    arguments: [
      ...(joined.arguments ?? []),
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'external' },
        value: { kind: Kind.BOOLEAN, value: true },
      },
    ],
  };
}

/** What one subgraph says of it, said by another. */
export function inGraph(directive: ConstDirectiveNode, graph: string): ConstDirectiveNode {
  return {
    ...directive,
    arguments: (directive.arguments ?? []).map((argument) =>
      argument.name.value === 'graph'
        ? { ...argument, value: { kind: Kind.ENUM, value: graph } }
        : argument,
    ),
  };
}

export function argumentText(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  if (!value || value.kind === Kind.NULL) return null;
  return 'value' in value ? String(value.value) : null;
}

export function withArgument(
  directive: ConstDirectiveNode,
  name: string,
  text: string,
): ConstDirectiveNode {
  return {
    ...directive,
    arguments: (directive.arguments ?? []).map((argument) =>
      argument.name.value === name
        ? { ...argument, value: { kind: Kind.STRING, value: text } }
        : argument,
    ),
  };
}

export function withoutArgument(
  directive: ConstDirectiveNode,
  names: readonly string[],
): ConstDirectiveNode {
  return {
    ...directive,
    arguments: (directive.arguments ?? []).filter(({ name }) => !names.includes(name.value)),
  };
}

export function parseFieldSet(text: string): SelectionSetNode {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not a field set');
  return definition.selectionSet;
}

export function printFieldSet(set: SelectionSetNode): string {
  return set.selections.map((selection) => print(selection)).join(' ');
}

export function namedType(type: TypeNode): string {
  const named: TypeNode = type;
  return named.kind === Kind.NAMED_TYPE
    ? (named satisfies NamedTypeNode).name.value
    : namedType(named.type);
}

/** Whether the subgraph only names the field, for others to give. */
export function isExternal(join: ConstDirectiveNode): boolean {
  return argumentText(join, 'external') === 'true';
}

/** Fields at the top of the keys by which a subgraph knows a type. */
export function keyFields(
  type: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  graph: string,
): ReadonlySet<string> {
  const keys = (type.directives ?? [])
    .filter((join) => isJoinType(join) && argumentText(join, 'graph') === graph)
    .map((join) => argumentText(join, 'key') ?? '__typename');
  return new Set(
    keys.flatMap((key) =>
      parseFieldSet(key).selections.flatMap((selection) =>
        selection.kind === Kind.FIELD ? [selection.name.value] : [],
      ),
    ),
  );
}
