import {
  Kind,
  OperationTypeNode,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
} from 'graphql';
import type { RuleFault } from './access-rules.js';
import { argument, linksOf } from './linked-directives.js';

/** By specification: what a subgraph's author wrote to have it demanded. */
const writtenAs: ReadonlyMap<string, string> = new Map([
  ['https://specs.apollo.dev/cacheTag', '@cacheTag'],
  ['https://specs.apollo.dev/connect', '@source and @connect'],
]);
const costIdentity = 'https://specs.apollo.dev/cost';
/** What the planner and our engine do themselves: it is theirs to judge the version. */
const served: ReadonlySet<string> = new Set(
  ['core', 'link', 'join', 'tag', 'inaccessible', 'context', 'cost'].map(
    (name) => `https://specs.apollo.dev/${name}`,
  ),
);

/**
 * What a supergraph asks of whoever runs it and the gateway does not do: it would be silently without
 * effect, or end in an error that nobody understands. docs/directives.md has the whole table.
 * @param supergraph without its access directives (`stripRules`).
 */
export function lintUnserved(supergraph: DocumentNode): readonly RuleFault[] {
  return [
    ...unservedFeatures(supergraph),
    ...subscriptionRoot(supergraph),
    ...unservedDirectives(supergraph),
  ];
}

function unservedFeatures(supergraph: DocumentNode): readonly RuleFault[] {
  return linksOf(supergraph).flatMap(({ identity, directive }) => {
    const url = textOf(directive, 'url') ?? '';
    if (argument(directive, 'for') === undefined || served.has(identity)) return [];
    const written = writtenAs.get(identity) ?? `what asks for ${url}`;
    return [unserved(null, `not served: ${written}. Take it out of the subgraphs.`)];
  });
}

function subscriptionRoot({ definitions }: DocumentNode): readonly RuleFault[] {
  return definitions.flatMap((definition) => {
    if (definition.kind !== Kind.SCHEMA_DEFINITION) return [];
    const root = definition.operationTypes.find(
      ({ operation }) => operation === OperationTypeNode.SUBSCRIPTION,
    );
    if (!root) return [];
    const name = root.type.name.value;
    return [unserved(name, `not served: the root type ${name}. Take it out of the subgraphs.`)];
  });
}

function unservedDirectives(supergraph: DocumentNode): readonly RuleFault[] {
  const faults: RuleFault[] = [];
  const cost = costNames(supergraph);
  visit(supergraph, {
    // Definitions of directives are no use of them.
    DirectiveDefinition: () => false,
    Directive: (directive, _key, _parent, _path, ancestors) => {
      const name = directive.name.value;
      const where = placeOf(ancestors);
      const label = textOf(directive as ConstDirectiveNode, 'overrideLabel');
      if (
        label !== undefined &&
        textOf(directive as ConstDirectiveNode, 'override') !== undefined
      ) {
        faults.push(
          unserved(
            where,
            `${where}: @override(label: "${label}") would never be on: write it without a label, or take it out`,
          ),
        );
      }
      if (cost.has(name)) {
        faults.push(unserved(where, `${where}: @cost is not counted by this gateway: take it out`));
      }
    },
  });
  return faults;
}

/** How `@cost` is called here. */
function costNames(supergraph: DocumentNode): ReadonlySet<string> {
  return new Set(
    linksOf(supergraph)
      .filter(({ identity }) => identity === costIdentity)
      .flatMap(({ prefix, imports }) => {
        const imported = imports.find(({ name }) => name === '@cost');
        return [imported ? imported.local.slice(1) : prefix];
      }),
  );
}

/** `Type`, `Type.field` or `Type.field(argument:)`. */
function placeOf(ancestors: readonly unknown[]): string {
  const names = ancestors.flatMap((ancestor) => {
    if (typeof ancestor !== 'object' || ancestor === null || !('name' in ancestor)) return [];
    const { name } = ancestor as { name?: { value?: string } };
    return name?.value === undefined ? [] : [name.value];
  });
  const [type = 'schema', field, given] = names;
  if (field === undefined) return type;
  return given === undefined ? `${type}.${field}` : `${type}.${field}(${given}:)`;
}

function textOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = argument(directive, name);
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function unserved(coordinate: string | null, message: string): RuleFault {
  return { code: 'NOT_SERVED', coordinate, message };
}
