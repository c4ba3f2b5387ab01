import { Kind, parse, print, printSchema, visit, type GraphQLSchema } from 'graphql';

const definition = 'directive @irrevocable on FIELD_DEFINITION';

/**
 * A caller's schema as text, with what introspection has no room for: the acts that cannot be undone.
 * @param irrevocable names of mutations; those that the schema does not have are passed over.
 */
export function printVisible(schema: GraphQLSchema, irrevocable: ReadonlySet<string>): string {
  const mutation = schema.getMutationType();
  const marked = new Set(
    Object.keys(mutation?.getFields() ?? {}).filter((name) => irrevocable.has(name)),
  );
  const text = printSchema(schema);
  if (marked.size === 0) return text;
  const document = visit(parse(text, { noLocation: true }), {
    ObjectTypeDefinition: (node) => {
      if (node.name.value !== mutation?.name) return false;
      const fields = (node.fields ?? []).map((field) =>
        marked.has(field.name.value)
          ? {
              ...field,
              directives: [
                ...(field.directives ?? []),
                { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'irrevocable' } } as const,
              ],
            }
          : field,
      );
      return { ...node, fields };
    },
  });
  return `${definition}\n\n${print(document)}`;
}
