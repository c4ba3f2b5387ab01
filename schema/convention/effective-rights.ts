import type { Droit } from '../contract/gateway-token.js';
import { perimetres, type Perimetre } from '../contract/territoire.js';
import type { Acces, Convention } from './convention.js';
import { civilDay } from '../contract/civil-day.js';
import { fondementInForce, signataireInForce } from './in-force.js';

export interface RightsRequest {
  /** Scopes of the token; null: all that the signatory was granted (`porteesParDefaut`). */
  readonly scopes: readonly string[] | null;
  /** Purposes that the caller declared. */
  readonly finalites: readonly string[];
  readonly at: Date;
}

/** What a request may use: grants ∩ scopes of the token ∩ declared purposes. */
export interface EffectiveRights {
  /** Whether the signatory is in force; if not, it holds nothing, not even `@authenticated`. */
  readonly authenticated: boolean;
  /** By scope, in the order of the alphabet. */
  readonly droits: Readonly<Record<string, Droit>>;
  readonly politiques: readonly string[];
}

const nothing: EffectiveRights = { authenticated: false, droits: {}, politiques: [] };

/** Pure: the same convention, request and instant always give the same rights. */
export function effectiveRights(
  convention: Convention,
  signataireId: string,
  request: RightsRequest,
): EffectiveRights {
  const on = civilDay(request.at);
  const signataire = convention.signataires.get(signataireId);
  if (!signataire || !signataireInForce(convention, signataire, on)) return nothing;
  const grants = grantsInForce(convention, signataireId, on).filter(
    ({ finalites }) => finalites === null || finalites.some((f) => request.finalites.includes(f)),
  );
  const held = request.scopes === null ? null : new Set(request.scopes);
  const byScope = new Map<string, Acces[]>();
  for (const grant of grants) {
    for (const scope of grant.donnees) {
      if (held === null || held.has(scope)) {
        byScope.set(scope, [...(byScope.get(scope) ?? []), grant]);
      }
    }
  }
  return {
    authenticated: true,
    // fromEntries defines own properties, so that no scope's name can touch the prototype.
    droits: Object.fromEntries(
      [...byScope]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([scope, its]) => [scope, droitOf(its, request.finalites)]),
    ),
    politiques: unique(grants.flatMap(({ politiques }) => politiques)).sort(),
  };
}

/** The grants to a signatory whose legal ground applies on this day, whatever their purposes. */
export function grantsInForce(
  convention: Convention,
  signataireId: string,
  on: string,
): readonly Acces[] {
  return convention.acces.filter((grant) => {
    const fondement = convention.fondements.get(grant.fondement);
    return (
      grant.a.includes(signataireId) && fondement !== undefined && fondementInForce(fondement, on)
    );
  });
}

function droitOf(grants: readonly Acces[], declared: readonly string[]): Droit {
  const needed = new Set(grants.flatMap(({ finalites }) => finalites ?? []));
  return {
    perimetres: unionOfPerimetres(grants),
    fondements: unique(grants.map(({ fondement }) => fondement)),
    finalites: unique(declared).filter((finalite) => needed.has(finalite)),
  };
}

/** A grant without perimeter opens every row, whatever the others say. */
function unionOfPerimetres(grants: readonly Acces[]): readonly Perimetre[] | null {
  if (grants.some(({ perimetre }) => perimetre === null)) return null;
  const met = new Set(grants.flatMap(({ perimetre }) => perimetre ?? []));
  return perimetres.filter((perimetre) => met.has(perimetre));
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
