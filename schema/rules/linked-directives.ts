import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';

/** The directives whose local names this project must know. */
export type LinkedDirective =
  | 'authenticated'
  | 'requiresScopes'
  | 'policy'
  | 'readsField'
  | 'rowRuled'
  | 'irrevocable'
  | 'cacheControl'
  | 'merged'
  | 'sorted';

export const accessDirectives = ['authenticated', 'requiresScopes', 'policy'] as const;

const readsFieldIdentity = 'https://passerelle.example/readsField';
const rowRuledIdentity = 'https://passerelle.example/rowRuled';
const federationIdentity = 'https://specs.apollo.dev/federation';
const identities: ReadonlyMap<string, LinkedDirective> = new Map([
  ['https://specs.apollo.dev/authenticated', 'authenticated'],
  ['https://specs.apollo.dev/requiresScopes', 'requiresScopes'],
  ['https://specs.apollo.dev/policy', 'policy'],
  [readsFieldIdentity, 'readsField'],
  [rowRuledIdentity, 'rowRuled'],
  ['https://passerelle.example/irrevocable', 'irrevocable'],
  ['https://passerelle.example/cacheControl', 'cacheControl'],
  ['https://passerelle.example/merged', 'merged'],
  ['https://passerelle.example/sorted', 'sorted'],
]);

/**
 * Local directive name → what it is, after the `@link`s of a supergraph or of a subgraph: imported,
 * renamed with `as`, or written in full with the prefix of its specification (CVE-2025-64347).
 */
export function linkedDirectives(document: DocumentNode): ReadonlyMap<string, LinkedDirective> {
  const names = new Map<string, LinkedDirective>();
  for (const link of linksOf(document)) {
    if (link.identity === federationIdentity) {
      for (const directive of accessDirectives)
        names.set(`${link.prefix}__${directive}`, directive);
      for (const { name, local } of link.imports) {
        const directive = accessDirectives.find((known) => name === `@${known}`);
        if (directive) names.set(local.slice(1), directive);
      }
      continue;
    }
    const directive = identities.get(link.identity);
    if (!directive) continue;
    const imported = link.imports.filter(({ name }) => name === `@${directive}`);
    for (const { local } of imported) names.set(local.slice(1), directive);
    // The directive named like its specification bears the bare prefix unless it is imported.
    if (imported.length === 0) names.set(link.prefix, directive);
    names.set(`${link.prefix}__${directive}`, directive);
  }
  return names;
}

/** Directives that a subgraph names in `@composeDirective`, without their `@`. */
export function composedDirectives(document: DocumentNode): ReadonlySet<string> {
  const composed = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) {
      continue;
    }
    for (const directive of definition.directives ?? []) {
      const name = textOf(argument(directive, 'name'));
      if (name !== undefined) composed.add(name.replace(/^@/, ''));
    }
  }
  return composed;
}

export interface Link {
  /** The URL without its version. */
  readonly identity: string;
  readonly prefix: string;
  readonly imports: readonly { readonly name: string; readonly local: string }[];
  readonly directive: ConstDirectiveNode;
}

/** Every `@link` (or federation 1 `@core`) on the schema, whatever that directive is called. */
export function linksOf(document: DocumentNode): readonly Link[] {
  const links: Link[] = [];
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) {
      continue;
    }
    for (const directive of definition.directives ?? []) {
      const url = textOf(argument(directive, 'url') ?? argument(directive, 'feature'));
      if (url === undefined) continue;
      const { identity, name } = parseSpecification(url);
      links.push({
        identity,
        prefix: textOf(argument(directive, 'as')) ?? name,
        imports: importsOf(argument(directive, 'import')),
        directive,
      });
    }
  }
  return links;
}

/** `https://specs.apollo.dev/policy/v0.1` → its identity and the name it gives to its elements. */
function parseSpecification(url: string): { identity: string; name: string } {
  const identity = url.replace(/\/+$/, '').replace(/\/v\d+\.\d+$/, '');
  return { identity, name: identity.slice(identity.lastIndexOf('/') + 1) };
}

function importsOf(value: ConstValueNode | undefined): { name: string; local: string }[] {
  const imports: { name: string; local: string }[] = [];
  for (const item of value?.kind === Kind.LIST ? value.values : value ? [value] : []) {
    if (item.kind === Kind.STRING) imports.push({ name: item.value, local: item.value });
    if (item.kind !== Kind.OBJECT) continue;
    const field = (name: string) =>
      textOf(item.fields.find((candidate) => candidate.name.value === name)?.value);
    const name = field('name');
    if (name !== undefined) imports.push({ name, local: field('as') ?? name });
  }
  return imports;
}

export function argument(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((candidate) => candidate.name.value === name)?.value;
}

function textOf(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}
