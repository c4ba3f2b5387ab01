import { classNames, type Classe } from '../documentation/field-classes.js';

/** One category of data that the caller may read. */
export interface Droit {
  readonly portee: string;
  readonly libelle: string | null;
  readonly classe: Classe | null;
  readonly proprietaire: string | null;
  readonly conservation: string | null;
  readonly perimetres: readonly string[] | null;
  readonly finalites: readonly string[];
  readonly fondements: readonly { readonly reference: string; readonly effet: string | null }[];
}

const perimetreNames: Readonly<Record<string, string>> = {
  PATRIMOINE: 'votre patrimoine',
  COMMUNE: 'votre commune',
  EPCI: 'votre agglomération',
  ZONE: 'votre zone de compétence',
  DEPARTEMENT: 'le département',
  QUARTIER: 'les quartiers prioritaires où vous êtes',
  GROUPE_TRAVAIL: 'les instances dont vous êtes membre',
  PLAIGNANT: 'les plaintes que vous avez déposées',
  DESTINATAIRE: 'ce qui vous est adressé',
  AUTEUR: 'ce qui vient de vous',
  PARTICIPANT: 'les visites auxquelles vous participez',
  PILOTE: 'ce que vous pilotez',
  MANDAT: 'les groupes où vous avez vous-même un mandat',
};

/** Rows a right covers, in words. */
export function perimetreText(perimetres: readonly string[] | null): string {
  if (perimetres === null) return 'tout';
  return perimetres.map((perimetre) => perimetreNames[perimetre] ?? perimetre).join(', ');
}

/** « P2 – personnelle ». */
export function classeText(classe: Classe | null): string {
  return classe === null ? '' : `${classe} – ${classNames[classe]}`;
}

/** Rights in whose words every word of the search occurs, accents and case apart. */
export function searchRights(droits: readonly Droit[], search: string): readonly Droit[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return droits.filter((droit) => {
    const text = plain(
      [
        droit.portee,
        droit.libelle,
        classeText(droit.classe),
        droit.proprietaire,
        droit.conservation,
        perimetreText(droit.perimetres),
        ...droit.finalites,
        ...droit.fondements.flatMap(({ reference, effet }) => [reference, effet]),
      ].join(' '),
    );
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
