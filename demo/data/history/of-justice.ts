import { avisRappelWorkflow } from '../../../subgraphs/justice/avis-rappel/avis-rappel-workflow.js';
import { communicationWorkflow } from '../../../subgraphs/justice/communication/communication-workflow.js';
import { gltdWorkflow } from '../../../subgraphs/justice/gltd/gltd-workflow.js';
import { homologationWorkflow } from '../../../subgraphs/justice/homologation/homologation-workflow.js';
import { posteTravailWorkflow } from '../../../subgraphs/justice/poste-travail/poste-travail-workflow.js';
import { procedureWorkflow } from '../../../subgraphs/justice/procedure/procedure-workflow.js';
import { step } from './chronicle.js';
import { daysLater } from './days.js';
import type { WithoutHistories } from '../invented-data.js';
import type { Remember } from './passages.js';
import { penalSteps } from './penal-steps.js';

const parquet = 'parquet-poitiers';

/** The day on which a row without one of its own came into its state. */
const dayOf = (since: Date | null): string | null => since?.toISOString().slice(0, 10) ?? null;

/** Of what the parquet has in its register. */
export function ofJustice(data: WithoutHistories, remember: Remember) {
  const { judiciaire, suitesPenales } = data;
  const { ofProcedure } = penalSteps(suitesPenales);
  return {
    procedures: remember(procedureWorkflow, suitesPenales.procedures, ofProcedure),
    avis: remember(avisRappelWorkflow, data.rappelsOrdre.avis, ({ date }) => [
      step('rendreAvisRappelOrdre', parquet, date),
    ]),
    homologations: remember(homologationWorkflow, data.transactions.homologations, ({ date }) => [
      step('deciderHomologationTransaction', parquet, date),
    ]),
    judiciaire: {
      ...judiciaire,
      communications: remember(
        communicationWorkflow,
        judiciaire.communications,
        ({ dateEnvoi }) => [step('envoyerCommunication', parquet, dateEnvoi)],
      ),
      gltds: remember(gltdWorkflow, judiciaire.gltds, ({ statut, debut, statutDepuis }) => [
        step('creerGltd', parquet, debut),
        ...(statut === 'CLOS' ? [step('cloreGltd', parquet, dayOf(statutDepuis))] : []),
      ]),
      postes: remember(
        posteTravailWorkflow,
        judiciaire.postes,
        ({ statut, statutDepuis }, draw) => {
          const since = dayOf(statutDepuis);
          const entered = step('inscrirePosteTravail', parquet, since);
          if (statut === 'OUVERT' || since === null) return [entered];
          return [
            { ...entered, on: daysLater(since, -draw(60, 200)) },
            step('fermerPosteTravail', parquet, since),
          ];
        },
      ),
    },
  };
}
