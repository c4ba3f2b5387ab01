import { enumeration } from '../../kit/enumeration.js';

export const StatutProblematique = enumeration(
  'StatutProblematique',
  'Étape d’une problématique suivie par un GPO.',
  {
    OUVERTE: 'Inscrite au tableau du groupe ; sa solution est à planifier.',
    PLANIFIEE: 'Une solution, un pilote et une échéance sont arrêtés.',
    RESOLUE: 'Le pilote dit la problématique résolue.',
    CLOSE: 'Le groupe a constaté qu’elle est résolue.',
    ECARTEE: 'Le groupe ne la suit pas, ou plus.',
  },
);
export type StatutProblematique = keyof typeof StatutProblematique;

export const ThemeProblematique = enumeration(
  'ThemeProblematique',
  'Sur quoi porte une problématique.',
  {
    OCCUPATION: 'Occupation gênante d’un lieu.',
    BRUIT: 'Bruit.',
    RODEO: 'Rodéos motorisés.',
    STATIONNEMENT: 'Stationnement gênant ou véhicules abandonnés.',
    DECHETS: 'Dépôts et déchets.',
    DEGRADATIONS: 'Dégradations.',
    TRAFIC: 'Trafic.',
    ECLAIRAGE: 'Éclairage défaillant.',
    CONFLIT_USAGE: 'Conflit d’usage d’un espace.',
  },
);
export type ThemeProblematique = keyof typeof ThemeProblematique;

export const LieuProblematique = enumeration('LieuProblematique', 'Où est une problématique.', {
  HALL: 'Hall ou entrée.',
  SOUS_SOL: 'Cave, local ou parking souterrain.',
  PARKING: 'Parking.',
  ABORDS: 'Abords d’une résidence.',
  VOIE: 'Voie, place ou cheminement.',
  ESPACE_VERT: 'Parc, espace vert ou de jeu.',
  EQUIPEMENT: 'École, gymnase ou autre équipement.',
  COMMERCE: 'Abords de commerces.',
  TRANSPORT: 'Arrêt ou station.',
});
export type LieuProblematique = keyof typeof LieuProblematique;

export const SolutionProblematique = enumeration(
  'SolutionProblematique',
  'Ce que le groupe décide contre une problématique.',
  {
    PRESENCE: 'Présence ou patrouilles visibles.',
    CONTROLES: 'Contrôles.',
    MEDIATION: 'Médiation sociale.',
    REPARATION: 'Réparation ou remise en état.',
    AMENAGEMENT: 'Aménagement du lieu.',
    ECLAIRAGE: 'Éclairage.',
    ENLEVEMENT: 'Enlèvement de véhicules ou de déchets.',
    INFORMATION: 'Information des habitants.',
  },
);
export type SolutionProblematique = keyof typeof SolutionProblematique;

export const MotifEcartProblematique = enumeration(
  'MotifEcartProblematique',
  'Pourquoi un groupe ne suit pas une problématique.',
  {
    HORS_CADRE: 'Elle ne relève pas du groupe.',
    DOUBLON: 'Elle est déjà suivie.',
    AUTRE_INSTANCE: 'Une autre instance la suit.',
    NON_CONSTATEE: 'Elle n’a pas été constatée.',
  },
);
export type MotifEcartProblematique = keyof typeof MotifEcartProblematique;
