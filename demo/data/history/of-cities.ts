import { actionWorkflow } from '../../../subgraphs/ville/action/action-workflow.js';
import { alternativeWorkflow } from '../../../subgraphs/ville/alternative/alternative-workflow.js';
import { correspondantWorkflow } from '../../../subgraphs/ville/correspondant/correspondant-workflow.js';
import { informationWorkflow } from '../../../subgraphs/ville/information/information-workflow.js';
import { instanceWorkflow } from '../../../subgraphs/ville/instance/instance-workflow.js';
import { mandatWorkflow } from '../../../subgraphs/ville/mandat/mandat-workflow.js';
import { problematiqueWorkflow } from '../../../subgraphs/ville/problematique/problematique-workflow.js';
import { rappelOrdreWorkflow } from '../../../subgraphs/ville/rappel-ordre/rappel-ordre-workflow.js';
import { situationWorkflow } from '../../../subgraphs/ville/situation/situation-workflow.js';
import { transactionWorkflow } from '../../../subgraphs/ville/transaction/transaction-workflow.js';
import type { Annuaire } from '../annuaire.js';
import { alternativeSteps, informationSteps, rappelSteps, transactionSteps } from './city-steps.js';
import {
  actionSteps,
  correspondantSteps,
  instanceSteps,
  mandatSteps,
  problematiqueSteps,
  situationSteps,
} from './group-steps.js';
import type { WithoutHistories } from '../invented-data.js';
import type { Remember } from './passages.js';

/**
 * Of what a city or an EPCI has in its database.
 * @param annuaire with the instances, which stand in the first block alone.
 */
export function ofCities(
  data: WithoutHistories,
  annuaire: Annuaire,
  day: string,
  remember: Remember,
) {
  const { groupes } = data;
  const chairs = new Map(annuaire.instances.map(({ id, presidenceId }) => [id, presidenceId]));
  const opinions = new Map(data.rappelsOrdre.avis.map((row) => [row.rappelOrdreId, row]));
  return {
    problematiques: remember(problematiqueWorkflow, data.problematiques, (row, draw) =>
      problematiqueSteps(row, chairs.get(row.instanceId) ?? '', draw),
    ),
    annuaire: {
      ...data.annuaire,
      correspondants: remember(
        correspondantWorkflow,
        data.annuaire.correspondants,
        correspondantSteps,
      ),
      instances: remember(instanceWorkflow, data.annuaire.instances, (row) =>
        instanceSteps(data.annuaire, row),
      ),
    },
    alternatives: remember(alternativeWorkflow, data.alternatives, alternativeSteps),
    informations: remember(informationWorkflow, data.informations, informationSteps),
    actions: remember(actionWorkflow, data.actions, (row, draw) => actionSteps(row, day, draw)),
    groupes: {
      mandats: remember(mandatWorkflow, groupes.mandats, mandatSteps),
      situations: remember(situationWorkflow, groupes.situations, (row) =>
        situationSteps(row, chairs.get(row.instanceId) ?? ''),
      ),
    },
    rappels: remember(rappelOrdreWorkflow, data.rappelsOrdre.rappels, (row, draw) =>
      rappelSteps(row, opinions.get(row.id) ?? null, draw),
    ),
    transactions: remember(transactionWorkflow, data.transactions.transactions, transactionSteps),
  };
}
