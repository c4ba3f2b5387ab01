import { Kind, valueFromASTUntyped, type FieldNode, type ValueNode } from 'graphql';

/** What a variable of a fetch holds; undefined: nothing. */
export type ValueOf = (variable: string) => unknown;

/** The arguments of a call, by name; undefined: not given. */
export function argumentReader(node: FieldNode, valueOf: ValueOf): (name: string) => unknown {
  return (name) => {
    const argument = node.arguments?.find((candidate) => candidate.name.value === name);
    return argument && valueAt(argument.value, valueOf);
  };
}

/** What stands at `saisie.diagnostic` in the arguments of an act. */
export function actArgument(node: FieldNode, path: readonly string[], valueOf: ValueOf): unknown {
  const [name = '', ...below] = path;
  let value = argumentReader(node, valueOf)(name);
  for (const key of below) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function valueAt(value: ValueNode, valueOf: ValueOf): unknown {
  switch (value.kind) {
    case Kind.VARIABLE:
      return valueOf(value.name.value);
    case Kind.OBJECT:
      return Object.fromEntries(
        value.fields.map((field) => [field.name.value, valueAt(field.value, valueOf)]),
      );
    case Kind.LIST:
      return value.values.map((item) => valueAt(item, valueOf));
    default:
      return valueFromASTUntyped(value);
  }
}
