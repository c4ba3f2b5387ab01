import type { DocumentNode } from 'graphql';
import leven from 'leven';
import { httpUrlFault } from '../../schema/process/http-url.js';
import { subgraphUrlPrefix } from '../../schema/process/variables.js';
import { environmentName } from '../config.js';
import { subgraphUrls } from '../engine/planning/subgraph-urls.js';

interface SubgraphAddresses {
  /** By subgraph name: what the environment says instead of the supergraph. */
  readonly urls: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
}

/**
 * The environment names subgraphs in capitals; which ones there are only the supergraph knows.
 * @param given by the part of the variable after the prefix.
 * @param isStart a name that is no subgraph's is a fault. Later it may be one that left.
 */
export function subgraphAddresses(
  supergraph: DocumentNode,
  given: ReadonlyMap<string, string>,
  isStart: boolean,
): SubgraphAddresses {
  const written = subgraphUrls(supergraph);
  const names = new Map([...written.keys()].map((name) => [environmentName(name), name]));
  const urls = new Map<string, string>();
  const faults: string[] = [];
  for (const [variable, url] of given) {
    const name = names.get(variable);
    if (name !== undefined) urls.set(name, url);
    else if (isStart) faults.push(unknownFault(variable, [...names.keys()]));
  }
  for (const [name, url] of written) {
    const fault = urls.has(name) ? null : httpUrlFault(url);
    if (fault === null) continue;
    faults.push(
      `subgraph "${name}": ${fault}. Compose again, or set ${subgraphUrlPrefix}${environmentName(name)}.`,
    );
  }
  return { urls, faults };
}

function unknownFault(variable: string, known: readonly string[]): string {
  const [nearest = ''] = known.toSorted((a, b) => leven(variable, a) - leven(variable, b));
  return `${subgraphUrlPrefix}${variable} names no subgraph: did you mean ${subgraphUrlPrefix}${nearest}? There are ${known.join(', ')}.`;
}
