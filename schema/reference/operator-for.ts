import type { HoldingTerritory, Territoire } from '../contract/territoire.js';
import territoires from './territoires.json' with { type: 'json' };

/** Signatory → where it acts. */
export type OperatorTerritories = ReadonlyMap<string, Territoire>;

const epciOf: ReadonlyMap<string, string> = new Map(
  territoires.communes.map(({ codeInsee, epci }) => [codeInsee, epci]),
);

/**
 * Who operates for a commune: the city, if it operates a part; else the EPCI of which the commune is
 * a member. null: nobody does.
 */
export function operatorFor(commune: string, operators: OperatorTerritories): string | null {
  const epci = epciOf.get(commune);
  return (
    idWhere(operators, (territoire) => territoire.commune === commune) ??
    (epci === undefined ? null : idWhere(operators, (territoire) => territoire.epci === epci))
  );
}

/** Whether an operator can have rows of communes of this EPCI: it is the EPCI, or one of its cities. */
export function isWithinEpci({ commune, epci }: Territoire, siren: string): boolean {
  return epci === siren || (commune !== undefined && epciOf.get(commune) === siren);
}

/** Whether an operator can have rows of which only some operators can. */
export function isOfTerritory({ commune }: Territoire, at: HoldingTerritory | null): boolean {
  return at === null || commune !== undefined;
}

function idWhere(
  operators: OperatorTerritories,
  holds: (territoire: Territoire) => boolean,
): string | null {
  for (const [id, territoire] of operators) if (holds(territoire)) return id;
  return null;
}
