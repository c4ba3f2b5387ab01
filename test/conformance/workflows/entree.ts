import 'reflect-metadata';
import { entreeWorkflow } from '../../../subgraphs/bailleurs/residence/entree-workflow.js';
import { Entree } from '../../../subgraphs/bailleurs/residence/entree.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';
import { describeWorkflow } from './every-transition.js';
import { entreeActs, entreeStates } from './w0-w6-by-hand.js';

describeWorkflow({
  workflow: entreeWorkflow,
  states: entreeStates,
  acts: entreeActs,
  owner: 'bailleurs',
  fill: async (database) => {
    await database.getRepository(Residence).insert({
      id: 'r-hall',
      nom: 'Les Ajoncs',
      nbLogements: 10,
      typeConstruction: 'COLLECTIF',
      bailleurId: 'ekidom',
      communeCode: '86194',
      quartierCode: null,
    });
    await database.getRepository(Entree).insert({
      id: 'hall',
      residenceId: 'r-hall',
      statut: 'VERT',
      dateEvaluation: '2026-05-02',
    });
  },
  id: 'hall',
  putInto: () => Promise.resolve(),
  list: 'entrees',
  answer: 'entree',
  ground: 'convention-art-6',
});
