import { enumeration } from '../../kit/enumeration.js';

export const StatutProtection = enumeration(
  'StatutProtection',
  'Étape de la protection d’un membre du personnel.',
  {
    FAIT_DECLARE: 'Le fait est déclaré ; des mesures sont attendues.',
    MESURES_IMMEDIATES: 'Les mesures immédiates sont prises.',
    PLAINTE: 'Les plaintes, ou leur absence, sont consignées.',
    DOMICILIATION_PRO: 'La domiciliation professionnelle a été proposée à la personne.',
    SUIVI_AVIS: 'Les suites sont attendues ; l’avis sur la plainte d’une personne va à elle seule.',
    RETEX: 'Le retour d’expérience est tiré.',
    CLOS: 'Clos.',
  },
);
export type StatutProtection = keyof typeof StatutProtection;

export const DeclarantProtection = enumeration('DeclarantProtection', 'Qui déclare le fait.', {
  SALARIE: 'La personne elle-même.',
  ENCADREMENT: 'Son encadrement.',
});
export type DeclarantProtection = keyof typeof DeclarantProtection;

export const MesureProtection = enumeration('MesureProtection', 'Mesure immédiate.', {
  RETRAIT: 'Retrait du poste ou du site.',
  ACCOMPAGNEMENT: 'Accompagnement, au dépôt de plainte ou sur site.',
  SOIN: 'Soins, médecine du travail ou soutien psychologique.',
});
export type MesureProtection = keyof typeof MesureProtection;

export const PlaintePersonnelle = enumeration(
  'PlaintePersonnelle',
  'Si la personne dit avoir porté plainte pour elle-même. La plainte n’est pas ici.',
  {
    DEPOSEE: 'Elle le dit.',
    NON_DEPOSEE: 'Elle dit que non.',
    NON_DITE: 'Elle n’a pas à le dire, et ne le dit pas.',
  },
);
export type PlaintePersonnelle = keyof typeof PlaintePersonnelle;

export const ReponseDomiciliation = enumeration(
  'ReponseDomiciliation',
  'Si la personne demande à déclarer l’adresse de son employeur.',
  { DEMANDEE: 'Elle le demande.', DECLINEE: 'Elle ne le souhaite pas.' },
);
export type ReponseDomiciliation = keyof typeof ReponseDomiciliation;

export const EnseignementRetex = enumeration(
  'EnseignementRetex',
  'Ce que le bailleur tire du fait.',
  {
    FORMATION: 'Formation.',
    ORGANISATION: 'Organisation du travail sur le site.',
    AMENAGEMENT: 'Aménagement des lieux.',
    PARTENARIAT: 'Travail avec les partenaires.',
    AUCUN: 'Rien à changer.',
  },
);
export type EnseignementRetex = keyof typeof EnseignementRetex;
