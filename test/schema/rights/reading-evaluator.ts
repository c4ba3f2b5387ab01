import type { Perimetre } from '../../../schema/contract/territoire.js';

/** A convention as a property test writes it, and who reads what under it: shares no code with ours. */
export interface Written {
  readonly effet: string;
  readonly echeance: string | null;
  readonly grounds: Readonly<Record<'f' | 'g', { depuis: string; jusqu: string | null }>>;
  readonly signatories: Readonly<
    Record<
      'a' | 'b',
      {
        territoire: { patrimoine: string; commune: string; zone: 'police' | 'gendarmerie' };
        approbation: string | null;
        signature: string | null;
        retrait: string | null;
      }
    >
  >;
  readonly grants: readonly {
    donnees: readonly string[];
    a: readonly string[];
    perimetre: readonly Perimetre[] | null;
    finalites: readonly string[] | null;
    fondement: string;
  }[];
}

export interface Row {
  readonly patrimoine: string;
  readonly commune: string;
  readonly zone: string;
  readonly plaignant: string;
  readonly destinataire: string;
}

export const rows: readonly Row[] = ['x', 'y'].flatMap((patrimoine) =>
  ['86194', '86066'].flatMap((commune) =>
    ['police', 'gendarmerie'].flatMap((zone) =>
      ['a', 'b', 'nobody'].map((person) => ({
        patrimoine,
        commune,
        zone,
        plaignant: person,
        destinataire: person === 'a' ? 'b' : person,
      })),
    ),
  ),
);

export function readsRow(
  written: Written,
  who: 'a' | 'b',
  scope: string,
  declared: readonly string[],
  row: Row,
  day: string,
): boolean {
  const reader = written.signatories[who];
  if (day < written.effet) return false;
  if (written.echeance !== null && day > written.echeance) return false;
  if (reader.approbation === null || day < reader.approbation) return false;
  if (reader.signature === null || day < reader.signature) return false;
  if (reader.retrait !== null && day >= reader.retrait) return false;
  for (const grant of written.grants) {
    const ground = written.grounds[grant.fondement as 'f' | 'g'];
    if (day < ground.depuis || (ground.jusqu !== null && day >= ground.jusqu)) continue;
    if (!grant.a.includes(who) || !grant.donnees.includes(scope)) continue;
    if (grant.finalites !== null && !grant.finalites.some((p) => declared.includes(p))) continue;
    if (grant.perimetre === null) return true;
    for (const perimetre of grant.perimetre) {
      if (perimetre === 'plaignant' || perimetre === 'destinataire') {
        if (row[perimetre] === who) return true;
      } else {
        const place = perimetre as 'patrimoine' | 'commune' | 'zone';
        if (row[place] === reader.territoire[place]) return true;
      }
    }
  }
  return false;
}
