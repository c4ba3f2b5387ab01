import type { DocumentNode } from 'graphql';
import type { Convention } from '../../schema/convention/convention.js';
import { readMerging } from '../../schema/rules/merging.js';
import { subgraphUrlPrefix } from '../../schema/process/variables.js';
import { environmentName, type Config } from '../config.js';
import type { Operator, Partitions } from '../engine/planning/partitions.js';
import { subgraphUrls } from '../engine/planning/subgraph-urls.js';
import type { Deployment } from '../../schema/process/deployment.js';

interface Placed {
  /** null: every subgraph has one operator. */
  readonly partitions: Partitions | null;
  readonly faults: readonly string[];
}

/**
 * The operators that the convention names, each where the deployment file says. A subgraph that the
 * file gives one address has one operator, whatever the convention says of it.
 */
export function placedOperators(
  supergraph: DocumentNode,
  convention: Convention,
  deployment: Deployment,
  { engine, subgraphUrls: given }: Pick<Config, 'engine' | 'subgraphUrls'>,
  cursorKey: Buffer,
): Placed {
  const faults: string[] = [];
  const names = subgraphUrls(supergraph);
  const merging = readMerging(supergraph);
  for (const name of [...deployment.urls.keys(), ...deployment.operators.keys()]) {
    if (!names.has(name)) {
      faults.push(
        `there is no subgraph "${name}" in the supergraph: ${[...names.keys()].join(', ')}`,
      );
    } else if (given.has(environmentName(name))) {
      faults.push(
        `"${name}" has an address here and in ${subgraphUrlPrefix}${environmentName(name)}: keep one of them`,
      );
    }
  }
  const operators = new Map<string, readonly Operator[]>();
  for (const [name, places] of deployment.operators) {
    if (!names.has(name)) continue;
    const partition = convention.partitions.get(name);
    if (!partition) {
      faults.push(`the convention names no operators of "${name}": add them to its "partitions"`);
      continue;
    }
    if (!merging.fields.has(name)) {
      faults.push(
        `the supergraph does not say how the answers for "${name}" are merged (@merged): compose it with the schema of a subgraph that several may operate`,
      );
    }
    for (const id of places.keys()) {
      if (partition.operateurs.has(id)) continue;
      faults.push(
        `"${id}" does not operate "${name}": the convention names ${[...partition.operateurs.keys()].join(', ')}`,
      );
    }
    const placed = [...partition.operateurs.keys()].flatMap((id): Operator[] => {
      const url = places.get(id);
      if (url === undefined) faults.push(`"${id}" operates "${name}" and has no address here`);
      const signatory = convention.signataires.get(id);
      return url === undefined
        ? []
        : [
            {
              id,
              name: signatory?.nom ?? id,
              url,
              territoire: signatory?.territoire ?? {},
              common: id === partition.communs,
            },
          ];
    });
    operators.set(name, placed);
  }
  if (operators.size > 0 && engine === 'apollo') {
    faults.push(
      'several operators of a subgraph are asked by our engine only: set ENGINE=passerelle',
    );
  }
  return { partitions: operators.size > 0 ? { operators, merging, cursorKey } : null, faults };
}
