import type { Constat } from '../../../subgraphs/bailleurs/diagnostic/constat.js';
import type { DiagnosticEnMarchant } from '../../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import type { Stored } from '../rows.js';
import { answerDay } from './answers.js';
import { step, type Step } from './chronicle.js';
import { daysLater, drawnBy, type Draw } from './days.js';

const answerDays = 30;

/** The days of a plan: when it was settled, when its follow-up began, and when that ended. */
function planOf({ id, dateRealisation }: Stored<DiagnosticEnMarchant>) {
  const draw = drawnBy(`${id} plan`);
  const settled = daysLater(dateRealisation ?? '', draw(10, 16));
  const followed = daysLater(settled, draw(6, 12));
  return { settled, followed, closed: daysLater(followed, draw(70, 90)) };
}

export function diagnosticSteps(row: Stored<DiagnosticEnMarchant>, draw: Draw): Step[] {
  const { bailleurId, instructeurId, statut, dateSouhaitee, datePlanifiee, dateRealisation } = row;
  const asked = daysLater(dateSouhaitee, statut === 'DEMANDE' ? -draw(21, 40) : -draw(50, 80));
  const steps = [step('demanderDiagnostic', bailleurId, asked)];
  const withdrawn = step('annulerDiagnostic', bailleurId, daysLater(asked, draw(5, 25)));
  if (statut === 'DEMANDE') return steps;
  if (statut === 'ANNULE' && draw(0, 1) === 0) return [...steps, withdrawn];
  const answered = answerDay(bailleurId, asked, answerDays, draw);
  if (statut === 'REFUSE') {
    return [...steps, step('refuserDemandeDiagnostic', instructeurId, answered)];
  }
  steps.push(step('recevoirDemandeDiagnostic', instructeurId, answered));
  if (statut === 'ANNULE') {
    return [...steps, step('annulerDiagnostic', bailleurId, daysLater(answered, draw(5, 25)))];
  }
  if (datePlanifiee === null) return steps;
  steps.push(step('planifierDiagnostic', instructeurId, daysLater(answered, draw(0, 3))));
  if (dateRealisation === null) return steps;
  const { settled, followed, closed } = planOf(row);
  const after = [
    step('realiserDiagnostic', instructeurId, dateRealisation),
    step('arreterPlanActionsDiagnostic', instructeurId, settled),
    step('suivreDiagnostic', instructeurId, followed),
    step('cloreDiagnostic', instructeurId, closed),
  ];
  const reached = ['REALISE', 'PLAN_ACTIONS', 'SUIVI', 'CLOS'].indexOf(statut);
  return [...steps, ...after.slice(0, reached + 1)];
}

/** Within the stages of its diagnostic that allow each act. */
export function constatSteps(
  { releveParId, piloteId, statut }: Stored<Constat>,
  diagnostic: Stored<DiagnosticEnMarchant>,
  draw: Draw,
): Step[] {
  const { instructeurId, dateRealisation } = diagnostic;
  const seen = dateRealisation ?? diagnostic.dateSouhaitee;
  const { settled, followed } = planOf(diagnostic);
  const found = step('releverConstat', releveParId, seen);
  const discarded = step('ecarterConstat', instructeurId, daysLater(seen, draw(1, 8)));
  if (statut === 'ECARTE') return [found, discarded];
  const pilot = piloteId ?? instructeurId;
  const done = daysLater(followed, draw(5, 30));
  const steps = [
    found,
    step('designerPiloteConstat', instructeurId, daysLater(seen, draw(1, 8))),
    step('accepterMesureConstat', pilot, daysLater(settled, draw(0, 4))),
    step('realiserMesureConstat', pilot, done),
    step('verifierMesureConstat', instructeurId, daysLater(done, draw(3, 25))),
  ];
  const reached = ['RELEVE', 'PROPOSE', 'ACCEPTE', 'REALISE', 'VERIFIE'].indexOf(statut);
  return steps.slice(0, reached + 1);
}
