import { enumeration } from '../../kit/enumeration.js';

export const StatutInjonction = enumeration(
  'StatutInjonction',
  'Étape d’une injonction du préfet à un bailleur.',
  {
    ENJOINTE: 'Enjointe ; la réponse motivée du bailleur est attendue dans les quinze jours.',
    REPONSE: 'Le bailleur a répondu qu’il saisit le juge ; il a un mois pour le faire.',
    CARENCE: 'Refus, ou délai passé : le préfet peut se substituer au bailleur.',
    JUGE_SAISI: 'Le bailleur a saisi le juge.',
    SUBSTITUTION: 'Le préfet a saisi le juge à la place du bailleur.',
  },
);
export type StatutInjonction = keyof typeof StatutInjonction;

export const ReponseInjonction = enumeration(
  'ReponseInjonction',
  'Ce que le bailleur répond à l’injonction.',
  { SAISIT: 'Il saisit le juge.', REFUSE: 'Il refuse, et dit pourquoi.' },
);
export type ReponseInjonction = keyof typeof ReponseInjonction;

export const MotifRefusInjonction = enumeration(
  'MotifRefusInjonction',
  'Pourquoi le bailleur ne saisit pas le juge.',
  {
    BAIL_DEJA_RESILIE: 'Le bail est déjà résilié, ou le logement rendu.',
    PROCEDURE_EN_COURS: 'Le juge est déjà saisi d’une demande de résiliation.',
    PREUVES_INSUFFISANTES: 'Les éléments transmis ne suffisent pas à saisir le juge.',
    OCCUPANT_ETRANGER_AUX_FAITS: 'L’occupant est étranger aux agissements.',
    BAIL_D_UN_AUTRE: 'Le bail n’est pas du patrimoine du bailleur.',
  },
);
export type MotifRefusInjonction = keyof typeof MotifRefusInjonction;
