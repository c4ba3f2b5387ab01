import { enumeration } from '../../kit/enumeration.js';

export const TypeProgramme = enumeration('TypeProgramme', 'Nature d’un programme de rénovation.', {
  REHABILITATION: 'Réhabilitation.',
  RESIDENTIALISATION: 'Résidentialisation.',
  DEMOLITION: 'Démolition.',
  RECONSTITUTION: 'Reconstitution de l’offre.',
});
export type TypeProgramme = keyof typeof TypeProgramme;

export const Financeur = enumeration('Financeur', 'Qui finance d’abord un programme.', {
  ANRU: 'Agence nationale pour la rénovation urbaine.',
  ETAT: 'État, hors ANRU.',
  COLLECTIVITE: 'Collectivité.',
  BAILLEUR: 'Fonds propres du bailleur.',
});
export type Financeur = keyof typeof Financeur;

export const StatutSecurisation = enumeration(
  'StatutSecurisation',
  'Étape de la sécurisation d’un programme avant et pendant ses travaux.',
  {
    BESOIN: 'Besoin de sécurisation dit par le bailleur.',
    DIAGNOSTIC: 'Un diagnostic en marchant a eu lieu.',
    ESSP_REQUISE: 'Une étude de sûreté et de sécurité publique est requise.',
    AVIS_FORCES: 'La police ou la gendarmerie a donné son avis.',
    MESURES_ARRETEES: 'Les mesures de chantier sont arrêtées.',
    VERIFIE: 'Les mesures sont en place : les travaux peuvent commencer.',
    TRAVAUX: 'Travaux en cours.',
    CLOS: 'Travaux achevés.',
  },
);
export type StatutSecurisation = keyof typeof StatutSecurisation;

export const AvisForces = enumeration(
  'AvisForces',
  'Avis de la police ou de la gendarmerie sur la sécurisation.',
  {
    FAVORABLE: 'Favorable.',
    RESERVES: 'Favorable avec réserves, à lever par les mesures.',
    DEFAVORABLE: 'Défavorable.',
  },
);
export type AvisForces = keyof typeof AvisForces;

export const NatureMesure = enumeration('NatureMesure', 'Nature d’une mesure de sécurisation.', {
  ECLAIRAGE: 'Éclairage du chantier et de ses abords.',
  GARDIENNAGE: 'Gardiennage du chantier.',
  CLOTURE: 'Clôture.',
  CONTROLE_ACCES: 'Contrôle d’accès.',
  VIDEOPROTECTION: 'Vidéoprotection.',
  CIRCULATION: 'Cheminement des habitants et des secours.',
});
export type NatureMesure = keyof typeof NatureMesure;
