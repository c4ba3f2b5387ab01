import { registerEnumType } from 'type-graphql';

/** A GraphQL enum whose values are their own names: `enumeration('Zone', '…', { PN: 'Police nationale.' })`. */
export function enumeration<K extends string>(
  name: string,
  description: string,
  values: Readonly<Record<K, string>>,
): { readonly [P in K]: P } {
  const keys = Object.keys(values) as K[];
  const declared = Object.fromEntries(keys.map((key) => [key, key])) as { readonly [P in K]: P };
  registerEnumType(declared, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      keys.map((key) => [key, { description: values[key] }]),
    ) as Record<K, { description: string }>,
  });
  return declared;
}
