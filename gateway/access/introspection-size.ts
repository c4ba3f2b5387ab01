import {
  isInterfaceType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

const metaFields: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((field) => [field.name, field]),
);

/** The definition of `__schema`, `__type` or `__typename`, which no type lists among its fields. */
export function metaField(name: string): GraphQLField<unknown, unknown> | undefined {
  return metaFields.get(name);
}

/** How many objects the lists of introspection hold under a schema, by `Type.field`. */
export function introspectionSizes(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const types = Object.values(schema.getTypeMap());
  const composite = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = composite.reduce((sum, type) => sum + Object.keys(type.getFields()).length, 0);
  return new Map([
    ['__Schema.types', types.length],
    ['__Schema.directives', schema.getDirectives().length],
    // A mean: what is asked of one type is asked of all of them.
    ['__Type.fields', Math.ceil(fields / Math.max(1, composite.length))],
    ['__Type.inputFields', 2],
    ['__Type.enumValues', 2],
    ['__Type.possibleTypes', 2],
    ['__Type.interfaces', 1],
    ['__Field.args', 2],
    ['__Directive.args', 2],
  ]);
}
