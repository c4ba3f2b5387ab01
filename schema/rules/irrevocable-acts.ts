import { Kind, type DocumentNode } from 'graphql';
import { linkedDirectives } from './linked-directives.js';

/** The mutations whose effect cannot be undone (`@irrevocable`). Of a subgraph or of a supergraph. */
export function irrevocableActs(document: DocumentNode): ReadonlySet<string> {
  const linked = linkedDirectives(document);
  return new Set(
    document.definitions.flatMap((definition) =>
      (definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
        definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
      definition.name.value === 'Mutation'
        ? (definition.fields ?? [])
            .filter(({ directives }) =>
              directives?.some(({ name }) => linked.get(name.value) === 'irrevocable'),
            )
            .map(({ name }) => name.value)
        : [],
    ),
  );
}
