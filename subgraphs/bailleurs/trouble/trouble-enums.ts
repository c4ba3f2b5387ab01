import { enumeration } from '../../kit/enumeration.js';

export const StatutTrouble = enumeration(
  'StatutTrouble',
  'Étape d’un dossier de trouble de jouissance.',
  {
    MISE_EN_DEMEURE: 'Le locataire est mis en demeure de cesser le trouble.',
    OFFRE_RELOGEMENT: 'Un autre logement lui est proposé.',
    ASSIGNATION: 'Le juge est saisi d’une demande de résiliation du bail.',
    JUGEMENT: 'Le juge s’est prononcé.',
    EXECUTION: 'La résiliation prononcée est exécutée.',
    CLOS: 'Clos sans exécution ; le motif est dit à côté.',
  },
);
export type StatutTrouble = keyof typeof StatutTrouble;

export const DecisionBail = enumeration('DecisionBail', 'Ce que le juge décide du bail.', {
  RESILIATION: 'Le bail est résilié.',
  REJET: 'La demande est rejetée : le bail continue.',
});
export type DecisionBail = keyof typeof DecisionBail;

export const MotifClotureTrouble = enumeration(
  'MotifClotureTrouble',
  'Pourquoi un dossier de trouble de jouissance est clos sans exécution.',
  {
    TROUBLE_CESSE: 'Le trouble a cessé.',
    RELOGEMENT_ACCEPTE: 'L’offre de relogement est acceptée.',
    LOGEMENT_RENDU: 'Le logement est rendu.',
    DEMANDE_REJETEE: 'Le juge a rejeté la demande.',
    DESISTEMENT: 'Le bailleur renonce à la demande.',
  },
);
export type MotifClotureTrouble = keyof typeof MotifClotureTrouble;
