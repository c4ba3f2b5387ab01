import { enumeration } from '../../kit/enumeration.js';

export const StatutTransaction = enumeration(
  'StatutTransaction',
  'Étape d’une transaction municipale.',
  {
    PV_ETABLI: 'Le procès-verbal est établi.',
    PROPOSEE: 'Proposée par le maire ; la réponse de l’auteur est attendue.',
    ACCEPTEE: 'Acceptée par l’auteur.',
    REFUSEE: 'Refusée par l’auteur.',
    EXPIREE: 'Sans réponse au terme : le silence vaut refus.',
    TRANSMISE_HOMOLOGATION: 'Transmise au parquet pour homologation.',
    HOMOLOGUEE: 'Homologuée.',
    NON_HOMOLOGUEE: 'Non homologuée.',
    EXECUTEE: 'Exécutée : l’action publique est éteinte.',
    INEXECUTEE: 'Non exécutée dans le délai.',
    TRANSMISE_PARQUET: 'Le procès-verbal est transmis au parquet, qui décide.',
  },
);
export type StatutTransaction = keyof typeof StatutTransaction;

export const ContraventionTransaction = enumeration(
  'ContraventionTransaction',
  'Contravention que la police municipale peut constater par procès-verbal.',
  {
    DEGRADATION_LEGERE: 'Dégradation légère d’un bien.',
    ABANDON_DECHETS: 'Abandon d’ordures, de déchets ou d’objets.',
    ABANDON_EPAVE: 'Abandon d’une épave, ou de déchets transportés dans un véhicule.',
    AUTRE: 'Autre contravention que la police municipale peut constater.',
  },
);
export type ContraventionTransaction = keyof typeof ContraventionTransaction;

export const BienAtteint = enumeration('BienAtteint', 'Bien auquel la contravention a nui.', {
  VOIRIE: 'Voie, trottoir ou place.',
  ESPACE_VERT: 'Parc, jardin ou aire de jeux.',
  MOBILIER_URBAIN: 'Mobilier urbain.',
  EQUIPEMENT: 'École, gymnase ou autre équipement.',
  VEHICULE: 'Véhicule.',
  LOGEMENT: 'Immeuble de logements.',
});
export type BienAtteint = keyof typeof BienAtteint;

export const ProprietaireBien = enumeration('ProprietaireBien', 'À qui est le bien atteint.', {
  COMMUNE: 'À la commune.',
  BAILLEUR: 'À un bailleur.',
  AUTRE: 'À un autre.',
});
export type ProprietaireBien = keyof typeof ProprietaireBien;

export const AutoriteHomologation = enumeration(
  'AutoriteHomologation',
  'Qui homologue : le procureur une réparation, le juge un travail non rémunéré.',
  {
    PROCUREUR: 'Procureur de la République.',
    JUGE_TRIBUNAL_POLICE: 'Juge du tribunal de police.',
  },
);
export type AutoriteHomologation = keyof typeof AutoriteHomologation;
