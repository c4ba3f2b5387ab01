import { enumeration } from '../../kit/enumeration.js';

export const StatutInformation = enumeration(
  'StatutInformation',
  'Étape d’une information donnée au maire.',
  {
    TRANSMISE: 'Transmise au maire.',
    RECUE: 'Le maire en a accusé réception.',
    SUITE_COMMUNIQUEE: 'Le procureur a dit au maire la suite donnée.',
  },
);
export type StatutInformation = keyof typeof StatutInformation;

export const NatureInformation = enumeration(
  'NatureInformation',
  'Infraction qui a troublé l’ordre public dans la commune, par famille.',
  {
    PERSONNES: 'Atteinte aux personnes.',
    BIENS: 'Atteinte aux biens.',
    TRANQUILLITE: 'Atteinte à la tranquillité.',
    STUPEFIANTS: 'Trafic ou usage de stupéfiants.',
    AUTRE: 'Autre infraction causant un trouble à l’ordre public.',
  },
);
export type NatureInformation = keyof typeof NatureInformation;

export const SuiteInformation = enumeration(
  'SuiteInformation',
  'Suite que le procureur communique au maire (CSI, art. L132-3).',
  {
    CLASSEMENT: 'Classement sans suite, avec ses raisons.',
    ALTERNATIVE: 'Mesure alternative aux poursuites.',
    POURSUITES: 'Poursuites.',
    JUGEMENT_DEFINITIF: 'Jugement devenu définitif.',
    APPEL: 'Appel.',
  },
);
export type SuiteInformation = keyof typeof SuiteInformation;

/** Families of the codes of a classement: a mayor is told the reasons, and no detail of an inquiry. */
export const RaisonClassement = enumeration(
  'RaisonClassement',
  'Raisons d’un classement, par famille de motifs.',
  {
    ABSENCE_INFRACTION: 'Absence d’infraction (motif 11).',
    INSUFFISAMMENT_CARACTERISEE: 'Infraction insuffisamment caractérisée (21).',
    POURSUITE_IMPOSSIBLE: 'Extinction, immunité, irrégularité ou irresponsabilité (31 à 37).',
    POURSUITE_INOPPORTUNE: 'Recherches infructueuses, désistement ou préjudice faible (41 à 48).',
    AUTRE_SANCTION: 'Autres poursuites ou sanctions, de nature non pénale (61).',
    AUTEUR_INCONNU: 'Auteur inconnu (71).',
  },
);
export type RaisonClassement = keyof typeof RaisonClassement;
