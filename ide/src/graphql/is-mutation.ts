import { Kind, OperationTypeNode, parse, visit } from 'graphql';
import type { Question } from './question.js';

/** Whether what would be run does something; what cannot be read does nothing. */
export function isMutation({ query, operationName }: Omit<Question, 'finalite'>): boolean {
  try {
    const operations = parse(query).definitions.filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    const chosen = operations.find(({ name }) => name?.value === operationName) ?? operations[0];
    return chosen?.operation === OperationTypeNode.MUTATION;
  } catch {
    return false;
  }
}

/** Of these acts, those that a document names, wherever it does. Empty where it cannot be read. */
export function actsNamedIn(query: string, acts: ReadonlySet<string>): readonly string[] {
  const named = new Set<string>();
  try {
    visit(parse(query), {
      Field: ({ name }) => {
        if (acts.has(name.value)) named.add(name.value);
      },
    });
  } catch {
    return [];
  }
  return [...named];
}
