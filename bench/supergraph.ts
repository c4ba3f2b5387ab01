import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { subgraphSdl, withoutRules } from './workload.js';

/** The bench supergraph, routed to the stub on `port`; peers take it without access rules. */
export function composeBenchSupergraph(port: number, rules: boolean): string {
  const result = composeServices(
    Object.entries(subgraphSdl).map(([name, sdl]) => ({
      name,
      url: `http://127.0.0.1:${port}/${name}`,
      typeDefs: parse(rules ? sdl : withoutRules(sdl)),
    })),
  );
  if (!result.supergraphSdl) {
    throw new Error(result.errors?.map(({ message }) => message).join('\n'));
  }
  return result.supergraphSdl;
}
