import type { Convention } from '../../schema/convention/convention.js';
import { civilDay } from '../../schema/contract/civil-day.js';
import { effectiveRights } from '../../schema/convention/effective-rights.js';

/** A purpose that a signatory may declare, and the categories of data that it opens. */
export interface UsefulPurpose {
  readonly id: string;
  readonly libelle: string;
  readonly portees: readonly string[];
}

/** By version of the convention: of each signatory, what was found for the day that was asked last. */
const known = new WeakMap<Convention, Map<string, OfDay>>();

interface OfDay {
  readonly day: string;
  readonly purposes: readonly UsefulPurpose[];
}

/**
 * By the convention alone: what a token leaves out is not known before its purposes are declared. All
 * of its entries are gone through for each purpose, so that this is done once a day for each signatory.
 */
export function usefulPurposes(
  convention: Convention,
  signataire: string,
  at: Date,
): readonly UsefulPurpose[] {
  const day = civilDay(at);
  const bySignatory = known.get(convention) ?? new Map<string, OfDay>();
  known.set(convention, bySignatory);
  const found = bySignatory.get(signataire);
  if (found?.day === day) return found.purposes;
  const purposes = compile(convention, signataire, at);
  // Whom the convention does not know costs nothing to look up, and would never be let go of.
  if (convention.signataires.has(signataire)) bySignatory.set(signataire, { day, purposes });
  return purposes;
}

function compile(convention: Convention, signataire: string, at: Date): readonly UsefulPurpose[] {
  const scopesFor = (finalites: readonly string[]): readonly string[] =>
    Object.keys(effectiveRights(convention, signataire, { scopes: null, finalites, at }).droits);
  const without = new Set(scopesFor([]));
  return [...convention.finalites].flatMap(([id, libelle]) => {
    const portees = scopesFor([id]).filter((portee) => !without.has(portee));
    return portees.length === 0 ? [] : [{ id, libelle, portees }];
  });
}
