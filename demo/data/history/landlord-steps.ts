import type { InjonctionPrefectorale } from '../../../subgraphs/bailleurs/injonction/injonction-prefectorale.js';
import type { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import type { ProcesVerbalBailleur } from '../../../subgraphs/bailleurs/proces-verbal/proces-verbal.js';
import type { ProtectionPersonnel } from '../../../subgraphs/bailleurs/protection/protection-personnel.js';
import type { ProgrammeRenovation } from '../../../subgraphs/bailleurs/renovation/programme-renovation.js';
import type { Entree } from '../../../subgraphs/bailleurs/residence/entree.js';
import type { TroubleJouissance } from '../../../subgraphs/bailleurs/trouble/trouble-jouissance.js';
import { epciOf, serviceOf, villeOf } from '../places.js';
import type { Stored } from '../rows.js';
import { step, type Step } from './chronicle.js';
import { daysLater, type Draw } from './days.js';

const prefet = 'prefecture-86';

const classes = {
  VERT: 'classerEntreeVert',
  JAUNE: 'classerEntreeJaune',
  ORANGE: 'classerEntreeOrange',
  ROUGE: 'classerEntreeRouge',
} as const;

export function entreeSteps({ statut, dateEvaluation }: Stored<Entree>, bailleur: string): Step[] {
  return [step(classes[statut], bailleur, dateEvaluation)];
}

export function incidentSteps(
  { bailleurId, statut, dateFaits }: Stored<Incident>,
  draw: Draw,
): Step[] {
  const entered = daysLater(dateFaits, draw(0, 1));
  const steps = [step('saisirIncident', bailleurId, entered)];
  return statut === 'CLOS'
    ? [...steps, step('cloreIncident', bailleurId, daysLater(entered, draw(3, 25)))]
    : steps;
}

/** @param studied whether a study belongs to it, and is there: null: none. */
export function renovationSteps(
  { bailleurId, communeCode, statut, debutPrevu, finPrevue }: Stored<ProgrammeRenovation>,
  studied: string | false | null,
  draw: Draw,
): Step[] {
  const needed = daysLater(debutPrevu, -draw(120, 180));
  const steps = [step('declarerProgramme', bailleurId, needed)];
  if (statut === 'BESOIN') return steps;
  steps.push(step('rattacherDiagnosticProgramme', bailleurId));
  if (statut === 'DIAGNOSTIC') return steps;
  if (studied !== null) steps.push(step('requerirEtudeProgramme', bailleurId));
  if (typeof studied === 'string') steps.push(step('deposerEtudeProgramme', bailleurId, studied));
  const after = [
    step('donnerAvisProgramme', serviceOf(communeCode)),
    step('arreterMesuresProgramme', bailleurId),
    step('verifierMesuresProgramme', villeOf(communeCode) ?? epciOf(communeCode)),
    step('commencerTravauxProgramme', bailleurId),
    step('acheverTravauxProgramme', bailleurId, finPrevue),
  ];
  const reached = ['AVIS_FORCES', 'MESURES_ARRETEES', 'VERIFIE', 'TRAVAUX', 'CLOS'].indexOf(statut);
  return [...steps, ...after.slice(0, reached + 1)];
}

export function procesVerbalSteps(row: Stored<ProcesVerbalBailleur>, draw: Draw): Step[] {
  const { bailleurId, statut, dateConstat, dateTransmission, dateLimite } = row;
  const steps = [step('etablirProcesVerbal', bailleurId, dateConstat)];
  if (statut === 'TRANSMIS') {
    steps.push(step('transmettreProcesVerbal', bailleurId, dateTransmission));
  }
  if (statut === 'NUL') {
    const noticed = daysLater(dateLimite, draw(1, 4));
    steps.push(step('constaterNulliteProcesVerbal', bailleurId, noticed));
  }
  return steps;
}

const protection = [
  'declarerFaitPersonnel',
  'prendreMesuresProtection',
  'consignerPlaintesProtection',
  'proposerDomiciliationProtection',
  'attendreSuitesProtection',
  'tirerRetexProtection',
  'cloreProtection',
];

export function protectionSteps({
  bailleurId,
  dateDeclaration,
  version,
}: Stored<ProtectionPersonnel>): Step[] {
  return protection
    .slice(0, version)
    .map((act, index) => step(act, bailleurId, index === 0 ? dateDeclaration : null));
}

export function injonctionSteps(row: Stored<InjonctionPrefectorale>, draw: Draw): Step[] {
  const { bailleurId, statut, dateInjonction, dateLimite, dateReponse, dateSaisine } = row;
  const steps = [step('enjoindreBailleur', prefet, dateInjonction)];
  if (statut === 'ENJOINTE') return steps;
  if (row.reponse === 'SAISIT') steps.push(step('repondreInjonction', bailleurId, dateReponse));
  if (statut === 'REPONSE') return steps;
  if (statut === 'JUGE_SAISI') {
    return [...steps, step('saisirJugeInjonction', bailleurId, dateSaisine)];
  }
  steps.push(
    row.reponse === 'REFUSE'
      ? step('refuserInjonction', bailleurId, dateReponse)
      : step('constaterCarenceInjonction', prefet, dateLimite && daysLater(dateLimite, draw(1, 4))),
  );
  return statut === 'SUBSTITUTION'
    ? [...steps, step('substituerPrefetInjonction', prefet, dateSaisine)]
    : steps;
}

export function troubleSteps({ bailleurId, ...row }: Stored<TroubleJouissance>): Step[] {
  const dated = [
    ['offrirRelogementTrouble', row.dateOffreRelogement],
    ['assignerTrouble', row.dateAssignation],
    ['consignerJugementTrouble', row.dateJugement],
    ['executerJugementTrouble', row.dateExecution],
  ] as const;
  return [
    step('mettreEnDemeureTrouble', bailleurId, row.dateMiseEnDemeure),
    ...dated.flatMap(([act, on]) => (on === null ? [] : [step(act, bailleurId, on)])),
    ...(row.statut === 'CLOS' ? [step('cloreTrouble', bailleurId)] : []),
  ];
}
