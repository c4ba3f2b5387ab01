import type {
  LieuIncident,
  QualiteVictime,
} from '../../subgraphs/bailleurs/incident/incident-enums.js';
import type { TypeIncident } from '../../subgraphs/bailleurs/incident/type-incident.js';

/** How one type of facts looks in the invented data. */
export interface IncidentKind {
  /** Among a thousand or so. */
  readonly weight: number;
  readonly gravite: number;
  /** Key of schema/reference/infractions.ts; null: no offence that the reference knows. */
  readonly infraction: string | null;
  readonly lieux: readonly LieuIncident[];
}

const kind = (
  weight: number,
  gravite: number,
  infraction: string | null,
  ...lieux: LieuIncident[]
): IncidentKind => ({ weight, gravite, infraction, lieux });

/** Every type of the nomenclature, so that every type is met. */
export const incidentKinds: Readonly<Record<TypeIncident, IncidentKind>> = {
  P_SAL_VERB: kind(40, 2, 'outrage', 'AGENCE', 'HALL'),
  P_SAL_MENACE: kind(20, 3, 'menace', 'AGENCE', 'HALL'),
  P_SAL_PHYS: kind(8, 3, 'violences-gardien', 'HALL', 'ABORDS'),
  P_SAL_ARME: kind(2, 4, 'violences-gardien', 'HALL', 'ABORDS'),
  P_PRE_VERB: kind(20, 2, null, 'PARTIE_COMMUNE', 'CAVE_PARKING'),
  P_PRE_MENACE: kind(10, 3, 'menace', 'PARTIE_COMMUNE'),
  P_PRE_PHYS: kind(4, 3, null, 'PARTIE_COMMUNE'),
  P_PRE_ARME: kind(1, 4, null, 'ABORDS'),
  P_LOC_VERB: kind(35, 2, null, 'HALL', 'PARTIE_COMMUNE'),
  P_LOC_MENACE: kind(18, 3, 'menace', 'HALL', 'LOGEMENT'),
  P_LOC_PHYS: kind(8, 3, null, 'HALL', 'ABORDS'),
  P_LOC_ARME: kind(2, 4, null, 'ABORDS'),
  P_LOC_HARC: kind(8, 3, null, 'LOGEMENT'),
  B_HALL: kind(70, 2, 'degradation', 'HALL'),
  B_BAL: kind(40, 2, 'degradation-legere', 'HALL'),
  B_ASC: kind(40, 2, 'degradation', 'PARTIE_COMMUNE'),
  B_ECL: kind(35, 2, 'degradation-legere', 'HALL', 'CAVE_PARKING'),
  B_TAG: kind(60, 2, 'inscriptions', 'HALL', 'PARTIE_COMMUNE', 'ABORDS'),
  B_INC: kind(12, 4, 'degradation-incendie', 'CAVE_PARKING', 'ABORDS'),
  B_EQUIP: kind(25, 2, 'degradation', 'HALL'),
  T_HALL: kind(120, 2, 'occupation-hall', 'HALL'),
  T_TOIT: kind(5, 3, 'occupation-toit', 'PARTIE_COMMUNE'),
  T_BRUIT: kind(110, 1, 'tapage', 'LOGEMENT', 'ABORDS'),
  T_VOIS: kind(70, 1, null, 'LOGEMENT'),
  T_RASS: kind(60, 1, null, 'ABORDS'),
  T_RODEO: kind(20, 3, 'rodeo', 'ABORDS'),
  T_STAT: kind(40, 1, null, 'CAVE_PARKING', 'ABORDS'),
  T_DEPOT: kind(60, 1, 'depot-ordures', 'ABORDS', 'PARTIE_COMMUNE'),
  T_JET: kind(20, 2, null, 'ABORDS'),
  T_SALIS: kind(25, 1, null, 'HALL', 'PARTIE_COMMUNE'),
  T_CHIEN: kind(15, 2, null, 'ABORDS', 'HALL'),
  T_REGL: kind(30, 1, null, 'LOGEMENT', 'PARTIE_COMMUNE'),
  D_DEAL: kind(35, 4, 'trafic-stupefiants', 'HALL', 'ABORDS'),
  D_USAGE: kind(40, 2, 'usage-stupefiants', 'HALL', 'CAVE_PARKING'),
  D_CACHE: kind(10, 3, 'trafic-stupefiants', 'CAVE_PARKING', 'PARTIE_COMMUNE'),
  D_SQUAT: kind(12, 3, null, 'LOGEMENT'),
  D_CAMB: kind(20, 3, null, 'LOGEMENT', 'CAVE_PARKING'),
};

const victims: Readonly<Record<string, QualiteVictime>> = {
  SAL: 'SALARIE',
  PRE: 'PRESTATAIRE',
  LOC: 'LOCATAIRE',
};

/** Whom facts against persons strike; null for the other families. */
export function victimOf(type: TypeIncident): QualiteVictime | null {
  const [family, whom = ''] = type.split('_');
  return family === 'P' ? (victims[whom] ?? 'TIERS') : null;
}
