import 'reflect-metadata';
import { procedureWorkflow } from '../../../subgraphs/justice/procedure/procedure-workflow.js';
import {
  AvisNotifie,
  Decision,
  Procedure,
} from '../../../subgraphs/justice/procedure/procedure.js';
import { describeWorkflow } from './every-transition.js';
import { procedureActs, procedureStates } from './w2-by-hand.js';

const id = 'procedure-w2';

describeWorkflow({
  workflow: procedureWorkflow,
  states: procedureStates,
  acts: procedureActs,
  owner: 'justice',
  fill: async (database) => {
    await database.getRepository(Procedure).insert({
      id,
      communeCode: '86194',
      moisFaits: '2026-05',
      infractionCodes: ['degradation'],
      etatPublic: 'EN_COURS',
      plaignantId: 'ekidom',
      serviceSaisiId: 'police-nationale-86',
      informationMaire: true,
    });
  },
  id,
  putInto: async (database, _state, act) => {
    await database.getRepository(AvisNotifie).clear();
    await database.getRepository(Decision).clear();
    if (act === 'inscrireDecisionProcedure') return;
    await database.getRepository(Decision).insert({
      procedureId: id,
      typeDecision: 'POURSUITE_COPJ',
      dateDecision: '2026-06-01',
    });
  },
  list: 'procedures',
  answer: 'procedure',
  ground: 'cpp-40',
});
