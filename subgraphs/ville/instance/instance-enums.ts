import { enumeration } from '../../kit/enumeration.js';

export const QualiteMembre = enumeration(
  'QualiteMembre',
  'À quel titre un signataire siège dans une instance.',
  {
    MEMBRE: 'Membre.',
    INVITE: 'Invité ; il ne nomme personne dans un groupe de travail.',
    RELAIS_INTERMEDIAIRE: 'Relais intermédiaire du CLSPD ou du CISPD (article 6).',
  },
);
export type QualiteMembre = keyof typeof QualiteMembre;

export const ThemeReunion = enumeration(
  'ThemeReunion',
  'Thème d’une réunion qu’un membre demande (liste du projet).',
  {
    PREVENTION_SITUATIONNELLE: 'Prévention situationnelle.',
    DIAGNOSTICS: 'Diagnostics en marchant et leurs suites.',
    REHABILITATION: 'Sécurisation avant une réhabilitation ou une résidentialisation.',
    TRAFICS: 'Trafics.',
    OCCUPATION: 'Occupation des halls et parties communes.',
    PERSONNEL: 'Protection du personnel.',
    RELAIS_INTERMEDIAIRES: 'Relais intermédiaires et médiation.',
    ACCUEIL_DE_VICTIMES: 'Accueil et orientation des victimes.',
  },
);
export type ThemeReunion = keyof typeof ThemeReunion;

export const NatureDecisionInstance = enumeration(
  'NatureDecisionInstance',
  'Ce qu’une instance décide (liste du projet).',
  {
    DIAGNOSTIC: 'Demander un diagnostic en marchant.',
    ACTION_PREVENTION: 'Mener une action de prévention.',
    PRESENCE: 'Renforcer une présence sur place.',
    MEDIATION: 'Engager une médiation.',
    TRAVAUX: 'Faire ou sécuriser des travaux.',
    GROUPE_TRAVAIL: 'Saisir un groupe de travail.',
    PROBLEMATIQUE: 'Inscrire une problématique au tableau d’un GPO.',
    EVALUATION: 'Évaluer.',
  },
);
export type NatureDecisionInstance = keyof typeof NatureDecisionInstance;

export const StatutReunion = enumeration('StatutReunion', 'Étape d’une réunion.', {
  CONVOQUEE: 'Convoquée : elle se tient à sa date, ou s’y est tenue.',
  ANNULEE: 'Annulée : elle ne se tient pas, ou ne s’est pas tenue, et ne compte nulle part.',
});
export type StatutReunion = keyof typeof StatutReunion;

export const MotifAnnulationReunion = enumeration(
  'MotifAnnulationReunion',
  'Pourquoi une réunion est annulée (liste du projet).',
  {
    REPORT: 'Reportée : une autre date est convoquée.',
    PRESIDENCE_EMPECHEE: 'Qui préside est empêché.',
    MEMBRES_ABSENTS: 'Trop peu de membres peuvent venir, ou sont venus.',
    CIRCONSTANCES: 'Circonstances exceptionnelles : alerte, intempéries, locaux fermés.',
    SANS_OBJET: 'Plus d’objet.',
    ERREUR: 'Convoquée par erreur.',
  },
);
export type MotifAnnulationReunion = keyof typeof MotifAnnulationReunion;
