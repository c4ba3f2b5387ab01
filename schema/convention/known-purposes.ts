import type { Convention } from './convention.js';

/** Every purpose that the convention explains or that one of its grants asks for. */
export function knownPurposes({ finalites, acces }: Convention): ReadonlySet<string> {
  return new Set([...finalites.keys(), ...acces.flatMap((grant) => grant.finalites ?? [])]);
}
