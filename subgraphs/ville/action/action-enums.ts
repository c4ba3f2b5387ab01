import { enumeration } from '../../kit/enumeration.js';

export const StatutActionPrevention = enumeration(
  'StatutActionPrevention',
  'Étape d’une action de prévention.',
  {
    PREVUE: 'Annoncée par son porteur.',
    EN_COURS: 'En cours.',
    TERMINEE: 'Terminée, avec son bilan chiffré.',
    ANNULEE: 'Annulée par son porteur.',
  },
);
export type StatutActionPrevention = keyof typeof StatutActionPrevention;

export const TypeActionPrevention = enumeration(
  'TypeActionPrevention',
  'Nature d’une action de prévention.',
  {
    MEDIATION_SOCIALE: 'Médiation sociale.',
    RELAIS_INTERMEDIAIRE: 'Relais intermédiaire du CLSPD ou du CISPD (article 6).',
    SENSIBILISATION: 'Sensibilisation.',
    PREVENTION_SITUATIONNELLE: 'Prévention situationnelle.',
  },
);
export type TypeActionPrevention = keyof typeof TypeActionPrevention;
