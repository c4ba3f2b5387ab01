import type {
  Signalement,
  SuiteOperationnelle,
} from '../../../subgraphs/bailleurs/signalement/signalement.js';
import type { Stored } from '../rows.js';
import { answerDay } from './answers.js';
import { step, type Step } from './chronicle.js';
import { daysLater, earliest, type Draw } from './days.js';

const acknowledgementDays = 7;
const others: Readonly<Record<string, string>> = {
  'police-nationale-86': 'gendarmerie-86',
  'gendarmerie-86': 'police-nationale-86',
};

/**
 * From the draft to the answer; the force that is competent answers for all.
 * @param facts the last day of its incidents.
 */
export function signalementSteps(
  { bailleurId, statut, dateTransmission: sent }: Stored<Signalement>,
  draw: Draw,
  service: string,
  facts: string,
  suite: Stored<SuiteOperationnelle> | null,
): Step[] {
  const drafted = step('creerSignalement', bailleurId, sent ?? facts);
  if (sent === null) return [drafted];
  const transmitted = [drafted, step('transmettreSignalement', bailleurId, sent)];
  if (statut === 'TRANSMIS') return transmitted;
  if (statut === 'REORIENTE') {
    // Whose it was is no addressee any more.
    const wrong = others[service] ?? 'prefecture-86';
    return [...transmitted, step('reorienterSignalement', wrong, daysLater(sent, draw(0, 2)))];
  }
  const answered = answerDay(bailleurId, sent, acknowledgementDays, draw);
  const received = suite === null ? answered : earliest(answered, suite.date);
  const steps = [...transmitted, step('accuserReceptionSignalement', service, received)];
  if (statut === 'ACCUSE_RECEPTION') return steps;
  steps.push(step('qualifierSignalement', service));
  if (statut === 'QUALIFIE') return steps;
  if (statut === 'LIE_A_PLAINTE') return [...steps, step('lierPlainteSignalement', service)];
  steps.push(step('traiterSignalement', service));
  if (suite === null) return steps;
  steps.push(step('communiquerSuiteSignalement', suite.auteurId, suite.date));
  return statut === 'CLOS'
    ? [...steps, step('cloreSignalement', bailleurId, daysLater(suite.date, draw(2, 40)))]
    : steps;
}
