import { constatWorkflow } from '../../../subgraphs/bailleurs/diagnostic/constat-workflow.js';
import { diagnosticWorkflow } from '../../../subgraphs/bailleurs/diagnostic/diagnostic-workflow.js';
import { incidentWorkflow } from '../../../subgraphs/bailleurs/incident/incident-workflow.js';
import { injonctionWorkflow } from '../../../subgraphs/bailleurs/injonction/injonction-workflow.js';
import { plainteWorkflow } from '../../../subgraphs/bailleurs/plainte/plainte-workflow.js';
import { procesVerbalWorkflow } from '../../../subgraphs/bailleurs/proces-verbal/proces-verbal-workflow.js';
import { protectionWorkflow } from '../../../subgraphs/bailleurs/protection/protection-workflow.js';
import { renovationWorkflow } from '../../../subgraphs/bailleurs/renovation/renovation-workflow.js';
import { entreeWorkflow } from '../../../subgraphs/bailleurs/residence/entree-workflow.js';
import { signalementWorkflow } from '../../../subgraphs/bailleurs/signalement/signalement-workflow.js';
import { troubleWorkflow } from '../../../subgraphs/bailleurs/trouble/trouble-workflow.js';
import type { InventedData, WithoutHistories } from '../invented-data.js';
import { serviceOf } from '../places.js';
import { constatSteps, diagnosticSteps } from './diagnostic-steps.js';
import type { Remember } from './passages.js';
import {
  entreeSteps,
  incidentSteps,
  injonctionSteps,
  procesVerbalSteps,
  protectionSteps,
  renovationSteps,
  troubleSteps,
} from './landlord-steps.js';
import { penalSteps } from './penal-steps.js';
import { signalementSteps } from './signalement-steps.js';

/** Of what a landlord has in its database. */
export function ofLandlords(data: WithoutHistories, remember: Remember) {
  const { patrimoine, signalements, diagnostics, renovations } = data;
  const landlords = new Map(patrimoine.residences.map(({ id, bailleurId }) => [id, bailleurId]));
  const { ofPlainte } = penalSteps(data.suitesPenales);
  const facts = lastFacts(data);
  const suites = new Map(signalements.suites.map((suite) => [suite.signalementId, suite]));
  const visits = new Map(diagnostics.diagnostics.map((visit) => [visit.id, visit]));
  const studies = new Map<string, string | false>(
    renovations.etudes.map(({ programmeId, dateDepot }) => [programmeId, dateDepot ?? false]),
  );
  return {
    patrimoine: {
      ...patrimoine,
      entrees: remember(
        entreeWorkflow,
        patrimoine.entrees,
        (row) => entreeSteps(row, landlords.get(row.residenceId) ?? ''),
        'VERT',
      ),
    },
    plaintes: remember(plainteWorkflow, data.suitesPenales.plaintes, ofPlainte),
    incidents: remember(incidentWorkflow, data.incidents, incidentSteps),
    signalements: {
      ...signalements,
      signalements: remember(signalementWorkflow, signalements.signalements, (row, draw) =>
        signalementSteps(
          row,
          draw,
          serviceOf(row.communeCode),
          facts.get(row.id) ?? '',
          suites.get(row.id) ?? null,
        ),
      ),
    },
    diagnostics: {
      ...diagnostics,
      diagnostics: remember(diagnosticWorkflow, diagnostics.diagnostics, diagnosticSteps),
      constats: remember(constatWorkflow, diagnostics.constats, (row, draw) => {
        const visit = visits.get(row.diagnosticId);
        if (!visit) throw new Error('a constat without its visit');
        return constatSteps(row, visit, draw);
      }),
    },
    renovations: {
      ...renovations,
      programmes: remember(renovationWorkflow, renovations.programmes, (row, draw) =>
        renovationSteps(row, studies.get(row.id) ?? null, draw),
      ),
    },
    procesVerbaux: remember(procesVerbalWorkflow, data.procesVerbaux, procesVerbalSteps),
    protections: remember(protectionWorkflow, data.protections, protectionSteps),
    injonctions: remember(injonctionWorkflow, data.injonctions, injonctionSteps),
    troubles: remember(troubleWorkflow, data.troubles, troubleSteps),
  };
}

/** The last day of the incidents of each signalement. */
function lastFacts({
  incidents,
  signalements,
}: Pick<InventedData, 'incidents' | 'signalements'>): ReadonlyMap<string, string> {
  const days = new Map(incidents.map(({ id, dateFaits }) => [id, dateFaits]));
  const last = new Map<string, string>();
  for (const { signalementId, incidentId } of signalements.incidents) {
    const day = days.get(incidentId) ?? '';
    if (day > (last.get(signalementId) ?? '')) last.set(signalementId, day);
  }
  return last;
}
