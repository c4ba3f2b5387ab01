import { getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { useEffect, useState } from 'react';
import type { Graphs } from '../editor/graphs.js';
import { buildClientSchema } from './client-schema.js';

/** The caller's graph for these purposes; null until it has been read. */
export function useGraph(graphs: Graphs, finalite: readonly string[]): GraphQLSchema | null {
  const [graph, setGraph] = useState<{
    readonly of: readonly string[];
    readonly schema: GraphQLSchema;
  } | null>(null);
  useEffect(() => {
    let current = true;
    graphs.read(getIntrospectionQuery(), finalite).then(
      ({ data }) => {
        if (!current || data === null) return;
        const schema = buildClientSchema(data as unknown as IntrospectionQuery);
        setGraph({ of: finalite, schema });
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [graphs, finalite]);
  return graph !== null && graph.of === finalite ? graph.schema : null;
}
