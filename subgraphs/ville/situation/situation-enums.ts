import { enumeration } from '../../kit/enumeration.js';

export const StatutSituation = enumeration('StatutSituation', 'Étape d’une situation suivie.', {
  INSCRITE: 'À l’ordre du jour du groupe ; son premier examen est attendu.',
  SUIVIE: 'À l’ordre du jour du groupe, qui l’a examinée.',
  CLOSE: 'Hors de l’ordre du jour : identité effacée, le reste archivé puis supprimé.',
});
export type StatutSituation = keyof typeof StatutSituation;

export const MotifSituation = enumeration(
  'MotifSituation',
  'Ce qui conduit un groupe à suivre une situation. Aucune case ne dit une infraction.',
  {
    ABSENTEISME: 'Absentéisme scolaire.',
    DESCOLARISATION: 'Déscolarisation.',
    ERRANCE: 'Errance ou présence tardive dans l’espace public.',
    INCIVILITES: 'Incivilités répétées.',
    CONDUITES_A_RISQUE: 'Conduites à risque.',
    ISOLEMENT: 'Isolement ou absence d’insertion.',
    DIFFICULTES_FAMILIALES: 'Difficultés éducatives ou familiales.',
    VULNERABILITE: 'Exposition à des violences ou à une emprise.',
  },
);
export type MotifSituation = keyof typeof MotifSituation;

export const OrientationSituation = enumeration(
  'OrientationSituation',
  'Ce que le groupe propose à la personne.',
  {
    AUCUNE: 'Rien pour l’instant.',
    SCOLARITE: 'Retour ou soutien à la scolarité.',
    EDUCATIF: 'Accompagnement éducatif.',
    PARENTALITE: 'Soutien à la parentalité.',
    INSERTION: 'Insertion professionnelle.',
    SOCIAL: 'Accompagnement social.',
    SOIN: 'Orientation vers le soin.',
    MEDIATION: 'Médiation.',
  },
);
export type OrientationSituation = keyof typeof OrientationSituation;
