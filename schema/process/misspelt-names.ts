import leven from 'leven';
import type { Variable } from './variable.js';
import { subgraphCaPrefix, subgraphUrlPrefix, variables } from './variables.js';

/** Names that begin so are ours: one that nothing reads was meant to say something. */
const ourPrefixes = [
  'MONITORING_',
  'SUBGRAPH_',
  'GATEWAY_',
  'AUTHORIZATION_',
  'AUDIT_',
  'BUDGET_',
  'PLANNING_',
  'MAX_',
  'TRUSTED_',
  'PSEUDONYM_',
  'SHUTDOWN_',
  'DATABASE_URL',
  'DEMO_',
];
/** What Kubernetes and container links write for a service that is called `gateway`. */
const services = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT_\d+_(TCP|UDP)\w*|NAME|ENV_\w+)$/;
/** Shorter names are near to too many others. */
const shortest = 6;

export const knownNames: readonly string[] = Object.entries<Variable<unknown>>(variables).flatMap(
  ([name, { isSecret }]) => (isSecret ? [name, `${name}_FILE`] : [name]),
);

/** A line for each variable that nothing reads and that looks like one of ours. */
export function misspeltNames(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set(knownNames);
  return Object.keys(env).flatMap((name) => {
    if (env[name] === undefined || known.has(name) || ofSubgraphs(name)) return [];
    const near = nearestName(name, knownNames);
    const prefix = name.slice(0, subgraphUrlPrefix.length);
    const meant = leven(prefix, subgraphUrlPrefix) <= 2 ? `${subgraphUrlPrefix}<NAME>` : near;
    const isService = services.test(name) || /^(tcp|udp):/.test(env[name] ?? '');
    const isOurs = ourPrefixes.some((ours) => name.startsWith(ours)) && !isService;
    if (meant === null && !isOurs) return [];
    return [`${name}: nothing reads it${meant === null ? '' : `; did you mean ${meant}?`}`];
  });
}

function ofSubgraphs(name: string): boolean {
  return name.startsWith(subgraphUrlPrefix) || name.startsWith(subgraphCaPrefix);
}

/** The known name of which this may be a misspelling; null: none is near. */
function nearestName(name: string, known: readonly string[]): string | null {
  const near = known
    .filter((other) => other.length >= shortest)
    .map((other) => ({ other, distance: leven(name, other) }))
    .filter(({ other, distance }) => distance <= (other.length > shortest ? 2 : 1))
    .sort((left, right) => left.distance - right.distance);
  return near[0]?.other ?? null;
}
