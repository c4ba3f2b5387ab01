import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';

const link = `extend schema
  @link(url: "https://passerelle.example/readsField/v1.0", import: ["@readsField"])
  @federation__composeDirective(name: "@readsField")
directive @readsField(coordinate: String!) repeatable on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
`;

/** Writes `@readsField` onto the input coordinates that the subgraph defines. */
export function withInputGuards(sdl: string, guards: Readonly<Record<string, string>>): string {
  const used = new Set<string>();
  const guarded = <Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(
    node: Node,
    coordinate: string,
  ): Node => {
    const read = guards[coordinate];
    if (read === undefined) return node;
    used.add(coordinate);
    return { ...node, directives: [...(node.directives ?? []), readsField(read)] };
  };
  const document = visit(parse(sdl, { noLocation: true }), {
    InputObjectTypeDefinition: (node: InputObjectTypeDefinitionNode) => ({
      ...node,
      fields: node.fields?.map((field) => guarded(field, `${node.name.value}.${field.name.value}`)),
    }),
    EnumTypeDefinition: (node: EnumTypeDefinitionNode) => ({
      ...node,
      values: node.values?.map((value) => guarded(value, `${node.name.value}.${value.name.value}`)),
    }),
    ObjectTypeDefinition: (node: ObjectTypeDefinitionNode) => ({
      ...node,
      fields: node.fields?.map((field): FieldDefinitionNode => ({
        ...field,
        arguments: (field.arguments ?? []).map((argument) => {
          const inner = `${field.name.value}(${argument.name.value}:)`;
          return guarded(argument, `${node.name.value}.${inner}`);
        }),
      })),
    }),
  });
  return used.size > 0 ? link + print(document) : sdl;
}

function readsField(coordinate: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'readsField' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'coordinate' },
        value: { kind: Kind.STRING, value: coordinate },
      },
    ],
  };
}
