import { enumeration } from '../../kit/enumeration.js';

export const StatutProposition = enumeration(
  'StatutProposition',
  'Étape d’une proposition de mesure alternative.',
  {
    PROPOSEE: 'Proposée au procureur, dont la réponse est attendue.',
    REPONDUE: 'Le procureur a dit au maire ce qu’il en fait.',
    RETIREE: 'Retirée par le maire avant la réponse.',
  },
);
export type StatutProposition = keyof typeof StatutProposition;

export const FaitsProposition = enumeration(
  'FaitsProposition',
  'Contravention commise dans la commune, qui n’a pas nui à la commune.',
  {
    DEGRADATION_LEGERE: 'Dégradation légère d’un bien.',
    ABANDON_DECHETS: 'Abandon d’ordures, de déchets ou d’objets.',
    ABANDON_EPAVE: 'Abandon d’une épave, ou de déchets transportés dans un véhicule.',
    TAPAGE: 'Bruit ou tapage.',
    AUTRE: 'Autre contravention que la police municipale peut constater.',
  },
);
export type FaitsProposition = keyof typeof FaitsProposition;

export const MesureAlternative = enumeration(
  'MesureAlternative',
  'Mesure que le maire propose au procureur (CPP, art. 41-1 et 41-3).',
  {
    REPARATION: 'Réparation du dommage.',
    REGULARISATION: 'Régularisation de la situation.',
    ORIENTATION: 'Orientation vers une structure sanitaire, sociale ou professionnelle.',
    STAGE: 'Stage.',
    MEDIATION: 'Médiation.',
    COMPOSITION_PENALE: 'Composition pénale.',
  },
);
export type MesureAlternative = keyof typeof MesureAlternative;

export const ReponseParquet = enumeration(
  'ReponseParquet',
  'Ce que le procureur fait d’une mesure proposée.',
  {
    RETENUE: 'La mesure proposée est retenue.',
    AUTRE_SUITE: 'Une autre suite est donnée.',
    NON_RETENUE: 'Elle n’est pas retenue.',
  },
);
export type ReponseParquet = keyof typeof ReponseParquet;
