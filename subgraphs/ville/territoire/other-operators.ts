import { operatorFor, type OperatorTerritories } from '../../../schema/reference/operator-for.js';
import partition from '../../../schema/reference/operateurs-ville.json' with { type: 'json' };
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import territoires from '../../../schema/reference/territoires.json' with { type: 'json' };

const places: OperatorTerritories = new Map(
  signataires
    .filter(({ id }) => partition.operateurs.includes(id))
    .map(({ id, territoire: { commune, epci } }) => [
      id,
      { ...(commune === undefined ? {} : { commune }), ...(epci === undefined ? {} : { epci }) },
    ]),
);

/** Who operates for a commune; null: nobody. */
export function operatorAt(commune: string): string | null {
  return operatorFor(commune, places);
}

/**
 * A commune of each other operator's, by which it is reached.
 * @param operator who operates this part; null: all of it, and there are no others.
 */
export function communesOfOthers(operator: string | null): readonly string[] {
  if (operator === null) return [];
  return partition.operateurs
    .filter((other) => other !== operator)
    .map((other) => {
      const own = territoires.communes.find(
        ({ codeInsee }) => operatorFor(codeInsee, places) === other,
      );
      if (!own) throw new Error(`${other} operates for no commune`);
      return own.codeInsee;
    });
}
