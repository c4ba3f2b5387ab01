import { getNamedType, Kind, type DocumentNode } from 'graphql';
import type { AccessModel } from '../../../schema/rules/access-model.js';
import { graphsByName } from './confirmations.js';
import { argumentText, isJoinType } from './join-directives.js';
import type { LiftedSubgraph } from './lift-merged-fields.js';
import type { MergedSubgraph, Partitions } from './partitions.js';

/** What is declared of each partitioned subgraph, put together once. */
export function mergedSubgraphs(
  supergraph: DocumentNode,
  { operators, merging }: Partitions,
  model: AccessModel,
): ReadonlyMap<string, MergedSubgraph> {
  const graphs = graphsByName(supergraph);
  return new Map(
    [...operators.keys()].map((name) => {
      const fields = merging.fields.get(name) ?? new Map<string, never>();
      const shared = new Set([...fields.keys()].map((coordinate) => coordinate.split('.')[0]));
      const keys = keysIn(supergraph, graphs.get(name) ?? '');
      const isShared = ([type]: readonly [string, string]): boolean => shared.has(type);
      return [
        name,
        {
          name,
          fields,
          orders: merging.orders,
          sharedTypes: new Map([...keys].filter(isShared)),
          heldTypes: new Map([...keys].filter((entry) => !isShared(entry))),
          placedTypes: placedTypes(fields, model),
          model,
        },
      ];
    }),
  );
}

/** A type is where its look-ups are: `one` on a root field that answers a row of it. */
function placedTypes(
  fields: MergedSubgraph['fields'],
  { schema }: AccessModel,
): MergedSubgraph['placedTypes'] {
  const queries = schema.getQueryType()?.getFields() ?? {};
  return new Map(
    [...fields].flatMap(([coordinate, { as, at }]) => {
      const [parent, name = ''] = coordinate.split('.');
      const field = parent === 'Query' && Object.hasOwn(queries, name) ? queries[name] : undefined;
      return field && as === 'one' && at !== null
        ? [[getNamedType(field.type).name, at] as const]
        : [];
    }),
  );
}

/** What of it is taken out of rows: `liftMergedFields`. */
export function liftedSubgraph({ fields, sharedTypes }: MergedSubgraph): LiftedSubgraph {
  return {
    isMerged: (coordinate) => {
      const as = fields.get(coordinate)?.as;
      return as === 'page' || as === 'sum' || as === 'own';
    },
    keyOf: (type) => sharedTypes.get(type) ?? null,
  };
}

/** Entity → the field by which a subgraph can be asked about it. */
function keysIn(supergraph: DocumentNode, graph: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const directive of definition.directives ?? []) {
      if (!isJoinType(directive) || argumentText(directive, 'graph') !== graph) continue;
      const key = argumentText(directive, 'key');
      if (key === null || argumentText(directive, 'resolvable') === 'false') continue;
      keys.set(definition.name.value, key);
    }
  }
  return keys;
}
