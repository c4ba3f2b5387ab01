import { Kind, type DocumentNode } from 'graphql';

/** Where each subgraph is, by name: from `enum join__Graph { VILLE @join__graph(name: "ville", url: "http://…") }`. */
export function subgraphUrls(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') {
      continue;
    }
    for (const { directives } of definition.values ?? []) {
      const join = directives?.find(({ name }) => name.value === 'join__graph');
      const [name, url] = ['name', 'url'].map((key) => {
        const value = join?.arguments?.find((argument) => argument.name.value === key)?.value;
        return value?.kind === Kind.STRING ? value.value : '';
      });
      if (name) urls.set(name, url ?? '');
    }
  }
  return urls;
}
