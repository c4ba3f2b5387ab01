import 'reflect-metadata';
import { Constat } from '../../../subgraphs/bailleurs/diagnostic/constat.js';
import { diagnosticWorkflow } from '../../../subgraphs/bailleurs/diagnostic/diagnostic-workflow.js';
import { constatId, diagnosticId, fillDiagnostic } from './diagnostic-rows.js';
import { describeWorkflow } from './every-transition.js';
import { diagnosticActs, diagnosticStates } from './w3-by-hand.js';

/** What the constat must be for the act's conditions to hold. */
const constatFor: Readonly<Record<string, Constat['statut']>> = {
  arreterPlanActionsDiagnostic: 'PROPOSE',
  suivreDiagnostic: 'ACCEPTE',
  cloreDiagnostic: 'VERIFIE',
};

describeWorkflow({
  workflow: diagnosticWorkflow,
  states: diagnosticStates,
  acts: diagnosticActs,
  owner: 'bailleurs',
  fill: fillDiagnostic,
  id: diagnosticId,
  putInto: async (database, _state, act) => {
    await database
      .getRepository(Constat)
      .update({ id: constatId }, { statut: constatFor[act] ?? 'RELEVE' });
  },
  list: 'diagnostics',
  answer: 'diagnostic',
  told: ['ekidom', 'ville-poitiers', 'police-nationale-86', 'grand-poitiers'],
  ground: 'convention-art-6',
});
