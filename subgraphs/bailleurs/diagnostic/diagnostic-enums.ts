import { enumeration } from '../../kit/enumeration.js';

export const StatutDiagnostic = enumeration(
  'StatutDiagnostic',
  'Étape d’un diagnostic en marchant.',
  {
    DEMANDE: 'Demandé par le bailleur.',
    RECEVABLE: 'Demande acceptée par la collectivité.',
    REFUSE: 'Demande refusée par la collectivité.',
    PLANIFIE: 'Visite planifiée, participants invités.',
    REALISE: 'Visite faite ; les constats se relèvent.',
    PLAN_ACTIONS: 'Plan d’actions arrêté, proposé à ses pilotes.',
    SUIVI: 'Plan accepté par tous ses pilotes, en cours.',
    CLOS: 'Clos : chaque mesure a été vérifiée.',
    ANNULE: 'Annulé par le bailleur.',
  },
);
export type StatutDiagnostic = keyof typeof StatutDiagnostic;

export const MotifDiagnostic = enumeration(
  'MotifDiagnostic',
  'Pourquoi un bailleur demande un diagnostic en marchant.',
  {
    FAITS_REPETES: 'Des faits se répètent.',
    SENTIMENT_INSECURITE: 'Les habitants ou le personnel se sentent en insécurité.',
    AVANT_REHABILITATION: 'Une réhabilitation se prépare.',
    AVANT_RESIDENTIALISATION: 'Une résidentialisation se prépare.',
    APRES_TRAVAUX: 'Des travaux sont achevés.',
  },
);
export type MotifDiagnostic = keyof typeof MotifDiagnostic;

export const MotifRefusDiagnostic = enumeration(
  'MotifRefusDiagnostic',
  'Pourquoi une demande de diagnostic est refusée.',
  {
    HORS_CONVENTION: 'Le lieu ou le besoin ne relève pas de la convention.',
    DIAGNOSTIC_RECENT: 'Le même lieu a eu un diagnostic récent.',
    AUTRE_CADRE: 'Le besoin est traité dans un autre cadre.',
    DEMANDE_INCOMPLETE: 'La demande est incomplète.',
  },
);
export type MotifRefusDiagnostic = keyof typeof MotifRefusDiagnostic;

export const QualiteParticipant = enumeration(
  'QualiteParticipant',
  'À quel titre un signataire participe à une visite.',
  {
    MEMBRE: 'Au titre de ses compétences.',
    RELAIS_INTERMEDIAIRE: 'Relais intermédiaire du CLSPD ou du CISPD (article 6).',
  },
);
export type QualiteParticipant = keyof typeof QualiteParticipant;

export const StatutConstat = enumeration('StatutConstat', 'Étape d’un constat et de sa mesure.', {
  RELEVE: 'Relevé pendant la visite.',
  PROPOSE: 'Sa mesure est proposée à un pilote.',
  ACCEPTE: 'Le pilote a accepté la mesure.',
  REALISE: 'Le pilote dit la mesure faite.',
  VERIFIE: 'La collectivité a vérifié la mesure.',
  ECARTE: 'Écarté du plan d’actions.',
});
export type StatutConstat = keyof typeof StatutConstat;

export const ThemeConstat = enumeration('ThemeConstat', 'Sur quoi porte un constat.', {
  ECLAIRAGE: 'Éclairage.',
  ACCES: 'Accès et fermetures.',
  VISIBILITE: 'Visibilité.',
  PROPRETE: 'Propreté.',
  STATIONNEMENT: 'Stationnement.',
  VEGETATION: 'Végétation.',
  EQUIPEMENT: 'Équipement.',
  USAGE: 'Usage des lieux.',
});
export type ThemeConstat = keyof typeof ThemeConstat;

export const LieuConstat = enumeration('LieuConstat', 'Où un constat est fait.', {
  HALL: 'Hall ou entrée.',
  ESCALIER: 'Escalier, palier ou ascenseur.',
  SOUS_SOL: 'Cave, local ou sous-sol.',
  PARKING: 'Parking.',
  ABORDS: 'Abords immédiats de la résidence.',
  ESPACE_VERT: 'Espace vert ou de jeu.',
  VOIE: 'Voie ou cheminement.',
});
export type LieuConstat = keyof typeof LieuConstat;

export const MotifRefusPilote = enumeration(
  'MotifRefusPilote',
  'Pourquoi un pilote refuse une mesure.',
  {
    HORS_COMPETENCE: 'La mesure n’est pas de sa compétence.',
    SANS_MOYENS: 'Les moyens manquent.',
    DEJA_FAIT: 'La mesure est déjà faite.',
  },
);
export type MotifRefusPilote = keyof typeof MotifRefusPilote;
