import { registerEnumType } from 'type-graphql';

export const StatutRappelOrdre = {
  PROPOSE: 'PROPOSE',
  CONSULTATION_PARQUET: 'CONSULTATION_PARQUET',
  AVIS_FAVORABLE: 'AVIS_FAVORABLE',
  SANS_OPPOSITION: 'SANS_OPPOSITION',
  AVIS_DEFAVORABLE: 'AVIS_DEFAVORABLE',
  CONVOQUE: 'CONVOQUE',
  TENU: 'TENU',
  NON_PRESENTE: 'NON_PRESENTE',
  ABANDONNE: 'ABANDONNE',
  CLOS: 'CLOS',
} as const;
export type StatutRappelOrdre = keyof typeof StatutRappelOrdre;
registerEnumType(StatutRappelOrdre, {
  name: 'StatutRappelOrdre',
  description: 'Étape d’un rappel à l’ordre.',
  valuesConfig: {
    PROPOSE: { description: 'Proposé par un service de la ville ou par un bailleur.' },
    CONSULTATION_PARQUET: { description: 'Avis du parquet demandé et attendu.' },
    AVIS_FAVORABLE: { description: 'Avis favorable du parquet.' },
    SANS_OPPOSITION: { description: 'Le parquet ne s’y oppose pas.' },
    AVIS_DEFAVORABLE: { description: 'Avis défavorable du parquet.' },
    CONVOQUE: { description: 'La personne est convoquée.' },
    TENU: { description: 'Le rappel à l’ordre a été prononcé.' },
    NON_PRESENTE: { description: 'La personne ne s’est pas présentée.' },
    ABANDONNE: { description: 'Abandonné.' },
    CLOS: { description: 'Dossier clos.' },
  },
});

export const MotifRappelOrdre = {
  NUISANCE_SONORE: 'NUISANCE_SONORE',
  OCCUPATION_PARTIES_COMMUNES: 'OCCUPATION_PARTIES_COMMUNES',
  CONFLIT_VOISINAGE: 'CONFLIT_VOISINAGE',
  DEPOT_ORDURES: 'DEPOT_ORDURES',
  INCIVILITE: 'INCIVILITE',
  ABSENTEISME_SCOLAIRE: 'ABSENTEISME_SCOLAIRE',
  MINEUR_SEUL_LA_NUIT: 'MINEUR_SEUL_LA_NUIT',
  DIVAGATION_ANIMAL: 'DIVAGATION_ANIMAL',
} as const;
export type MotifRappelOrdre = keyof typeof MotifRappelOrdre;
registerEnumType(MotifRappelOrdre, {
  name: 'MotifRappelOrdre',
  description:
    'Atteinte au bon ordre, à la sûreté, à la sécurité ou à la salubrité publiques, hors crime et délit (CSI, art. L132-7).',
  valuesConfig: {
    NUISANCE_SONORE: { description: 'Bruit portant atteinte à la tranquillité.' },
    OCCUPATION_PARTIES_COMMUNES: { description: 'Occupation gênante d’un hall ou d’une entrée.' },
    CONFLIT_VOISINAGE: { description: 'Conflit de voisinage.' },
    DEPOT_ORDURES: { description: 'Ordures ou objets abandonnés, jets par les fenêtres.' },
    INCIVILITE: { description: 'Autre incivilité.' },
    ABSENTEISME_SCOLAIRE: { description: 'Absentéisme scolaire.' },
    MINEUR_SEUL_LA_NUIT: {
      description: 'Présence d’un mineur non accompagné à une heure tardive.',
    },
    DIVAGATION_ANIMAL: { description: 'Divagation d’un animal.' },
  },
});
