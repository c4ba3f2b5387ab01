import type { Acces, Convention } from '../../schema/convention/convention.js';
import { grantsInForce } from '../../schema/convention/effective-rights.js';
import { atomsOf, holds, type Formula } from '../../schema/rules/formula.js';
import type { Rights } from '../../schema/rules/access-rules.js';
import type { Appelant } from '../kit/appelant.js';
import {
  ChampLisible,
  Explication,
  PorteeDemandee,
  type StatutExplication,
} from './explication.js';
import type { FieldNeeds } from './field-needs.js';
import { presentCategory, presentFondement } from './present-moi.js';

/** Who answers for the data of a subgraph, for whom wants to ask. */
const owners: Readonly<Record<string, string>> = {
  ville: 'la ville ou l’intercommunalité',
  bailleurs: 'le bailleur concerné',
  justice: 'le parquet',
  convention: 'le comité de pilotage de la convention',
};

/**
 * Why a caller may or may not select a field: from the convention, the field's needs and the caller's
 * own rights alone. No row is looked at.
 * @param need null: there is no such field.
 */
export function explain(
  convention: Convention,
  appelant: Appelant,
  coordonnee: string,
  need: Formula | null,
  on: string,
): Explication {
  if (need === null) return explication(coordonnee, 'INCONNUE', [], unknownText);
  const rights = rightsOf(appelant);
  const grants = new Map(
    scopesOf(need).map((portee) => [portee, grantsOf(convention, appelant, portee, on)]),
  );
  const portees = [...grants].map(([portee, found]) =>
    presentDemanded(convention, appelant, portee, found),
  );
  if (holds(need, rights)) {
    const statut = portees.length === 0 ? 'OUVERTE' : 'LISIBLE';
    return explication(coordonnee, statut, portees, heldText(portees));
  }
  // With everything the convention grants its signatory, for whatever purpose.
  const granted = new Set(
    [...grants].flatMap(([portee, found]) => (found.length > 0 ? [portee] : [])),
  );
  if (!holds(need, { ...rights, scopes: granted })) {
    const ungranted = portees.filter(({ portee }) => !granted.has(portee));
    return explication(coordonnee, 'NON_ACCORDEE', portees, refusedText(ungranted));
  }
  const missing = portees.filter(({ portee, detenue }) => !detenue && granted.has(portee));
  const undeclared = missing.filter(
    ({ finalites }) =>
      finalites.length > 0 && !finalites.some((finalite) => appelant.finalites.includes(finalite)),
  );
  return undeclared.length > 0
    ? explication(coordonnee, 'FINALITE_A_DECLARER', portees, purposeText(convention, undeclared))
    : explication(coordonnee, 'JETON_INSUFFISANT', portees, tokenText(missing));
}

/** The fields that a caller may select for this request, where the convention classes their data. */
export function readableFields(
  convention: Convention,
  appelant: Appelant,
  needs: ReadonlyMap<string, Formula>,
): ChampLisible[] {
  const rights = rightsOf(appelant);
  return [...needs].flatMap(([coordonnee, need]) => {
    if (!holds(need, rights)) return [];
    const classes = scopesOf(need).flatMap(
      (portee) => convention.donnees.get(portee)?.classe ?? [],
    );
    // P0 to P3: the alphabet is the order of protection.
    const classe = classes.sort().at(-1);
    return classe === undefined ? [] : [Object.assign(new ChampLisible(), { coordonnee, classe })];
  });
}

/** Of some mutations, those that the caller may ask for; in the order of the alphabet. */
export async function askableActs(
  appelant: Appelant,
  acts: ReadonlySet<string>,
  needs: FieldNeeds,
): Promise<string[]> {
  const rights = rightsOf(appelant);
  const found = await Promise.all(
    [...acts].map(async (act) => {
      const need = await needs.of(`Mutation.${act}`);
      return need !== null && holds(need, rights) ? [act] : [];
    }),
  );
  return found.flat().sort();
}

function rightsOf({ signataire, droits, politiques }: Appelant): Rights {
  return {
    authenticated: signataire !== null,
    scopes: new Set(droits.keys()),
    policies: new Set(politiques),
  };
}

function scopesOf(need: Formula): readonly string[] {
  return unique(atomsOf(need).flatMap(({ atom }) => (atom.right === 'scope' ? [atom.name] : [])));
}

/** The convention's grants of a category to the caller's signatory, whatever their purpose. */
function grantsOf(
  convention: Convention,
  { signataire }: Appelant,
  portee: string,
  on: string,
): readonly Acces[] {
  if (signataire === null) return [];
  return grantsInForce(convention, signataire, on).filter(({ donnees }) =>
    donnees.includes(portee),
  );
}

function presentDemanded(
  convention: Convention,
  { droits }: Appelant,
  portee: string,
  grants: readonly Acces[],
): PorteeDemandee {
  const everyRow = grants.some(({ perimetre }) => perimetre === null);
  return Object.assign(new PorteeDemandee(), {
    ...presentCategory(convention, portee),
    detenue: droits.has(portee),
    finalites: unique(grants.flatMap(({ finalites }) => finalites ?? [])),
    perimetres: everyRow ? null : unique(grants.flatMap(({ perimetre }) => perimetre ?? [])),
    fondements: unique(grants.map(({ fondement }) => fondement)).map((id) =>
      presentFondement(convention, id),
    ),
  });
}

const unknownText =
  'Il n’y a pas de tel champ. Écrivez Type.champ, par exemple Incident.auteurPresume.';

function heldText(portees: readonly PorteeDemandee[]): string {
  return portees.length === 0
    ? 'Ce champ est ouvert à tous les signataires. Vide, c’est qu’il n’y a rien.'
    : 'Vous avez le droit de lire ce champ, sur les fiches de vos périmètres. Vide, c’est qu’il n’y a rien, ou que la fiche n’en fait pas partie : la passerelle ne dit pas lequel.';
}

/** @param ungranted none where a policy is missing, which is no category of data. */
function refusedText(ungranted: readonly PorteeDemandee[]): string {
  if (ungranted.length === 0) return 'La convention ne vous accorde pas ce champ.';
  const asked = unique(
    ungranted.map(({ proprietaire }) => owners[proprietaire ?? ''] ?? proprietaire ?? ''),
  );
  return `La convention ne vous accorde pas cette catégorie de données (${labels(ungranted)}). Si votre mission la demande, parlez-en avec ${asked.join(', ')} : son correspondant est dans l’annuaire.`;
}

function purposeText({ finalites }: Convention, undeclared: readonly PorteeDemandee[]): string {
  const purposes = unique(undeclared.flatMap(({ finalites }) => finalites)).map(
    (id) => `« ${finalites.get(id) ?? id} »`,
  );
  return `Ce champ vous est accordé, pour une finalité à déclarer : ${purposes.join(' ou ')}. Déclarez-la si c’est bien ce que vous faites.`;
}

function tokenText(missing: readonly PorteeDemandee[]): string {
  return `Ce champ est accordé à votre organisation, mais votre jeton ne le porte pas (${labels(missing)}). Demandez cet accès à qui gère les comptes chez vous.`;
}

function labels(portees: readonly PorteeDemandee[]): string {
  return portees.map(({ libelle, portee }) => libelle ?? portee).join(' ; ');
}

function explication(
  coordonnee: string,
  statut: StatutExplication,
  portees: PorteeDemandee[],
  message: string,
): Explication {
  return Object.assign(new Explication(), { coordonnee, statut, portees, message });
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
