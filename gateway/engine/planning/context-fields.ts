import { BREAK, Kind, visit, type DocumentNode } from 'graphql';

/** Names of the fields that take the value of an argument from an object above (`@fromContext`). */
export function fieldsTakingContext(supergraph: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(supergraph, {
    FieldDefinition: ({ name, directives }) => {
      const takes = directives?.some(({ arguments: given }) =>
        given?.some((argument) => argument.name.value === 'contextArguments'),
      );
      if (takes) names.add(name.value);
    },
  });
  return names;
}

export function selectsOneOf(operation: DocumentNode, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  let found = false;
  visit(operation, {
    [Kind.FIELD]: ({ name }) => {
      if (!names.has(name.value)) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}
