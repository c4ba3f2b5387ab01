import { withoutMayor } from '../../../schema/contract/act-not-found.js';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { Refused } from '../../kit/acts/refusal.js';

/** @throws Refused where the mayor of the commune is no signatory, so that nobody could act there. */
export function refuseWithoutMayor(codeInsee: string): void {
  if (cityOf(codeInsee).length > 0) return;
  throw new Refused(withoutMayor.code, withoutMayor.message, withoutMayor.champ);
}

/** The signatory whose mayor acts in the commune, if he has signed. */
export function cityOf(codeInsee: string): readonly string[] {
  return idsWhere(({ territoire }) => territoire.commune === codeInsee);
}

/** The parquet, in a convention that has one. */
export const parquets: readonly string[] = idsWhere(({ nature }) => nature === 'justice');

function idsWhere(holds: (signataire: (typeof signataires)[number]) => boolean): string[] {
  return signataires.filter(holds).map(({ id }) => id);
}
