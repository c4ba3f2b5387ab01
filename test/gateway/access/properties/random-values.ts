import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** The same object has the same values in every schema that serves it: they follow from its id. */
export const resolveByHash: GraphQLFieldResolver<unknown, unknown> = (
  source,
  _args,
  _ctx,
  info,
) => {
  const { id = '0' } = (source ?? {}) as { id?: string };
  if (info.fieldName === 'id') return id;
  const seed = `${info.parentType.name}:${id}.${info.fieldName}`;
  return value(info.schema, info.returnType, seed);
};

export function typeByName(source: unknown): string {
  return (source as { __typename: string }).__typename;
}

function value(schema: GraphQLSchema, type: GraphQLOutputType, seed: string): unknown {
  const number = hash(seed);
  if (!isNonNullType(type) && number % 7 === 0) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const of = nullable.ofType;
    return Array.from({ length: number % 3 }, (_, i) => value(schema, of, `${seed}[${i}]`));
  }
  if (isEnumType(nullable)) return nullable.getValues()[number % nullable.getValues().length]?.name;
  if (isObjectType(nullable)) return { __typename: nullable.name, id: String(number % 5) };
  if (isAbstractType(nullable)) {
    const names = schema.getPossibleTypes(nullable).map(({ name }) => name);
    return { __typename: names.sort()[number % names.length], id: String(number % 5) };
  }
  // A canary: it says whose value it is, so that a leak can be traced.
  return String(nullable) === 'Int' ? number % 100_000 : `«${seed}»`;
}

function hash(text: string): number {
  let state = 2166136261;
  for (let i = 0; i < text.length; i += 1) {
    state = Math.imul(state ^ text.charCodeAt(i), 16777619) >>> 0;
  }
  state ^= state >>> 15;
  return Math.imul(state, 0x2c1b3c6d) >>> 0;
}
