import 'reflect-metadata';
import { InjonctionPrefectorale } from '../../../subgraphs/bailleurs/injonction/injonction-prefectorale.js';
import { injonctionWorkflow } from '../../../subgraphs/bailleurs/injonction/injonction-workflow.js';
import { describeWorkflow } from './every-transition.js';
import { fillPlace } from './own-stock-rows.js';
import { injonctionActs, injonctionStates } from './w8-by-hand.js';

const id = 'injonction-w8';

describeWorkflow({
  workflow: injonctionWorkflow,
  states: injonctionStates,
  acts: injonctionActs,
  owner: 'bailleurs',
  fill: async (database) => {
    await fillPlace(database);
    await database.getRepository(InjonctionPrefectorale).insert({
      id,
      bailleurId: 'ekidom',
      residenceId: 'r-w7',
      reference: '86-2026/001',
      dateInjonction: '2026-05-02',
      dateLimite: '2099-01-01',
      statut: 'ENJOINTE',
    });
  },
  id,
  putInto: async (database, _state, act) => {
    // The landlord's term is over for one act, and not for the others.
    const dateLimite = act === 'constaterCarenceInjonction' ? '2026-05-17' : '2099-01-01';
    await database.getRepository(InjonctionPrefectorale).update({ id }, { dateLimite });
  },
  list: 'injonctions',
  answer: 'injonction',
  told: ['ekidom', 'prefecture-86'],
  ground: 'cch-l442-4-3',
});
