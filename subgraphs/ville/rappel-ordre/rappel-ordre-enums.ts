import { enumeration } from '../../kit/enumeration.js';

export const StatutRappelOrdre = enumeration('StatutRappelOrdre', 'Étape d’un rappel à l’ordre.', {
  PROPOSE: 'Proposé par un service de la ville ou par un bailleur.',
  CONSULTATION_PARQUET: 'Avis du parquet demandé et attendu.',
  AVIS_FAVORABLE: 'Avis favorable du parquet.',
  SANS_OPPOSITION: 'Le parquet ne s’y oppose pas.',
  AVIS_DEFAVORABLE: 'Avis défavorable du parquet.',
  CONVOQUE: 'La personne est convoquée.',
  TENU: 'Le rappel à l’ordre a été prononcé.',
  NON_PRESENTE: 'La personne ne s’est pas présentée.',
  ABANDONNE: 'Abandonné.',
  CLOS: 'Dossier clos.',
});
export type StatutRappelOrdre = keyof typeof StatutRappelOrdre;

export const MotifRappelOrdre = enumeration(
  'MotifRappelOrdre',
  'Atteinte au bon ordre, à la sûreté, à la sécurité ou à la salubrité publiques, hors crime et délit (CSI, art. L132-7).',
  {
    NUISANCE_SONORE: 'Bruit portant atteinte à la tranquillité.',
    OCCUPATION_PARTIES_COMMUNES: 'Occupation gênante d’un hall ou d’une entrée.',
    CONFLIT_VOISINAGE: 'Conflit de voisinage.',
    DEPOT_ORDURES: 'Ordures ou objets abandonnés, jets par les fenêtres.',
    INCIVILITE: 'Autre incivilité.',
    ABSENTEISME_SCOLAIRE: 'Absentéisme scolaire.',
    MINEUR_SEUL_LA_NUIT: 'Présence d’un mineur non accompagné à une heure tardive.',
    DIVAGATION_ANIMAL: 'Divagation d’un animal.',
  },
);
export type MotifRappelOrdre = keyof typeof MotifRappelOrdre;

export const NatureFaits = enumeration(
  'NatureFaits',
  'Nature des faits, telle que celui qui propose la voit. Un crime ou un délit n’est jamais l’objet d’un rappel à l’ordre.',
  {
    NON_PENAL: 'Aucune infraction.',
    CONTRAVENTION: 'Contravention.',
    DELIT: 'Délit.',
    CRIME: 'Crime.',
  },
);
export type NatureFaits = keyof typeof NatureFaits;

export const MotifAbandonRappel = enumeration(
  'MotifAbandonRappel',
  'Pourquoi un rappel à l’ordre est abandonné.',
  {
    HORS_CADRE: 'Les faits ne relèvent pas d’un rappel à l’ordre.',
    PERSONNE_INCONNUE: 'La personne n’a pas pu être identifiée ou jointe.',
    AUTRE_REPONSE: 'Une autre réponse est donnée aux faits.',
    AVIS_DEFAVORABLE: 'L’avis du parquet est défavorable.',
  },
);
export type MotifAbandonRappel = keyof typeof MotifAbandonRappel;

export const LienRepresentant = enumeration(
  'LienRepresentant',
  'Ce que le représentant d’un mineur est pour lui.',
  {
    MERE: 'Mère.',
    PERE: 'Père.',
    TUTEUR: 'Tuteur ou tutrice.',
    RESPONSABLE_EDUCATIF: 'Personne qui exerce une responsabilité éducative.',
  },
);
export type LienRepresentant = keyof typeof LienRepresentant;
