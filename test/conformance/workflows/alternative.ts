import 'reflect-metadata';
import { alternativeWorkflow } from '../../../subgraphs/ville/alternative/alternative-workflow.js';
import { PropositionAlternative } from '../../../subgraphs/ville/alternative/proposition-alternative.js';
import { describeWorkflow } from './every-transition.js';
import { alternativeActs, alternativeStates } from './told-to-mayors-by-hand.js';

const id = 'alternative-poitiers';

describeWorkflow({
  workflow: alternativeWorkflow,
  states: alternativeStates,
  acts: alternativeActs,
  owner: 'ville',
  fill: async (database) => {
    await database.getRepository(PropositionAlternative).insert({
      id,
      communeCode: '86194',
      dateFaits: '2026-05-02',
      faits: 'TAPAGE',
      bailleurId: 'ekidom',
      mesureProposee: 'REPARATION',
      statut: 'PROPOSEE',
    });
  },
  id,
  putInto: () => Promise.resolve(),
  list: 'propositionsAlternatives',
  answer: 'proposition',
  told: ['ville-poitiers', 'parquet-poitiers'],
  ground: 'cpp-44-1',
});
