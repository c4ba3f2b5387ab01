import 'reflect-metadata';
import { ProtectionPersonnel } from '../../../subgraphs/bailleurs/protection/protection-personnel.js';
import { protectionWorkflow } from '../../../subgraphs/bailleurs/protection/protection-workflow.js';
import { describeWorkflow } from './every-transition.js';
import { fillPlace } from './own-stock-rows.js';
import { protectionActs, protectionStates } from './w7-by-hand.js';

const id = 'w7';

describeWorkflow({
  workflow: protectionWorkflow,
  states: protectionStates,
  acts: protectionActs,
  owner: 'bailleurs',
  fill: async (database) => {
    await fillPlace(database);
    await database.getRepository(ProtectionPersonnel).insert({
      id,
      bailleurId: 'ekidom',
      incidentId: 'i-w7',
      dateDeclaration: '2026-05-02',
      declarant: 'SALARIE',
      mesures: [],
      enseignements: [],
      statut: 'FAIT_DECLARE',
    });
  },
  id,
  putInto: () => Promise.resolve(),
  list: 'protections',
  answer: 'protection',
  ground: 'cpp-706-57',
});
