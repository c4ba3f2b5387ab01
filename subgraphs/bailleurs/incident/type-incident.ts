import { enumeration } from '../../kit/enumeration.js';

export const FamilleIncident = enumeration('FamilleIncident', 'Famille de faits.', {
  ATTEINTE_PERSONNE: 'Atteinte à une personne.',
  ATTEINTE_BIEN: 'Atteinte à un bien.',
  TROUBLE_TRANQUILLITE: 'Trouble à la tranquillité ; n’est pas toujours une infraction.',
  TRAFIC_DELINQUANCE: 'Trafic ou délinquance.',
});
export type FamilleIncident = keyof typeof FamilleIncident;

/** GraphQL names hold no hyphen: `P-SAL-VERB` is `P_SAL_VERB` (docs/decisions/codes-as-enums.md). */
export const TypeIncident = enumeration(
  'TypeIncident',
  'Type de faits, selon la nomenclature commune de la convention.',
  {
    P_SAL_VERB: 'P-SAL-VERB : agression verbale, injure, outrage envers un salarié du bailleur.',
    P_SAL_MENACE: 'P-SAL-MENACE : menace ou intimidation envers un salarié du bailleur.',
    P_SAL_PHYS: 'P-SAL-PHYS : violence physique envers un salarié du bailleur.',
    P_SAL_ARME: 'P-SAL-ARME : violence avec arme envers un salarié du bailleur.',
    P_PRE_VERB: 'P-PRE-VERB : agression verbale, injure, outrage envers un prestataire.',
    P_PRE_MENACE: 'P-PRE-MENACE : menace ou intimidation envers un prestataire.',
    P_PRE_PHYS: 'P-PRE-PHYS : violence physique envers un prestataire.',
    P_PRE_ARME: 'P-PRE-ARME : violence avec arme envers un prestataire.',
    P_LOC_VERB: 'P-LOC-VERB : agression verbale, injure, outrage envers un locataire.',
    P_LOC_MENACE: 'P-LOC-MENACE : menace ou intimidation envers un locataire.',
    P_LOC_PHYS: 'P-LOC-PHYS : violence physique envers un locataire.',
    P_LOC_ARME: 'P-LOC-ARME : violence avec arme envers un locataire.',
    P_LOC_HARC: 'P-LOC-HARC : harcèlement d’un locataire.',
    B_HALL: 'B-HALL : dégradation de hall, porte, vitre.',
    B_BAL: 'B-BAL : boîtes aux lettres fracturées.',
    B_ASC: 'B-ASC : dégradation d’ascenseur.',
    B_ECL: 'B-ECL : éclairage détruit (ampoules).',
    B_TAG: 'B-TAG : tags et inscriptions.',
    B_INC: 'B-INC : incendie (local, conteneur, véhicule).',
    B_EQUIP: 'B-EQUIP : équipement de sécurité ou de contrôle d’accès neutralisé.',
    T_HALL: 'T-HALL : occupation de hall ou de parties communes.',
    T_TOIT: 'T-TOIT : occupation du toit d’un immeuble collectif.',
    T_BRUIT: 'T-BRUIT : nuisances sonores, tapage.',
    T_VOIS: 'T-VOIS : conflit de voisinage.',
    T_RASS: 'T-RASS : rassemblement sur la voie publique aux abords.',
    T_RODEO: 'T-RODEO : rodéo motorisé.',
    T_STAT: 'T-STAT : stationnement anarchique, véhicule ventouse ou épave.',
    T_DEPOT: 'T-DEPOT : dépôt d’encombrants ou d’ordures.',
    T_JET: 'T-JET : jet d’ordures par les fenêtres.',
    T_SALIS: 'T-SALIS : urine ou excréments dans les halls, ascenseurs.',
    T_CHIEN: 'T-CHIEN : divagation ou menace par chien.',
    T_REGL: 'T-REGL : non-respect du règlement intérieur.',
    D_DEAL: 'D-DEAL : trafic de stupéfiants, point de deal.',
    D_USAGE: 'D-USAGE : usage de stupéfiants en parties communes.',
    D_CACHE: 'D-CACHE : cache de produits ou d’objets (boîtes, gaines).',
    D_SQUAT: 'D-SQUAT : occupation sans droit ni titre d’un logement.',
    D_CAMB: 'D-CAMB : cambriolage.',
  },
);
export type TypeIncident = keyof typeof TypeIncident;

const familles: Readonly<Record<string, FamilleIncident>> = {
  P: 'ATTEINTE_PERSONNE',
  B: 'ATTEINTE_BIEN',
  T: 'TROUBLE_TRANQUILLITE',
  D: 'TRAFIC_DELINQUANCE',
};

/** The family is the first letter of the code. */
export function familleOf(type: TypeIncident): FamilleIncident {
  const famille = familles[type.charAt(0)];
  if (!famille) throw new Error(`No family for the incident type ${type}`);
  return famille;
}

/** The types of a family: what « famille » in a filter stands for. */
export function typesOf(famille: FamilleIncident): readonly TypeIncident[] {
  return (Object.keys(TypeIncident) as TypeIncident[]).filter(
    (type) => familleOf(type) === famille,
  );
}
