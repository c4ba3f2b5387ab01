import {
  Kind,
  type ConstValueNode,
  type FieldNode,
  type GraphQLField,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';

/** How many items a list was asked for: a number, or what variables of the request say. */
export interface AskedSize {
  readonly fixed: number;
  readonly variables: readonly { readonly name: string; readonly fallback: number | null }[];
}

/** Where the schema says nothing: what our own limits count by as well. */
const usual = ['first', 'last', 'limit'];

/**
 * What a call says of the length of its lists: by the arguments that the schema names for it
 * (`@listSize`), or by `first`, `last` and `limit`. null: nothing.
 */
export function askedSize(
  node: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  variables: readonly VariableDefinitionNode[],
): AskedSize | null {
  const declared = listSize(definition);
  const slicing = declared.slicing ?? usual;
  let fixed: number | null = null;
  const named: { name: string; fallback: number | null }[] = [];
  for (const argument of definition.args) {
    if (!slicing.includes(argument.name)) continue;
    const value = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
    if (value?.kind === Kind.VARIABLE) {
      const name = value.name.value;
      const own = variables.find(({ variable }) => variable.name.value === name);
      named.push({
        name,
        fallback: numberOf(own?.defaultValue) ?? numberIn(argument.defaultValue),
      });
      continue;
    }
    const count = value ? numberOf(value) : numberIn(argument.defaultValue);
    if (count !== null) fixed = Math.max(fixed ?? 0, count);
  }
  if (fixed === null && named.length === 0) fixed = declared.assumed;
  if (fixed === null && named.length === 0) return null;
  return { fixed: fixed ?? 0, variables: named };
}

/** The fields below to which the size belongs; null: every list that stands there. */
export function sizedBelow(definition: GraphQLField<unknown, unknown> | undefined) {
  return definition ? listSize(definition).sized : null;
}

interface ListSize {
  readonly slicing: readonly string[] | null;
  readonly sized: readonly string[] | null;
  readonly assumed: number | null;
}

function listSize({ astNode }: GraphQLField<unknown, unknown>): ListSize {
  const directive = astNode?.directives?.find(({ name }) => /(?:^|__)listSize$/.test(name.value));
  const valueOf = (name: string): ConstValueNode | undefined =>
    directive?.arguments?.find((argument) => argument.name.value === name)?.value;
  return {
    slicing: namesIn(valueOf('slicingArguments')),
    sized: namesIn(valueOf('sizedFields')),
    assumed: numberOf(valueOf('assumedSize')),
  };
}

function namesIn(value: ConstValueNode | undefined): readonly string[] | null {
  if (value?.kind !== Kind.LIST) return null;
  return value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
}

function numberOf(value: ValueNode | undefined): number | null {
  return value?.kind === Kind.INT ? Number(value.value) : null;
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
