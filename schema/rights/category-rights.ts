import type { Perimetre, Territoire } from '../contract/territoire.js';
import type { Convention, Signataire } from '../convention/convention.js';
import { formulaOf } from '../rules/formula.js';
import { withoutCovered, type FieldRight } from './field-right.js';
import { rightsTable, type RightsTable, type Subject } from './rights-table.js';

/** The category of what every signatory in force may read. */
export const openCategory = 'ouvert';
const policyPrefix = 'politique ';

/** The name of a policy among the categories. */
export function policyCategory(policy: string): string {
  return `${policyPrefix}${policy}`;
}

/** The policy that a category stands for; null: it is a scope. */
export function policyOf(category: string): string | null {
  return category.startsWith(policyPrefix) ? category.slice(policyPrefix.length) : null;
}

/** All that these conventions can open: each scope, each policy, and what is open to signatories. */
export function categoriesOf(conventions: readonly Convention[]): readonly Subject[] {
  const scopes = new Set(conventions.flatMap(({ donnees }) => [...donnees.keys()]));
  const policies = new Set(
    conventions.flatMap(({ acces }) => acces.flatMap(({ politiques }) => politiques)),
  );
  return [
    { name: openCategory, need: formulaOf({ authenticated: true, scopes: null, policies: null }) },
    ...[...scopes].map((scope) => ({
      name: scope,
      need: formulaOf({ authenticated: false, scopes: [[scope]], policies: null }),
    })),
    ...[...policies].map((policy) => ({
      name: policyCategory(policy),
      need: formulaOf({ authenticated: false, scopes: null, policies: [[policy]] }),
    })),
  ];
}

/**
 * Like `rightsTable`, with each perimeter told together with the territory in which this signatory
 * meets it: whoever is given another commune reads other rows by the same grant.
 */
export function locatedRights(
  subjects: readonly Subject[],
  convention: Convention,
  on: string,
): RightsTable {
  const located = new Map<string, Map<string, FieldRight>>();
  for (const [subject, rights] of rightsTable(subjects, convention, on)) {
    const here = new Map<string, FieldRight>();
    for (const [id, right] of rights) {
      const signataire = convention.signataires.get(id);
      const found = signataire && locate(right, signataire);
      if (found) here.set(id, found);
    }
    located.set(subject, here);
  }
  return located;
}

/** null: the signatory has no territory in which a row could meet it. */
function locate(right: FieldRight, { territoire }: Signataire): FieldRight | null {
  const alternatives = right.alternatives.flatMap(({ perimetres, finalites }) => {
    const sets = perimetres.map((set) =>
      set.flatMap((perimetre) => located(perimetre as Perimetre, territoire)),
    );
    return sets.some((set) => set.length === 0) ? [] : [{ perimetres: sets, finalites }];
  });
  return alternatives.length === 0
    ? null
    : { classe: right.classe, alternatives: withoutCovered(alternatives) };
}

function located(perimetre: Perimetre, territoire: Territoire): readonly string[] {
  switch (perimetre) {
    case 'patrimoine':
    case 'commune':
    case 'epci':
    case 'zone':
    case 'departement': {
      const place = territoire[perimetre];
      return place === undefined ? [] : [`${perimetre} ${place}`];
    }
    // Rows say of which stock a district is.
    case 'quartier':
      return territoire.patrimoine === undefined ? [] : [`${perimetre} ${territoire.patrimoine}`];
    case 'groupe-travail':
    case 'plaignant':
    case 'destinataire':
    case 'auteur':
    case 'participant':
    case 'pilote':
    case 'mandat':
      return [perimetre];
  }
}
