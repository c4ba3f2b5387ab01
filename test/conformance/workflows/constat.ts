import 'reflect-metadata';
import { Constat } from '../../../subgraphs/bailleurs/diagnostic/constat.js';
import { constatWorkflow } from '../../../subgraphs/bailleurs/diagnostic/constat-workflow.js';
import { DiagnosticEnMarchant } from '../../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import { constatId, diagnosticId, fillDiagnostic } from './diagnostic-rows.js';
import { describeWorkflow } from './every-transition.js';
import { constatActs, constatStates } from './w3-by-hand.js';

const followed = new Set(['ACCEPTE', 'REALISE', 'VERIFIE']);

describeWorkflow({
  workflow: constatWorkflow,
  states: constatStates,
  acts: constatActs,
  owner: 'bailleurs',
  fill: fillDiagnostic,
  id: constatId,
  putInto: async (database, state) => {
    await database
      .getRepository(DiagnosticEnMarchant)
      .update({ id: diagnosticId }, { statut: followed.has(state) ? 'SUIVI' : 'PLAN_ACTIONS' });
    await database
      .getRepository(Constat)
      .update({ id: constatId }, { piloteId: 'police-nationale-86' });
  },
  list: 'constats',
  answer: 'constat',
  told: ['ekidom', 'ville-poitiers', 'police-nationale-86'],
  ground: 'convention-art-6',
});
