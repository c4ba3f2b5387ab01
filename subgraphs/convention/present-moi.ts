import type { Convention } from '../../schema/convention/convention.js';
import { civilDay } from '../../schema/contract/civil-day.js';
import type { Droit } from '../../schema/contract/gateway-token.js';
import type { Appelant } from '../kit/appelant.js';
import { DonneeOuverte, DroitEffectif, FinaliteUtile, Fondement, Moi } from './moi.js';
import { presentSignataire } from './present-signataire.js';
import { usefulPurposes, type UsefulPurpose } from './useful-purposes.js';

/** The caller's rights as the gateway's token carries them, explained by the convention. */
export function presentMoi(convention: Convention, appelant: Appelant, at: Date): Moi {
  const written =
    appelant.signataire === null ? undefined : convention.signataires.get(appelant.signataire);
  return Object.assign(new Moi(), {
    signataire: written ? presentSignataire(convention, written, civilDay(at)) : null,
    finalites: appelant.finalites,
    droits: [...appelant.droits].map(([portee, droit]) => presentDroit(convention, portee, droit)),
    finalitesUtiles: appelant.signataire
      ? usefulPurposes(convention, appelant.signataire, at).map((purpose) =>
          presentPurpose(convention, purpose),
        )
      : [],
  });
}

function presentPurpose(
  convention: Convention,
  { id, libelle, portees }: UsefulPurpose,
): FinaliteUtile {
  const ouvre = portees.map((portee) => presentOpened(convention, portee));
  return Object.assign(new FinaliteUtile(), { id, libelle, ouvre });
}

function presentOpened(convention: Convention, portee: string): DonneeOuverte {
  const { libelle, classe } = presentCategory(convention, portee);
  return Object.assign(new DonneeOuverte(), { portee, libelle, classe });
}

function presentDroit(convention: Convention, portee: string, droit: Droit): DroitEffectif {
  return Object.assign(new DroitEffectif(), {
    ...presentCategory(convention, portee),
    perimetres: droit.perimetres,
    finalites: droit.finalites,
    fondements: droit.fondements.map((id) => presentFondement(convention, id)),
  });
}

export function presentFondement(convention: Convention, id: string): Fondement {
  const fondement = convention.fondements.get(id);
  return Object.assign(new Fondement(), {
    id,
    reference: fondement?.reference ?? id,
    effet: fondement?.effet ?? null,
  });
}

/** What the convention says of a category of data itself, whoever asks. */
export function presentCategory(
  { donnees }: Convention,
  portee: string,
): Pick<DroitEffectif, 'portee' | 'libelle' | 'classe' | 'proprietaire' | 'conservation'> {
  const donnee = donnees.get(portee);
  return {
    portee,
    libelle: donnee?.libelle ?? null,
    classe: donnee?.classe ?? null,
    proprietaire: donnee?.proprietaire ?? null,
    conservation: donnee?.conservation ?? null,
  };
}
