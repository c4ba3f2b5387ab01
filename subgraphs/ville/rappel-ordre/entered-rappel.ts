import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { civilDay } from '../../../schema/contract/civil-day.js';
import type { Appelant } from '../../kit/appelant.js';
import { Refused, refusedBy } from '../../kit/acts/refusal.js';
import type { ActContext } from '../../kit/acts/workflow.js';
import type { LienRepresentant } from './rappel-ordre-enums.js';
import type {
  SaisieAuteurRappel,
  SaisieCorrectionRappel,
  SaisieRappelOrdre,
} from './rappel-ordre-inputs.js';
import { refuseWithoutMayor } from '../territoire/signatory-city.js';
import { noOffenceOfJustice } from './rappel-ordre-workflow.js';
import type { RappelOrdre } from './rappel-ordre.js';

export type Person = Pick<
  RappelOrdre,
  'auteurNom' | 'auteurPrenom' | 'auteurDateNaissance' | 'auteurAdresse' | 'auteurRepresentants'
>;

export const nobodyYet: Person = {
  auteurNom: null,
  auteurPrenom: null,
  auteurDateNaissance: null,
  auteurAdresse: null,
  auteurRepresentants: [],
};

const lienTexts: Readonly<Record<LienRepresentant, string>> = {
  MERE: 'Mère',
  PERE: 'Père',
  TUTEUR: 'Tuteur ou tutrice',
  RESPONSABLE_EDUCATIF: 'Responsable éducatif',
};

/** Whether the birth date may decide what the caller is answered. */
export function knowsPerson({ droits }: Appelant): boolean {
  return droits.has('rappel-ordre:auteur');
}

/**
 * The person as stored. Who may not read whom he would write may not write it either: a landlord
 * tells the facts, and the city finds out who it was. @throws Refused
 */
export function enteredPerson(saisie: SaisieAuteurRappel, appelant: Appelant): Person {
  if (!knowsPerson(appelant)) {
    throw new Refused(
      'IDENTITE_NON_TRANSMISE',
      'L’identité de la personne n’est recueillie que par la ville : proposez sans elle.',
      'auteur',
    );
  }
  return {
    auteurNom: saisie.nom,
    auteurPrenom: saisie.prenom,
    auteurDateNaissance: saisie.dateNaissance ?? null,
    auteurAdresse: saisie.adresse ?? null,
    auteurRepresentants: saisie.representantsLegaux.map(({ nom, prenom, lien }) => ({
      nom,
      prenom,
      lien: lienTexts[lien],
    })),
  };
}

/** The age goes with the birth date: refused whatever that is. @throws Refused */
export function refuseUnknownAge(
  { mineur }: Pick<SaisieCorrectionRappel, 'mineur'>,
  appelant: Appelant,
): void {
  if (mineur === undefined || mineur === null || knowsPerson(appelant)) return;
  throw new Refused(
    'IDENTITE_NON_TRANSMISE',
    '« mineure » se corrige avec l’identité de la personne, que vous ne lisez pas.',
    'mineur',
  );
}

/** What the proposal would be, checked as a whole. @throws Refused */
export async function checkRappel(
  rappel: Partial<Pick<RappelOrdre, 'dateFaits' | 'auteurDateNaissance'>> &
    Pick<RappelOrdre, 'natureFaits' | 'mineur'>,
  context: ActContext<unknown>,
): Promise<void> {
  const today = civilDay(context.now);
  if (!(await noOffenceOfJustice.holds(rappel, context))) throw refusedBy(noOffenceOfJustice);
  if (rappel.dateFaits !== undefined && rappel.dateFaits > today) {
    throw new Refused(
      'DATE_A_VENIR',
      'Des faits ont eu lieu aujourd’hui ou avant : corrigez la date.',
      'dateFaits',
    );
  }
  const { auteurDateNaissance = null } = rappel;
  if (auteurDateNaissance !== null && isMinor(auteurDateNaissance, today) !== rappel.mineur) {
    throw new Refused(
      'AGE_INCOHERENT',
      'La date de naissance dit autre chose que « mineure » : corrigez l’une ou l’autre.',
      'mineur',
    );
  }
}

/**
 * Where it would be, and which landlord follows it: who proposes, or whom the city names.
 * @throws Refused where no mayor of the convention acts, or for a landlord that is none.
 */
export function placeAndOrigin(
  { commune, signalement, bailleur }: SaisieRappelOrdre,
  { territoire }: Appelant,
): Pick<RappelOrdre, 'communeCode' | 'bailleurOrigine' | 'signalementOrigineId'> {
  refuseWithoutMayor(commune);
  const origin = territoire.patrimoine ?? bailleur ?? null;
  const isLandlord = signataires.some(({ id, nature }) => id === origin && nature === 'bailleur');
  if (origin !== null && !isLandlord) {
    throw new Refused('BAILLEUR_INCONNU', 'Aucun bailleur signataire de ce nom.', 'bailleur');
  }
  return {
    communeCode: commune,
    bailleurOrigine: origin,
    signalementOrigineId: signalement ?? null,
  };
}

function isMinor(birth: string, today: string): boolean {
  const majority = `${String(Number(birth.slice(0, 4)) + 18).padStart(4, '0')}${birth.slice(4)}`;
  return today < majority;
}
