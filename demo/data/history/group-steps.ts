import type { ActionPrevention } from '../../../subgraphs/ville/action/action-prevention.js';
import type { Correspondant } from '../../../subgraphs/ville/correspondant/correspondant.js';
import type { Instance } from '../../../subgraphs/ville/instance/instance.js';
import type { MandatGroupe } from '../../../subgraphs/ville/mandat/mandat-groupe.js';
import type { Problematique } from '../../../subgraphs/ville/problematique/problematique.js';
import type { SituationSuivie } from '../../../subgraphs/ville/situation/situation-suivie.js';
import type { Annuaire } from '../annuaire.js';
import type { Stored } from '../rows.js';
import { step, type Step } from './chronicle.js';
import { daysLater, earliest, type Draw } from './days.js';

export function correspondantSteps({
  signataireId,
  mandatDebut,
  mandatFin,
}: Stored<Correspondant>): Step[] {
  const named = step('nommerCorrespondant', signataireId, mandatDebut);
  return mandatFin === null
    ? [named]
    : [named, step('terminerCorrespondant', signataireId, mandatFin)];
}

const cancelledBefore = 3;
const calledBefore = 9;

/** What it was asked, what it met for and what it decided, in the order of the days. */
export function instanceSteps(
  { membres, reunions, demandes, decisions }: Annuaire,
  { id, presidenceId }: Stored<Instance>,
): Step[] {
  const mine = ({ instanceId }: { readonly instanceId: string }): boolean => instanceId === id;
  const steps = [
    ...demandes
      .filter(mine)
      .map(({ demandeurId, date }) => step('demanderReunionInstance', demandeurId, date)),
    ...reunions
      .filter(mine)
      .flatMap(({ statut, date }) => [
        step('convoquerReunionInstance', presidenceId, daysLater(date, -calledBefore)),
        ...(statut === 'ANNULEE'
          ? [step('annulerReunionInstance', presidenceId, daysLater(date, -cancelledBefore))]
          : []),
      ]),
    ...decisions
      .filter(mine)
      .map(({ date }) => step('consignerDecisionInstance', presidenceId, date)),
  ].toSorted((left, right) => (left.on ?? '').localeCompare(right.on ?? ''));
  const founded = daysLater(earliest(...steps.map(({ on }) => on ?? '')), -40);
  const others = membres.filter((row) => mine(row) && row.signataireId !== presidenceId);
  return [
    step('mettreEnPlaceInstance', presidenceId, founded),
    ...others.map(() => step('ajouterMembreInstance', presidenceId, daysLater(founded, 5))),
    ...steps,
  ];
}

export function problematiqueSteps(
  { statut, dateReperage, dateResolution, piloteId }: Stored<Problematique>,
  chair: string,
  draw: Draw,
): Step[] {
  const steps = [step('ouvrirProblematique', chair, dateReperage)];
  if (statut === 'ECARTEE') steps.push(step('ecarterProblematique', chair));
  if (piloteId === null) return steps;
  steps.push(step('planifierProblematique', chair, daysLater(dateReperage, draw(2, 9))));
  if (dateResolution === null) return steps;
  steps.push(step('resoudreProblematique', piloteId, dateResolution));
  return statut === 'CLOSE' ? [...steps, step('cloreProblematique', chair)] : steps;
}

export function mandatSteps({ signataireId, debut, fin, statut }: Stored<MandatGroupe>): Step[] {
  const given = step('donnerMandatGroupe', signataireId, debut);
  return statut === 'TERMINE' ? [given, step('retirerMandatGroupe', signataireId, fin)] : [given];
}

export function situationSteps(
  { statut, dateInscription, dateExamen }: Stored<SituationSuivie>,
  chair: string,
): Step[] {
  const steps = [step('inscrireSituation', chair, dateInscription)];
  if (dateExamen !== null) steps.push(step('examinerSituation', chair, dateExamen));
  return statut === 'CLOSE' ? [...steps, step('cloreSituation', chair, dateExamen)] : steps;
}

export function actionSteps(
  { porteurId, statut, debut, fin }: Stored<ActionPrevention>,
  day: string,
  draw: Draw,
): Step[] {
  const announced = daysLater(earliest(debut, day), -draw(3, 30));
  const steps = [step('annoncerActionPrevention', porteurId, announced)];
  if (statut === 'ANNULEE') return [...steps, step('annulerActionPrevention', porteurId)];
  if (statut === 'PREVUE') return steps;
  steps.push(step('commencerActionPrevention', porteurId, debut));
  return statut === 'TERMINEE'
    ? [...steps, step('terminerActionPrevention', porteurId, fin)]
    : steps;
}
