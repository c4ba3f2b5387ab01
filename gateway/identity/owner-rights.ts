import type { Droit } from '../../schema/contract/gateway-token.js';
import type { Perimetre, Territoire } from '../../schema/contract/territoire.js';
import { isWithinEpci, operatorFor } from '../../schema/reference/operator-for.js';
import type { Convention, Partition } from '../../schema/convention/convention.js';
import type { Rights } from '../../schema/rules/access-rules.js';
import type { Viewer } from './viewer.js';

/** What one owner is shown of a caller: what concerns its own data, and nothing else. */
export interface ShownRights {
  readonly droits: Readonly<Record<string, Droit>>;
  readonly territoire: Territoire;
  /** Those under which some right shown counts. */
  readonly finalites: readonly string[];
}

/** As `ShownRights`, for one operator of a partitioned subgraph. */
export interface OperatorRights extends ShownRights {
  /** The signatory that operates it. */
  readonly operator: string;
  /** Its scopes are those that some row there can meet. */
  readonly rights: Rights;
}

/** By subgraph, the scopes that its schema asks for, whoever owns the data. */
export type DemandedScopes = ReadonlyMap<string, ReadonlySet<string>>;

type Asking = Pick<Viewer, 'signataire' | 'rights' | 'droits' | 'territoire' | 'finalites'>;

const nowhere: Droit = { perimetres: [], fondements: [], finalites: [] };

/** Every caller's rights at each owner, under one version of the convention and the supergraph. */
export class RightsAtOwners {
  private readonly shown = new WeakMap<Viewer, Map<string, ShownRights>>();
  private readonly atOperators = new WeakMap<Viewer, Map<string, readonly OperatorRights[]>>();
  private readonly owners: ReadonlySet<string>;

  constructor(
    private readonly convention: Convention,
    private readonly demanded: DemandedScopes = new Map(),
  ) {
    this.owners = new Set([...convention.donnees.values()].map(({ proprietaire }) => proprietaire));
  }

  /** At a subgraph that one operates. */
  at(viewer: Viewer, subgraph: string): ShownRights {
    return kept(this.shown, viewer, subgraph, () => this.shownAt(viewer, subgraph));
  }

  /** At the operators of a partitioned subgraph, in the convention's order. */
  of(viewer: Viewer, subgraph: string): readonly OperatorRights[] {
    return kept(this.atOperators, viewer, subgraph, () => {
      const partition = this.convention.partitions.get(subgraph);
      return partition ? this.rightsAtOperators(viewer, subgraph, partition) : [];
    });
  }

  /** Scopes of its own data, and those of others by which its schema guards some field. */
  private concerns(subgraph: string, scope: string): boolean {
    return (
      this.convention.donnees.get(scope)?.proprietaire === subgraph ||
      (this.demanded.get(subgraph)?.has(scope) ?? false)
    );
  }

  private shownAt({ droits, territoire, finalites }: Viewer, subgraph: string): ShownRights {
    // Who owns no data says what the convention says, and must know the caller's rights to it all.
    if (!this.owners.has(subgraph)) return { droits, territoire, finalites };
    const concerned = Object.entries(droits).filter(([scope]) => this.concerns(subgraph, scope));
    return shownOf(Object.fromEntries(concerned), territoire, finalites);
  }

  /**
   * Only the scopes that concern this subgraph, each with only the perimeters that some row of the
   * operator can meet. What cannot be told is kept.
   */
  private rightsAtOperators(
    viewer: Asking,
    subgraph: string,
    partition: Partition,
  ): readonly OperatorRights[] {
    const { signataires } = this.convention;
    const { signataire, territoire } = viewer;
    const own = signataire === null ? undefined : partition.operateurs.get(signataire);
    const callersTerritoire: Territoire = own?.quartiers
      ? { ...territoire, quartiers: own.quartiers }
      : territoire;
    const places = new Map(
      [...partition.operateurs.keys()].map((id) => [id, signataires.get(id)?.territoire ?? {}]),
    );
    return [...partition.operateurs].map(([operator, { quartiers }]) => {
      const meets = (perimetre: Perimetre): boolean => {
        if (partition.parTerritoire && perimetre === 'commune') {
          const { commune } = territoire;
          return commune !== undefined && operatorFor(commune, places) === operator;
        }
        if (partition.parTerritoire && perimetre === 'epci') {
          const { epci } = territoire;
          return epci !== undefined && isWithinEpci(places.get(operator) ?? {}, epci);
        }
        if (perimetre === 'patrimoine') {
          const stock = signataires.get(operator)?.territoire.patrimoine;
          return stock !== undefined && stock === territoire.patrimoine;
        }
        if (operator === signataire) return true;
        if (own && partition.perimetresPropres.includes(perimetre)) return false;
        if (perimetre !== 'quartier') return true;
        // Where the caller's quartiers are not known, no row of another operator can meet it.
        const shared = own?.quartiers ?? [];
        return quartiers === null
          ? shared.length > 0
          : quartiers.some((quartier) => shared.includes(quartier));
      };
      const droits: Record<string, Droit> = {};
      const scopes = new Set<string>();
      for (const [scope, droit] of Object.entries(viewer.droits)) {
        if (!this.concerns(subgraph, scope)) continue;
        const perimetres = droit.perimetres?.filter(meets) ?? null;
        const opensRows = perimetres === null || perimetres.length > 0;
        if (opensRows) scopes.add(scope);
        // By its name alone: a list of rows that it opens elsewhere is empty here, and not hidden.
        droits[scope] = opensRows ? { ...droit, perimetres } : nowhere;
      }
      return {
        operator,
        rights: { ...viewer.rights, scopes },
        ...shownOf(droits, callersTerritoire, viewer.finalites),
      };
    });
  }
}

function shownOf(
  droits: Readonly<Record<string, Droit>>,
  territoire: Territoire,
  finalites: readonly string[],
): ShownRights {
  const counting = new Set(Object.values(droits).flatMap((droit) => droit.finalites));
  return { droits, territoire, finalites: finalites.filter((purpose) => counting.has(purpose)) };
}

function kept<T>(
  known: WeakMap<Viewer, Map<string, T>>,
  viewer: Viewer,
  subgraph: string,
  make: () => T,
): T {
  const ofViewer = known.get(viewer) ?? new Map<string, T>();
  known.set(viewer, ofViewer);
  const value = ofViewer.get(subgraph) ?? make();
  ofViewer.set(subgraph, value);
  return value;
}
